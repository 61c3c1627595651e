// The fall-back renderer for browsers without WebGL: the same scene on a 2D canvas, with its own small camera.
import { NO_FOCUS, readPalette, type Focus } from "./look";
import type { Drawing } from "./model";
import { Occupied } from "./labels";
import { measureWith, paintGrounds, paintNames, paintRings, paintScene, placeNames, placeRegions } from "./paint";
import type { Picture, PictureOptions } from "./picture";
import { extentOf, scene, type Scene, type SceneNode } from "./scene";

const MARGIN = 48;
const GRAB = 4;

export class CanvasPicture implements Picture {
  readonly kind = "canvas";
  private readonly canvas = document.createElement("canvas");
  private readonly context: CanvasRenderingContext2D;
  private palette = readPalette();
  private focus: Focus = NO_FOCUS;
  private scale = 1;
  private middle = { x: 0, y: 0 };
  private touched = false;
  private pending = 0;
  private last: Scene = { nodes: [], edges: [] };
  private readonly stop = new AbortController();
  private readonly sized: ResizeObserver;
  private readonly redraw = () => this.schedule();

  constructor(
    private readonly container: HTMLElement,
    private readonly drawing: Drawing,
    private readonly options: PictureOptions,
  ) {
    this.canvas.className = "canvas-picture";
    container.append(this.canvas);
    this.context = this.canvas.getContext("2d") as CanvasRenderingContext2D;
    this.sized = new ResizeObserver(this.redraw);
    this.sized.observe(container);
    drawing.on("eachNodeAttributesUpdated", this.redraw);
    addEventListener("kg-theme", () => this.repaint(), { signal: this.stop.signal });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.repaint(), { signal: this.stop.signal });
    this.listen();
    this.schedule();
  }

  refresh(): void {
    this.schedule();
  }

  setFocus(focus: Focus): void {
    if (focus === this.focus) return;
    this.focus = focus;
    this.schedule();
  }

  zoom(factor: number): void {
    this.touched = true;
    this.scale *= factor;
    this.schedule();
  }

  fit(): void {
    this.touched = false;
    this.schedule();
  }

  centre(id: string, ratio?: number): void {
    if (!this.drawing.hasNode(id)) return;
    if (ratio !== undefined) {
      const { width, height } = this.size();
      this.frameAll(width, height);
      this.scale /= ratio;
    }
    this.touched = true;
    const { x, y } = this.drawing.getNodeAttributes(id);
    this.middle = { x, y };
    this.schedule();
  }

  destroy(): void {
    cancelAnimationFrame(this.pending);
    this.stop.abort();
    this.sized.disconnect();
    this.drawing.off("eachNodeAttributesUpdated", this.redraw);
    this.canvas.remove();
  }

  private repaint(): void {
    this.palette = readPalette();
    this.schedule();
  }

  private schedule(): void {
    cancelAnimationFrame(this.pending);
    this.pending = requestAnimationFrame(() => this.draw());
  }

  private size(): { width: number; height: number } {
    return { width: this.container.clientWidth, height: this.container.clientHeight };
  }

  private draw(): void {
    const { width, height } = this.size();
    const dense = devicePixelRatio || 1;
    this.canvas.width = width * dense;
    this.canvas.height = height * dense;
    if (!this.touched) this.frameAll(width, height);
    this.context.setTransform(dense, 0, 0, dense, 0, 0);
    const zoom = Math.min(2, Math.max(0.5, Math.sqrt(this.scale / 4)));
    this.last = scene(this.drawing, this.focus, this.palette, (x, y) => this.project(x, y, width, height), zoom);
    const project = (x: number, y: number) => this.project(x, y, width, height);
    paintGrounds(this.context, this.options.regions ?? [], project, this.palette);
    paintScene(this.context, this.last);
    paintRings(this.context, this.last.nodes);
    const measure = measureWith(this.context);
    const view = { width, height };
    const occupied = new Occupied(this.options.reserved);
    const titles = placeRegions(this.options.regions ?? [], project, this.palette, measure, view, occupied);
    paintNames(this.context, [...titles, ...placeNames(this.last, this.palette, measure, view, occupied, this.options.edgeNames)], this.palette);
  }

  private frameAll(width: number, height: number): void {
    const { x, y } = extentOf(this.drawing);
    this.middle = { x: (x[0] + x[1]) / 2, y: (y[0] + y[1]) / 2 };
    this.scale = Math.min((width - 2 * MARGIN) / (x[1] - x[0]), (height - 2 * MARGIN) / (y[1] - y[0]));
  }

  private project(x: number, y: number, width: number, height: number): { x: number; y: number } {
    return { x: width / 2 + (x - this.middle.x) * this.scale, y: height / 2 - (y - this.middle.y) * this.scale };
  }

  private at(event: MouseEvent): SceneNode | null {
    const x = event.offsetX;
    const y = event.offsetY;
    const hits = this.last.nodes.filter((node) => Math.hypot(node.x - x, node.y - y) <= node.radius + GRAB);
    return hits.at(-1) ?? null;
  }

  private edgeAt(event: MouseEvent): [string, string] | null {
    const hit = this.last.edges.find(({ source, target }) => distance(event.offsetX, event.offsetY, source, target) < GRAB);
    return hit ? [hit.source.id, hit.target.id] : null;
  }

  private listen(): void {
    const signal = this.stop.signal;
    const { handlers, wheel } = this.options;
    let grip: { x: number; y: number; node: string | null; moved: boolean } | null = null;
    this.canvas.addEventListener("pointerdown", (event) => {
      this.canvas.setPointerCapture(event.pointerId);
      grip = { x: event.offsetX, y: event.offsetY, node: handlers.onMoved ? (this.at(event)?.id ?? null) : null, moved: false };
    }, { signal });
    this.canvas.addEventListener("pointermove", (event) => {
      if (!grip) return handlers.onHover?.(this.at(event)?.id ?? null);
      const by = { x: (event.offsetX - grip.x) / this.scale, y: -(event.offsetY - grip.y) / this.scale };
      if (!grip.moved && Math.hypot(event.offsetX - grip.x, event.offsetY - grip.y) < GRAB) return;
      this.move(grip.node, by);
      grip = { x: event.offsetX, y: event.offsetY, node: grip.node, moved: true };
    }, { signal });
    this.canvas.addEventListener("pointerup", (event) => {
      const held = grip;
      grip = null;
      if (held?.moved) this.dropped(held.node);
      else this.clicked(event);
    }, { signal });
    this.canvas.addEventListener("dblclick", (event) => {
      const node = this.at(event);
      if (node) handlers.onOpen?.(node.id);
    }, { signal });
    this.canvas.addEventListener("wheel", (event) => {
      if (!wheel && !event.ctrlKey) return;
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY / 400));
    }, { signal, passive: false });
  }

  private move(node: string | null, by: { x: number; y: number }): void {
    this.touched = true;
    if (node) {
      const { x, y } = this.drawing.getNodeAttributes(node);
      this.drawing.mergeNodeAttributes(node, { x: x + by.x, y: y + by.y, fixed: true });
    } else {
      this.middle = { x: this.middle.x - by.x, y: this.middle.y - by.y };
    }
    this.schedule();
  }

  private dropped(node: string | null): void {
    if (!node) return;
    const { x, y } = this.drawing.getNodeAttributes(node);
    this.options.handlers.onMoved?.(node, x, y);
  }

  private clicked(event: MouseEvent): void {
    const node = this.at(event);
    const { handlers } = this.options;
    if (node) return handlers.onNode?.(node.id);
    const edge = this.edgeAt(event);
    if (edge) handlers.onEdge?.(...edge);
    else handlers.onGround?.();
  }
}

/** Distance of a point from a line between two points. */
function distance(x: number, y: number, a: { x: number; y: number }, b: { x: number; y: number }): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const along = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
}
