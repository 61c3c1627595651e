// The drawn graph: what graphology holds, how an answer of the server is merged into it, what the filters leave.
import Graph from "graphology";
import type { GraphEdge, NodeType, Subgraph } from "../types";
import type { GraphState } from "./state";

export interface DrawNode {
  x: number;
  y: number;
  size: number;
  label: string;
  kind: NodeType;
  papers: number;
  statements: number;
  hidden: boolean;
  fixed: boolean;
}

export interface DrawEdge {
  parts: readonly GraphEdge[];
  hidden: boolean;
  weight: number;
  predicates: string;
  /** Drawn only when it is pointed out. */
  asked?: boolean;
}

export type Drawing = Graph<DrawNode, DrawEdge>;

export function newDrawing(): Drawing {
  return new Graph<DrawNode, DrawEdge>({ type: "directed", multi: false, allowSelfLoops: true });
}

export function nodeSize(papers: number): number {
  return Math.min(20, 5 + 1.8 * Math.log2(1 + papers));
}

/** Make the drawing hold exactly this subgraph. Nodes that stay keep their place; a new one starts beside a
 * neighbour already there, at an angle that its id decides, so that the same steps give the same picture. */
export function merge(drawing: Drawing, subgraph: Subgraph): { added: number } {
  const wanted = new Set(subgraph.nodes.map((node) => node.id));
  drawing.forEachNode((id) => {
    if (!wanted.has(id)) drawing.dropNode(id);
  });
  const fresh = subgraph.nodes.filter((node) => !drawing.hasNode(node.id));
  const places = startPlaces(drawing, fresh.map((node) => node.id), subgraph.edges);
  for (const node of subgraph.nodes) {
    const values = { size: nodeSize(node.papers), label: node.name, kind: node.type, papers: node.papers, statements: node.statements };
    if (drawing.hasNode(node.id)) drawing.mergeNodeAttributes(node.id, values);
    else drawing.addNode(node.id, { ...values, ...(places.get(node.id) as Place), hidden: false, fixed: false });
  }
  mergeEdges(drawing, subgraph.edges);
  return { added: fresh.length };
}

interface Place {
  x: number;
  y: number;
}

function startPlaces(drawing: Drawing, ids: readonly string[], edges: readonly GraphEdge[]): Map<string, Place> {
  const places = new Map<string, Place>();
  const neighbours = new Map<string, string[]>();
  for (const { source, target } of edges) {
    neighbours.set(source, [...(neighbours.get(source) ?? []), target]);
    neighbours.set(target, [...(neighbours.get(target) ?? []), source]);
  }
  ids.forEach((id, i) => {
    const anchor = (neighbours.get(id) ?? []).find((other) => drawing.hasNode(other));
    const angle = i * 2.399963 + hash(id) * 0.5; // the golden angle spreads them evenly
    const radius = anchor ? 6 + Math.sqrt(i) : 10 * Math.sqrt(i);
    const centre = anchor ? drawing.getNodeAttributes(anchor) : { x: 0, y: 0 };
    places.set(id, { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) });
  });
  return places;
}

/** A number in [0, 1) that depends on the text alone (FNV-1a). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value / 2 ** 32;
}

function mergeEdges(drawing: Drawing, edges: readonly GraphEdge[]): void {
  drawing.clearEdges();
  for (const edge of edges) {
    if (!drawing.hasNode(edge.source) || !drawing.hasNode(edge.target)) continue;
    const key = drawing.edge(edge.source, edge.target);
    if (key) drawing.updateEdgeAttribute(key, "parts", (parts = []) => [...parts, edge]);
    else drawing.addEdge(edge.source, edge.target, { parts: [edge], hidden: false, weight: 1, predicates: "" });
  }
}

/** Apply the filters: an edge is hidden when all its claims are, a node when its type is or when nothing
 * that is left holds it. */
export function filter(drawing: Drawing, state: GraphState, label: (predicate: string) => string): void {
  const held = new Set([...state.nodes, ...state.expanded, ...(state.path ?? [])]);
  const hidden = new Set(state.hidden);
  const offTypes = new Set(state.offTypes);
  drawing.forEachNode((id, node) => {
    drawing.setNodeAttribute(id, "hidden", hidden.has(id) || (offTypes.has(node.kind) && !held.has(id)));
  });
  const alive = new Set<string>();
  drawing.forEachEdge((key, edge, source, target, from, to) => {
    const parts = edge.parts.filter((part) => passes(part, state));
    const visible = parts.length > 0 && !from.hidden && !to.hidden;
    drawing.mergeEdgeAttributes(key, {
      hidden: !visible,
      weight: parts.reduce((sum, part) => sum + part.papers, 0) || 1,
      predicates: [...new Set(parts.map((part) => label(part.predicate)))].join(", "),
    });
    if (visible) alive.add(source).add(target);
  });
  drawing.forEachNode((id) => {
    if (!alive.has(id) && !held.has(id)) drawing.setNodeAttribute(id, "hidden", true);
  });
}

function passes(edge: GraphEdge, state: GraphState): boolean {
  const [from, to] = state.years;
  if (state.offPredicates.includes(edge.predicate)) return false;
  if (edge.belief < state.minBelief) return false;
  if (from !== null && edge.last !== undefined && edge.last < from) return false;
  return !(to !== null && edge.first !== undefined && edge.first > to);
}
