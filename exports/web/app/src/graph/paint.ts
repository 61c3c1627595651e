// Paints a scene on a 2D canvas: the renderer where there is no WebGL, the PNG export, and the labels of both.
import type { NodeType } from "../types";
import { SHAPES } from "../ui/type";
import { Occupied, type Box } from "./labels";
import type { Palette } from "./look";
import type { Project, Scene, SceneEdge, SceneNode } from "./scene";

export const FONT = '"Inter Variable", system-ui, sans-serif';
const LABEL_PX = 12;
const EDGE_LABEL_PX = 11;
const SMALLEST_LABELLED = 3.2;
const MOST_LABELS = 160;
const MOST_EDGE_LABELS = 40;
const ARROW = 5;
const FEW_NODES = 400;

const shapes = new Map<NodeType, Path2D>();

export function shapePath(kind: NodeType): Path2D {
  let path = shapes.get(kind);
  if (!path) shapes.set(kind, (path = new Path2D(SHAPES[kind])));
  return path;
}

export function paintScene(context: CanvasRenderingContext2D, { nodes, edges }: Scene): void {
  for (const edge of edges) paintEdge(context, edge);
  for (const node of nodes) paintNode(context, node);
}

function paintNode(context: CanvasRenderingContext2D, node: SceneNode): void {
  context.save();
  context.translate(node.x, node.y);
  context.scale(node.radius, node.radius);
  context.fillStyle = node.look.colour;
  context.fill(shapePath(node.kind));
  context.restore();
}

/** Where an edge's line ends: at the rim of its target, not under it. */
export function tip({ source, target }: SceneEdge): { x: number; y: number; angle: number } {
  const angle = Math.atan2(target.y - source.y, target.x - source.x);
  const back = target.radius + 1.5;
  return { x: target.x - back * Math.cos(angle), y: target.y - back * Math.sin(angle), angle };
}

export function arrowHead(end: { x: number; y: number; angle: number }, size: number): [number, number][] {
  const length = ARROW + size;
  const corner = (turn: number): [number, number] => [
    end.x - length * Math.cos(end.angle + turn),
    end.y - length * Math.sin(end.angle + turn),
  ];
  return [[end.x, end.y], corner(0.42), corner(-0.42)];
}

function paintEdge(context: CanvasRenderingContext2D, edge: SceneEdge): void {
  const end = tip(edge);
  context.strokeStyle = edge.look.colour;
  context.fillStyle = edge.look.colour;
  context.lineWidth = edge.look.size;
  context.beginPath();
  context.moveTo(edge.source.x, edge.source.y);
  context.lineTo(end.x, end.y);
  context.stroke();
  context.beginPath();
  for (const [x, y] of arrowHead(end, edge.look.size)) context.lineTo(x, y);
  context.fill();
}

/** A label that found room: its text starts at x, centred on y. */
export interface Name {
  x: number;
  y: number;
  text: string;
  colour: string;
  weight: number;
  px: number;
}

/** A named area of a map: its middle in the drawing's own units, and how much it holds. */
export interface Region {
  x: number;
  y: number;
  names: readonly string[];
  size: number;
  radius: number;
}

type Measure = (text: string, px: number, weight: number) => number;

/** Choose the labels of a frame: the ones pointed out first, then the biggest, as long as there is room. */
export function placeNames(
  { nodes, edges }: Scene,
  palette: Palette,
  measure: Measure,
  view: { width: number; height: number },
  occupied = new Occupied(),
  edgeNames = true,
): Name[] {
  const names: Name[] = [];
  if (nodes.length <= FEW_NODES) for (const node of nodes) occupied.reserve(boxOf(node));
  const inView = (x: number, y: number) => x > -40 && y > -20 && x < view.width + 40 && y < view.height + 20;
  for (const node of byImportance(nodes)) {
    if (names.length >= MOST_LABELS) break;
    if (!node.look.label || !inView(node.x, node.y)) continue;
    if (!node.look.forced && node.radius < SMALLEST_LABELLED) continue;
    const weight = node.look.forced ? 600 : 480;
    const width = measure(node.look.label, LABEL_PX, weight);
    const place = room(occupied, node, width, view);
    if (place) names.push({ ...place, text: node.look.label, colour: node.look.labelColour, weight, px: LABEL_PX });
  }
  return edgeNames ? [...names, ...placeEdgeNames(edges, palette, measure, occupied)] : names;
}

const MOST_REGIONS = 36;

/** Names of areas, biggest first, in the middle of each; shorter ones where the long one finds no room. */
export function placeRegions(
  regions: readonly Region[],
  project: Project,
  palette: Palette,
  measure: Measure,
  view: { width: number; height: number },
  occupied: Occupied,
): Name[] {
  const names: Name[] = [];
  const biggest = regions[0]?.size ?? 1;
  for (const region of regions) {
    if (names.length >= MOST_REGIONS) break;
    const px = Math.round(12 + 5 * Math.sqrt(region.size / biggest));
    const at = project(region.x, region.y);
    if (at.x < 0 || at.y < 0 || at.x > view.width || at.y > view.height) continue;
    for (const text of [region.names.slice(0, 2).join(", "), region.names[0] ?? ""]) {
      const width = measure(text, px, 640);
      const x = Math.min(Math.max(at.x - width / 2, 6), view.width - width - 6);
      if (!occupied.take({ left: x - 8, top: at.y - 13, right: x + width + 8, bottom: at.y + 13 })) continue;
      names.push({ x, y: at.y, text, colour: palette.ink, weight: 640, px });
      break;
    }
  }
  return names;
}

function byImportance(nodes: readonly SceneNode[]): readonly SceneNode[] {
  return [...nodes].sort((a, b) => Number(b.look.forced) - Number(a.look.forced) || b.radius - a.radius || (a.id < b.id ? -1 : 1));
}

/** A node with most of its rim; labels keep off it. */
function boxOf({ x, y, radius }: SceneNode): Box {
  const half = radius * 0.8;
  return { left: x - half, top: y - half, right: x + half, bottom: y + half };
}

/** To the right of the node, else to its left, else below it; forced labels stand at the right if nothing is free. */
function room(occupied: Occupied, node: SceneNode, width: number, view: { width: number }): { x: number; y: number } | null {
  const gap = node.radius + (node.look.ring ? 9 : 5);
  const starts: [number, number][] = [
    [node.x + gap, node.y],
    [node.x - gap - width, node.y],
    [node.x - width / 2, node.y + gap + 6],
    [node.x - width / 2, node.y - gap - 6],
  ];
  for (const [x, y] of starts) {
    if (x < 4 || x + width > view.width - 4) continue;
    if (occupied.take({ left: x - 3, top: y - 8, right: x + width + 3, bottom: y + 8 })) return { x, y };
  }
  return null;
}

function placeEdgeNames(edges: readonly SceneEdge[], palette: Palette, measure: Measure, occupied: Occupied): Name[] {
  const names: Name[] = [];
  for (const { source, target, look } of edges) {
    if (!look.label || names.length >= MOST_EDGE_LABELS) continue;
    const width = measure(look.label, EDGE_LABEL_PX, 500);
    const x = (source.x + target.x) / 2 - width / 2;
    const y = (source.y + target.y) / 2;
    if (Math.hypot(source.x - target.x, source.y - target.y) < width * 0.7) continue;
    if (!occupied.take({ left: x - 3, top: y - 7, right: x + width + 3, bottom: y + 7 })) continue;
    names.push({ x, y, text: look.label, colour: palette.accent, weight: 500, px: EDGE_LABEL_PX });
  }
  return names;
}

const widths = new Map<string, number>();

/** Widths of texts, remembered: measuring is the slow part of a frame. */
export function measureWith(context: CanvasRenderingContext2D): Measure {
  return (text, px, weight) => {
    const key = `${px} ${weight} ${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      context.font = `${weight} ${px}px ${FONT}`;
      width = context.measureText(text).width;
      if (document.fonts.status === "loaded") widths.set(key, width);
    }
    return width;
  };
}

export function paintNames(context: CanvasRenderingContext2D, names: readonly Name[], palette: Palette): void {
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const name of names) {
    context.font = `${name.weight} ${name.px}px ${FONT}`;
    context.lineWidth = 3.5;
    context.strokeStyle = palette.ground;
    context.strokeText(name.text, name.x, name.y);
    context.fillStyle = name.colour;
    context.fillText(name.text, name.x, name.y);
  }
}

/** The ground of each area: a quiet disc, so that the areas read as islands. */
export function paintGrounds(context: CanvasRenderingContext2D, regions: readonly Region[], project: Project, palette: Palette): void {
  context.fillStyle = palette.island;
  for (const region of regions) {
    const middle = project(region.x, region.y);
    const rim = project(region.x + region.radius, region.y);
    context.beginPath();
    context.arc(middle.x, middle.y, Math.abs(rim.x - middle.x), 0, 2 * Math.PI);
    context.fill();
  }
}

/** Rings around nodes that are selected, on the path, or pinned. */
export function paintRings(context: CanvasRenderingContext2D, nodes: readonly SceneNode[]): void {
  for (const node of nodes) {
    if (!node.look.ring) continue;
    context.beginPath();
    context.strokeStyle = node.look.ring;
    context.lineWidth = 2;
    context.arc(node.x, node.y, node.radius + 4, 0, 2 * Math.PI);
    context.stroke();
  }
}
