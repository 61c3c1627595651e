// The page's side of the layout: sends the graph to the worker, takes positions back.
import type { Drawing } from "./model";
import type { LayoutRequest, LayoutStep } from "./layout.worker";

export class Layout {
  private readonly worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  private run = 0;
  private ids: string[] = [];

  constructor(
    private readonly drawing: Drawing,
    private readonly onDone: () => void = () => undefined,
  ) {
    this.worker.addEventListener("message", (event: MessageEvent<LayoutStep>) => this.take(event.data));
  }

  /** Lay out what is visible. A graph that only grew a little moves only a little. */
  start(rounds = 360): void {
    this.ids = this.drawing.filterNodes((_, node) => !node.hidden);
    this.run += 1;
    const request: LayoutRequest = { run: this.run, nodes: this.nodes(), edges: this.edges(), rounds };
    this.worker.postMessage(request);
  }

  stop(): void {
    this.run += 1;
  }

  kill(): void {
    this.worker.terminate();
  }

  private nodes(): Float32Array {
    const values = new Float32Array(this.ids.length * 4);
    this.ids.forEach((id, i) => {
      const { x, y, size, fixed } = this.drawing.getNodeAttributes(id);
      values.set([x, y, size, fixed ? 1 : 0], i * 4);
    });
    return values;
  }

  private edges(): Float32Array {
    const index = new Map(this.ids.map((id, i) => [id, i]));
    const values: number[] = [];
    this.drawing.forEachEdge((_, edge, source, target) => {
      const a = index.get(source);
      const b = index.get(target);
      if (!edge.hidden && a !== undefined && b !== undefined) values.push(a, b, Math.log2(1 + edge.weight));
    });
    return Float32Array.from(values);
  }

  private take(step: LayoutStep): void {
    if (step.run !== this.run) return;
    const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (quiet && !step.done) return;
    const places = new Map(this.ids.map((id, i) => [id, i * 2]));
    this.drawing.updateEachNodeAttributes(
      (id, node) => {
        const at = places.get(id);
        if (at === undefined || node.fixed) return node;
        return { ...node, x: step.positions[at] as number, y: step.positions[at + 1] as number };
      },
      { attributes: ["x", "y"] },
    );
    if (step.done) this.onDone();
  }
}
