import { describe, expect, it } from "vitest";
import { Occupied, overlap, type Box } from "../src/graph/labels";

const box = (left: number, top: number, width = 50, height = 10): Box => ({ left, top, right: left + width, bottom: top + height });

describe("labels", () => {
  it("take free room only", () => {
    const occupied = new Occupied([box(0, 0)]);
    expect(occupied.take(box(10, 5))).toBe(false);
    expect(occupied.take(box(60, 0))).toBe(true);
    expect(occupied.take(box(100, 4))).toBe(false);
  });

  it("never overlap, however many ask", () => {
    const occupied = new Occupied();
    const taken: Box[] = [];
    for (let i = 0; i < 400; i++) {
      const asked = box((i * 37) % 700 - 100, (i * 53) % 500 - 100, 30 + (i % 60));
      if (occupied.take(asked)) taken.push(asked);
    }
    expect(taken.length).toBeGreaterThan(20);
    for (let a = 0; a < taken.length; a++) {
      for (let b = 0; b < a; b++) expect(overlap(taken[a] as Box, taken[b] as Box)).toBe(false);
    }
  });
});
