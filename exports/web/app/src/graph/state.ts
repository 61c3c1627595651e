// The graph view's state and its form in the address.
export interface GraphState {
  /** Nodes shown for their own sake. */
  nodes: readonly string[];
  /** Nodes whose neighbours are shown. */
  expanded: readonly string[];
  hidden: readonly string[];
  /** Nodes that keep their place. */
  pinned: ReadonlyMap<string, readonly [number, number]>;
  /** Ends of a shortest path; the path itself is asked from the server. */
  path: readonly [string, string] | null;
  selected: string | null;
  /** An edge in focus, as its two ends. */
  edge: readonly [string, string] | null;
  offTypes: readonly string[];
  offPredicates: readonly string[];
  minBelief: number;
  years: readonly [number | null, number | null];
}

export function parseState(query: URLSearchParams): GraphState {
  const from = query.get("from");
  const to = query.get("to");
  return {
    nodes: query.getAll("n"),
    expanded: query.getAll("x"),
    hidden: query.getAll("h"),
    pinned: new Map(query.getAll("p").flatMap(parsePin)),
    path: from && to ? [from, to] : null,
    selected: query.get("sel"),
    edge: pair(query.getAll("e")),
    offTypes: query.getAll("nt"),
    offPredicates: query.getAll("np"),
    minBelief: clamp(Number(query.get("b") ?? 0)),
    years: [year(query.get("y0")), year(query.get("y1"))],
  };
}

export function formatState(state: GraphState): string {
  const query = new URLSearchParams();
  const add = (name: string, values: Iterable<string>) => {
    for (const value of values) query.append(name, value);
  };
  add("n", state.nodes);
  add("x", state.expanded);
  add("h", state.hidden);
  add("p", [...state.pinned].map(([id, [x, y]]) => `${id}@${round(x)},${round(y)}`));
  add("from", state.path ? [state.path[0]] : []);
  add("to", state.path ? [state.path[1]] : []);
  add("sel", state.selected ? [state.selected] : []);
  add("e", state.edge ?? []);
  add("nt", state.offTypes);
  add("np", state.offPredicates);
  add("b", state.minBelief > 0 ? [String(round(state.minBelief))] : []);
  add("y0", state.years[0] === null ? [] : [String(state.years[0])]);
  add("y1", state.years[1] === null ? [] : [String(state.years[1])]);
  const text = query.toString().replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%40", "@");
  return `/graph${text ? `?${text}` : ""}`;
}

/** The list with an item added, or without it. */
export function toggled(list: readonly string[], item: string): readonly string[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

function parsePin(text: string): [string, readonly [number, number]][] {
  const match = /^(.+)@(-?[\d.]+),(-?[\d.]+)$/.exec(text);
  if (!match) return [];
  const [, id, x, y] = match as unknown as [string, string, string, string];
  return [[id, [Number(x), Number(y)]]];
}

function pair(values: readonly string[]): readonly [string, string] | null {
  return values.length === 2 ? [values[0] as string, values[1] as string] : null;
}

function year(text: string | null): number | null {
  const value = Number.parseInt(text ?? "", 10);
  return Number.isFinite(value) ? value : null;
}

function clamp(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
