// How nodes and edges look in the theme in force and in the state of the view: shared by all renderers.
import type { NodeType } from "../types";
import { TYPES } from "../ui/type";
import { colour } from "../ui/theme";
import type { Drawing, DrawEdge, DrawNode } from "./model";

export interface Palette {
  types: Record<NodeType, string>;
  ink: string;
  muted: string;
  ground: string;
  edge: string;
  accent: string;
  island: string;
}

export function readPalette(): Palette {
  const types = Object.fromEntries(TYPES.map((type) => [type, colour(`t-${type}`)])) as Record<NodeType, string>;
  return { types, ink: colour("ink"), muted: colour("ink-2"), ground: colour("surface"), edge: colour("rule-2"), accent: colour("accent"), island: colour("island") };
}

/** What the view points out. */
export interface Focus {
  selected: string | null;
  hovered: string | null;
  edge: readonly [string, string] | null;
  path: ReadonlySet<string>;
  pinned: ReadonlySet<string>;
  /** A community in focus. */
  members: ReadonlySet<string> | null;
}

export const NO_FOCUS: Focus = { selected: null, hovered: null, edge: null, path: new Set(), pinned: new Set(), members: null };

export interface NodeLook {
  colour: string;
  size: number;
  label: string;
  labelColour: string;
  forced: boolean;
  ring: string | null;
  level: number;
}

export interface EdgeLook {
  colour: string;
  size: number;
  label: string | null;
  level: number;
}

/** Which nodes stay bright: the one pointed at with its neighbours, or the path; null means all. */
export function bright(drawing: Drawing, focus: Focus): ReadonlySet<string> | null {
  const centre = focus.hovered ?? focus.selected;
  if (centre !== null && drawing.hasNode(centre)) return new Set([centre, ...drawing.neighbors(centre), ...focus.path]);
  if (focus.edge) return new Set(focus.edge);
  if (focus.members) return focus.members;
  return focus.path.size ? focus.path : null;
}

export function nodeLook(id: string, node: DrawNode, focus: Focus, lit: ReadonlySet<string> | null, palette: Palette): NodeLook {
  const faded = lit !== null && !lit.has(id);
  const chosen = id === focus.selected || id === focus.hovered || focus.path.has(id);
  const own = palette.types[node.kind];
  return {
    colour: faded ? mix(own, palette.ground, 0.75) : own,
    size: node.size,
    label: faded ? "" : clip(node.label),
    labelColour: palette.ink,
    forced: chosen || Boolean(focus.edge?.includes(id)),
    ring: id === focus.selected || focus.path.has(id) ? palette.accent : focus.pinned.has(id) ? palette.ink : null,
    level: chosen ? 2 : faded ? 0 : 1,
  };
}

export function edgeLook(source: string, target: string, edge: DrawEdge, focus: Focus, palette: Palette): EdgeLook {
  const centre = focus.hovered ?? focus.selected;
  const touches = centre !== null && (source === centre || target === centre);
  const chosen = focus.edge !== null && focus.edge.includes(source) && focus.edge.includes(target);
  const onPath = focus.path.has(source) && focus.path.has(target);
  const strong = touches || chosen || onPath;
  const quiet = !strong && (centre !== null || focus.edge !== null || focus.path.size > 0);
  return {
    colour: strong ? palette.accent : quiet ? mix(palette.edge, palette.ground, 0.6) : edge.weight < 1 ? mix(palette.edge, palette.ground, 0.35) : palette.edge,
    size: Math.min(4, 1.1 + 0.6 * Math.log2(Math.max(1, edge.weight))) * (edge.weight < 1 ? 0.5 : 1),
    label: strong ? edge.predicates : null,
    level: strong ? 2 : 0,
  };
}

const LONGEST = 42;

export function clip(text: string): string {
  const flat = text.trim();
  return flat.length > LONGEST ? `${flat.slice(0, LONGEST - 1).trimEnd()}…` : flat;
}

/** One colour moved towards another; both as "rgb(r, g, b)". */
export function mix(from: string, to: string, share: number): string {
  const key = `${from}|${to}|${share}`;
  let mixed = mixes.get(key);
  if (mixed === undefined) mixes.set(key, (mixed = blend(from, to, share)));
  return mixed;
}

const mixes = new Map<string, string>();

function blend(from: string, to: string, share: number): string {
  const a = channels(from);
  const b = channels(to);
  return `rgb(${a.map((value, i) => Math.round(value + ((b[i] as number) - value) * share)).join(", ")})`;
}

function channels(text: string): number[] {
  return (text.match(/[\d.]+/g) ?? ["0", "0", "0"]).slice(0, 3).map(Number);
}
