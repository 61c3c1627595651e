import { describe, expect, it } from "vitest";
import { filter, merge, newDrawing } from "../src/graph/model";
import { parseState } from "../src/graph/state";
import type { GraphEdge, GraphNode, Subgraph } from "../src/types";

const node = (id: string, type: GraphNode["type"] = "Method"): GraphNode => ({ id, type, name: id, aliases: [], papers: 1, statements: 1 });
const edge = (source: string, target: string, more: Partial<GraphEdge> = {}): GraphEdge => ({
  source,
  target,
  predicate: "uses",
  statements: 1,
  belief: 0.9,
  papers: 1,
  first: 2020,
  last: 2022,
  ...more,
});
const small: Subgraph = {
  nodes: [node("a"), node("b"), node("c", "Task")],
  edges: [edge("a", "b"), edge("a", "b", { predicate: "outperforms", belief: 0.4 }), edge("a", "c", { predicate: "used-for" })],
  path: [],
};
const state = (text: string) => parseState(new URLSearchParams(text));
const shown = (text: string) => {
  const drawing = newDrawing();
  merge(drawing, small);
  filter(drawing, state(text), (p) => p);
  return {
    nodes: drawing.filterNodes((_, n) => !n.hidden),
    edges: drawing.filterEdges((_, e) => !e.hidden).map((key) => drawing.getEdgeAttribute(key, "predicates")),
  };
};

describe("the drawing", () => {
  it("draws claims between two nodes as one edge", () => {
    expect(shown("n=a").edges).toEqual(["uses, outperforms", "used-for"]);
  });

  it("keeps nodes in their place when more come", () => {
    const drawing = newDrawing();
    merge(drawing, { ...small, nodes: small.nodes.slice(0, 2) });
    const before = { ...drawing.getNodeAttributes("b") };
    expect(merge(drawing, small).added).toBe(1);
    expect(drawing.getNodeAttributes("b")).toMatchObject({ x: before.x, y: before.y });
  });

  it("starts every time the same", () => {
    const [first, second] = [newDrawing(), newDrawing()];
    merge(first, small);
    merge(second, small);
    expect(first.export().nodes).toEqual(second.export().nodes);
  });

  it("drops what is no longer asked for", () => {
    const drawing = newDrawing();
    merge(drawing, small);
    merge(drawing, { nodes: [node("a")], edges: [], path: [] });
    expect(drawing.nodes()).toEqual(["a"]);
  });

  it("filters by type, predicate, belief and year", () => {
    expect(shown("n=a&nt=Task").nodes).toEqual(["a", "b"]);
    expect(shown("n=a&np=used-for").nodes).toEqual(["a", "b"]);
    expect(shown("n=a&b=0.5").edges).toEqual(["uses", "used-for"]);
    expect(shown("n=a&y0=2023").nodes).toEqual(["a"]);
    expect(shown("n=a&y1=2021").edges.length).toBe(2);
    expect(shown("n=a&h=b").nodes).toEqual(["a", "c"]);
  });
});
