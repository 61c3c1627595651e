import { describe, expect, it } from "vitest";
import { formatState, parseState, toggled } from "../src/graph/state";

describe("the graph's address", () => {
  it("says all of the state and reads it back", () => {
    const text =
      "n=method/lora&x=method/lora&h=task/a&p=method/lora@1.5,-2&from=a&to=b&sel=method/lora&nt=Task&np=uses&b=0.5&y0=2020&y1=2024";
    const state = parseState(new URLSearchParams(text));
    expect(state.pinned.get("method/lora")).toEqual([1.5, -2]);
    expect(state.path).toEqual(["a", "b"]);
    expect(state.years).toEqual([2020, 2024]);
    expect(formatState(state)).toBe(`/graph?${text}`);
  });

  it("takes nonsense as nothing", () => {
    const state = parseState(new URLSearchParams("b=x&y0=&p=broken&e=one&from=a"));
    expect(state.minBelief).toBe(0);
    expect(state.years).toEqual([null, null]);
    expect(state.pinned.size).toBe(0);
    expect(state.edge).toBeNull();
    expect(state.path).toBeNull();
    expect(formatState(state)).toBe("/graph");
  });

  it("keeps ids with any character", () => {
    const id = "paper/10.1/x?y&z#é";
    const state = { ...parseState(new URLSearchParams()), nodes: [id] };
    expect(parseState(new URLSearchParams(formatState(state).split("?")[1])).nodes).toEqual([id]);
  });

  it("toggles", () => {
    expect(toggled(["a"], "b")).toEqual(["a", "b"]);
    expect(toggled(["a", "b"], "a")).toEqual(["b"]);
  });
});
