// Force-directed layout (ForceAtlas2, Jacomy et al. 2014) away from the page's own thread.
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

export interface LayoutRequest {
  run: number;
  /** Per node: x, y, size, fixed (0 or 1). */
  nodes: Float32Array;
  /** Per edge: index of source, index of target, weight. */
  edges: Float32Array;
  rounds: number;
}

export interface LayoutStep {
  run: number;
  positions: Float32Array;
  done: boolean;
}

const CHUNK = 12;
let current = 0;

addEventListener("message", (event: MessageEvent<LayoutRequest>) => {
  current = event.data.run;
  void work(event.data);
});

async function work(request: LayoutRequest): Promise<void> {
  const graph = build(request);
  const settings = { ...forceAtlas2.inferSettings(graph), adjustSizes: graph.order < 800, gravity: 0.6, scalingRatio: 14, slowDown: 4, barnesHutOptimize: graph.order > 400, strongGravityMode: false };
  for (let round = 0; round < request.rounds; round += CHUNK) {
    forceAtlas2.assign(graph, { iterations: CHUNK, settings });
    postMessage(step(request, graph, round + CHUNK >= request.rounds));
    await new Promise((go) => setTimeout(go, 0)); // lets a newer request take over
    if (current !== request.run) return;
  }
}

function build(request: LayoutRequest): Graph {
  const graph = new Graph({ type: "undirected", multi: false, allowSelfLoops: false });
  for (let i = 0; i * 4 < request.nodes.length; i++) {
    const [x, y, size, fixed] = request.nodes.subarray(i * 4, i * 4 + 4) as unknown as [number, number, number, number];
    graph.addNode(i, { x, y, size: size / 2, fixed: fixed === 1 });
  }
  for (let i = 0; i < request.edges.length; i += 3) {
    const [a, b, weight] = request.edges.subarray(i, i + 3) as unknown as [number, number, number];
    if (a !== b && !graph.hasEdge(a, b)) graph.addEdge(a, b, { weight });
  }
  return graph;
}

function step(request: LayoutRequest, graph: Graph, done: boolean): LayoutStep {
  const positions = new Float32Array(graph.order * 2);
  graph.forEachNode((id, { x, y }) => {
    positions[Number(id) * 2] = x as number;
    positions[Number(id) * 2 + 1] = y as number;
  });
  return { run: request.run, positions, done };
}
