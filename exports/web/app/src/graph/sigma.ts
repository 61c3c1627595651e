// The WebGL renderer: sigma draws nodes and edges, our own layer above it draws rings and labels.
import Sigma from "sigma";
import { createEdgeArrowProgram, EdgeLineProgram } from "sigma/rendering";
import { bright, edgeLook, NO_FOCUS, nodeLook, readPalette, type Focus } from "./look";
import type { Drawing, DrawEdge, DrawNode } from "./model";
import { Occupied } from "./labels";
import { measureWith, paintGrounds, paintNames, paintRings, placeNames, placeRegions } from "./paint";
import type { Picture, PictureOptions } from "./picture";
import { extentOf, labelScene, scene, type Scene } from "./scene";
import { SHAPE_NUMBER, shapeProgram } from "./shapes";

const MANY = 4000;
/** Camera ratio below which the names of regions give way to those of their nodes. */
const CLOSE = 0.45;
const NOTHING: Scene = { nodes: [], edges: [] };

export class SigmaPicture implements Picture {
  readonly kind = "webgl";
  private readonly sigma: Sigma<DrawNode, DrawEdge>;
  private readonly names: CanvasRenderingContext2D;
  private readonly grounds: CanvasRenderingContext2D | null;
  private palette = readPalette();
  private focus: Focus = NO_FOCUS;
  private lit: ReadonlySet<string> | null = null;
  private dragged: string | null = null;
  private readonly undo: (() => void)[] = [];
  private readonly bySize: readonly string[];

  constructor(
    container: HTMLElement,
    private readonly drawing: Drawing,
    private readonly options: PictureOptions,
  ) {
    const big = drawing.size > MANY || drawing.order > MANY;
    this.bySize = big ? sortedBySize(drawing) : [];
    this.sigma = new Sigma<DrawNode, DrawEdge>(drawing, container, {
      allowInvalidContainer: true,
      renderLabels: false,
      renderEdgeLabels: false,
      enableEdgeEvents: Boolean(options.handlers.onEdge) && !big,
      hideEdgesOnMove: big,
      zIndex: !big,
      stagePadding: 48,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      nodeProgramClasses: { shape: shapeProgram as never },
      edgeProgramClasses: { line: EdgeLineProgram as never, arrow: createEdgeArrowProgram({ lengthToThicknessRatio: 5, widenessToThicknessRatio: 3.6 }) as never },
      defaultNodeType: "shape",
      defaultEdgeType: options.arrows && !big ? "arrow" : "line",
      defaultDrawNodeHover: () => undefined,
      nodeReducer: (id, node) => this.reduceNode(id, node),
      edgeReducer: (key, edge) => this.reduceEdge(key, edge),
    });
    this.grounds = options.regions ? this.layer("grounds", { beforeLayer: "edges" }) : null;
    this.names = this.layer("names", { afterLayer: "nodes" });
    this.sigma.setCustomBBox(extentOf(drawing));
    this.sigma.on("afterRender", () => this.drawNames());
    this.listen();
    this.watchTheme();
    this.sigma.refresh(); // afterRender may have fired before we listened
  }

  refresh(): void {
    this.lit = bright(this.drawing, this.focus);
    if (!this.dragged) this.sigma.setCustomBBox(extentOf(this.drawing));
    this.sigma.refresh();
  }

  setFocus(focus: Focus): void {
    if (focus === this.focus) return;
    this.focus = focus;
    this.lit = bright(this.drawing, focus);
    this.sigma.refresh({ skipIndexation: true });
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    void camera.animate({ ratio: camera.getBoundedRatio(camera.ratio / factor) }, { duration: 180 });
  }

  fit(): void {
    void this.sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: 250 });
  }

  centre(id: string, ratio?: number): void {
    const data = this.sigma.getNodeDisplayData(id);
    const camera = this.sigma.getCamera();
    if (data) void camera.animate({ x: data.x, y: data.y, ratio: ratio ?? camera.ratio }, { duration: 300 });
  }

  destroy(): void {
    for (const undo of this.undo) undo();
    this.sigma.kill();
  }

  private reduceNode(id: string, node: DrawNode): Record<string, unknown> {
    if (node.hidden) return { x: node.x, y: node.y, hidden: true, size: 0 };
    const look = nodeLook(id, node, this.focus, this.lit, this.palette);
    return { x: node.x, y: node.y, size: look.size, color: look.colour, label: null, zIndex: look.level, shape: SHAPE_NUMBER[node.kind] };
  }

  private reduceEdge(key: string, edge: DrawEdge): Record<string, unknown> {
    if (edge.hidden) return { hidden: true };
    const look = edgeLook(this.drawing.source(key), this.drawing.target(key), edge, this.focus, this.palette);
    if (edge.asked && look.level === 0) return { hidden: true };
    return { size: look.size, color: look.colour, zIndex: look.level };
  }

  private layer(id: string, where: { beforeLayer?: string; afterLayer?: string }): CanvasRenderingContext2D {
    this.sigma.createCanvas(id, { ...where, style: { pointerEvents: "none" } });
    const canvas = this.sigma.getCanvases()[id] as HTMLCanvasElement;
    return canvas.getContext("2d") as CanvasRenderingContext2D;
  }

  private clear(context: CanvasRenderingContext2D, { width, height }: { width: number; height: number }): void {
    const dense = devicePixelRatio || 1;
    const { canvas } = context;
    canvas.width = width * dense;
    canvas.height = height * dense;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    context.setTransform(dense, 0, 0, dense, 0, 0);
  }

  private readonly project = (x: number, y: number) => this.sigma.graphToViewport({ x, y });

  private frame(view: { width: number; height: number }): Scene {
    const zoom = 1 / Math.sqrt(this.sigma.getCamera().ratio);
    if (!this.bySize.length) return scene(this.drawing, this.focus, this.palette, this.project, zoom);
    return labelScene(this.drawing, this.bySize, this.focus, this.palette, this.project, { ...view, zoom });
  }

  private drawNames(): void {
    const view = this.sigma.getDimensions();
    const regions = this.options.regions ?? [];
    this.clear(this.names, view);
    if (this.grounds) {
      this.clear(this.grounds, view);
      paintGrounds(this.grounds, regions, this.project, this.palette);
    }
    const far = regions.length > 0 && this.sigma.getCamera().ratio > CLOSE && this.lit === null;
    const frame = far ? NOTHING : this.frame(view);
    const measure = measureWith(this.names);
    const occupied = new Occupied(this.options.reserved);
    const titles = far ? placeRegions(regions, this.project, this.palette, measure, view, occupied) : [];
    paintRings(this.names, frame.nodes);
    const names = placeNames(frame, this.palette, measure, view, occupied, this.options.edgeNames);
    paintNames(this.names, [...titles, ...names], this.palette);
  }

  private listen(): void {
    const { handlers, wheel } = this.options;
    this.sigma.on("clickNode", ({ node }) => handlers.onNode?.(node));
    this.sigma.on("doubleClickNode", (event) => {
      event.preventSigmaDefault();
      handlers.onOpen?.(event.node);
    });
    this.sigma.on("enterNode", ({ node }) => handlers.onHover?.(node));
    this.sigma.on("leaveNode", () => handlers.onHover?.(null));
    this.sigma.on("clickEdge", ({ edge }) => handlers.onEdge?.(this.drawing.source(edge), this.drawing.target(edge)));
    this.sigma.on("clickStage", () => handlers.onGround?.());
    if (!wheel) this.sigma.on("wheelStage", (event) => this.letPageScroll(event));
    if (handlers.onMoved) this.listenToDrags(handlers.onMoved);
  }

  /** Inside a page the wheel belongs to the page, unless Ctrl is held. */
  private letPageScroll(event: { preventSigmaDefault: () => void; event: { original: MouseEvent | TouchEvent } }): void {
    if (!event.event.original.ctrlKey) event.preventSigmaDefault();
  }

  private listenToDrags(onMoved: NonNullable<PictureOptions["handlers"]["onMoved"]>): void {
    let moved = false;
    this.sigma.on("downNode", ({ node }) => {
      this.dragged = node;
      moved = false;
    });
    this.sigma.on("moveBody", ({ event }) => {
      if (!this.dragged) return;
      moved = true;
      this.drawing.mergeNodeAttributes(this.dragged, { ...this.sigma.viewportToGraph(event), fixed: true });
      event.preventSigmaDefault();
      event.original.preventDefault();
    });
    const drop = () => {
      const id = this.dragged;
      this.dragged = null;
      if (!id || !moved) return;
      const { x, y } = this.drawing.getNodeAttributes(id);
      onMoved(id, x, y);
    };
    this.sigma.on("upNode", drop);
    this.sigma.on("upStage", drop);
  }

  private watchTheme(): void {
    const update = () => {
      this.palette = readPalette();
      this.sigma.refresh({ skipIndexation: true });
    };
    const system = matchMedia("(prefers-color-scheme: dark)");
    addEventListener("kg-theme", update);
    system.addEventListener("change", update);
    this.undo.push(() => {
      removeEventListener("kg-theme", update);
      system.removeEventListener("change", update);
    });
  }
}

function sortedBySize(drawing: Drawing): readonly string[] {
  const size = (id: string) => drawing.getNodeAttribute(id, "size");
  return drawing.nodes().sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1));
}
