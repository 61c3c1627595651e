// A frame as plain data in screen units: what the 2D painter, the exports and the labels draw from.
import type { NodeType } from "../types";
import { bright, edgeLook, nodeLook, type EdgeLook, type Focus, type NodeLook, type Palette } from "./look";
import type { Drawing } from "./model";

export interface SceneNode {
  id: string;
  x: number;
  y: number;
  radius: number;
  kind: NodeType;
  look: NodeLook;
}

export interface SceneEdge {
  source: SceneNode;
  target: SceneNode;
  look: EdgeLook;
}

export interface Scene {
  nodes: readonly SceneNode[];
  edges: readonly SceneEdge[];
}

export type Project = (x: number, y: number) => { x: number; y: number };

/** Nodes in drawing order: the ones pointed out last, so on top. */
export function scene(drawing: Drawing, focus: Focus, palette: Palette, project: Project, zoom: number): Scene {
  const lit = bright(drawing, focus);
  const nodes = new Map<string, SceneNode>();
  drawing.forEachNode((id, node) => {
    if (node.hidden) return;
    const look = nodeLook(id, node, focus, lit, palette);
    nodes.set(id, { id, ...project(node.x, node.y), radius: node.size * zoom, kind: node.kind, look });
  });
  const edges: SceneEdge[] = [];
  drawing.forEachEdge((_, edge, from, to) => {
    const source = nodes.get(from);
    const target = nodes.get(to);
    if (edge.hidden || !source || !target || source === target) return;
    const look = edgeLook(from, to, edge, focus, palette);
    if (!edge.asked || look.level > 0) edges.push({ source, target, look });
  });
  edges.sort((a, b) => a.look.level - b.look.level);
  return { nodes: [...nodes.values()].sort((a, b) => a.look.level - b.look.level), edges };
}

/** The nodes of a big drawing that may get a label: the biggest in view, a few hundred at most, without edges.
 * `ids` are sorted by size once, so that a frame looks at few of them. */
export function labelScene(
  drawing: Drawing,
  ids: readonly string[],
  focus: Focus,
  palette: Palette,
  project: Project,
  view: { width: number; height: number; zoom: number },
): Scene {
  const lit = bright(drawing, focus);
  const nodes: SceneNode[] = [];
  for (const id of focus.selected && drawing.hasNode(focus.selected) ? [focus.selected, ...ids] : ids) {
    if (nodes.length >= MOST_CANDIDATES) break;
    const node = drawing.getNodeAttributes(id);
    if (node.size * view.zoom < SMALLEST) break;
    if (lit && !lit.has(id)) continue;
    const at = project(node.x, node.y);
    if (at.x < 0 || at.y < 0 || at.x > view.width || at.y > view.height) continue;
    nodes.push({ id, ...at, radius: node.size * view.zoom, kind: node.kind, look: nodeLook(id, node, focus, lit, palette) });
  }
  return { nodes, edges: [] };
}

const MOST_CANDIDATES = 400;
const SMALLEST = 3.2;

export interface Extent {
  x: [number, number];
  y: [number, number];
}

/** The box around all visible nodes, never empty. */
export function extentOf(drawing: Drawing): Extent {
  const box: Extent = { x: [Infinity, -Infinity], y: [Infinity, -Infinity] };
  drawing.forEachNode((_, { x, y, hidden }) => {
    if (hidden) return;
    box.x = [Math.min(box.x[0], x), Math.max(box.x[1], x)];
    box.y = [Math.min(box.y[0], y), Math.max(box.y[1], y)];
  });
  return box.x[0] > box.x[1] ? { x: [-1, 1], y: [-1, 1] } : { x: widened(box.x), y: widened(box.y) };
}

function widened([low, high]: [number, number]): [number, number] {
  return high - low < 1 ? [low - 10, high + 10] : [low, high];
}
