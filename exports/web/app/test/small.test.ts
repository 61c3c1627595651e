import { describe, expect, it } from "vitest";
import { apiUrl } from "../src/api/client";
import { sortResults } from "../src/benchmark/sort";
import { escapeXml } from "../src/graph/export";
import { mix } from "../src/graph/look";
import { escapeId, hrefOf, withQuery } from "../src/router";
import { step } from "../src/search/suggest";
import { shortName, triplesOf } from "../src/sparql/graphresults";
import type { Result } from "../src/types";
import { fileName } from "../src/ui/format";

describe("addresses", () => {
  it("escape ids but keep their slashes", () => {
    expect(escapeId("paper/a b/<1>?")).toBe("paper/a%20b/%3C1%3E%3F");
    expect(hrefOf("method/c++")).toBe("/entity/method/c%2B%2B");
    expect(hrefOf("paper/2106.1")).toBe("/paper/2106.1");
  });
  it("change single parameters", () => {
    const query = new URLSearchParams("q=a&type=Model");
    expect(withQuery("/search", query, { type: null, offset: "20" })).toBe("/search?q=a&offset=20");
    expect(withQuery("/compare", new URLSearchParams(), { id: ["method/a", "method/b"] })).toBe("/compare?id=method/a&id=method/b");
  });
  it("of the API leave out what is empty", () => {
    expect(apiUrl("search", { q: "a b", type: null, n: [], limit: 5 })).toBe("/api/search?q=a+b&limit=5");
  });
});

describe("suggestions", () => {
  it("go round through the field itself", () => {
    expect([step(-1, 1, 2), step(0, 1, 2), step(1, 1, 2), step(-1, -1, 2)]).toEqual([0, 1, -1, 1]);
    expect(step(-1, 1, 0)).toBe(-1);
  });
});

describe("leaderboards", () => {
  const row = (name: string, number: number | undefined, kind = "absolute") =>
    ({ subject: { id: name, type: "Method", name }, number, kind, belief: 0.5 }) as unknown as Result;
  it("put levels before differences and the missing last, either way", () => {
    const rows = [row("d", 50, "delta"), row("b", 2), row("none", undefined), row("a", 9)];
    const names = (down: boolean) => sortResults(rows, "number", down).map((r) => r.subject.name);
    expect(names(true)).toEqual(["a", "b", "none", "d"]);
    expect(names(false)).toEqual(["b", "a", "none", "d"]);
  });
});

describe("exports", () => {
  it("escape markup and drop control characters", () => {
    expect(escapeXml('<b a="x">&\u000b')).toBe("&lt;b a=&quot;x&quot;&gt;&amp;");
  });
  it("name files plainly", () => {
    expect(fileName("../LLaMA 2/7B")).toBe("..-LLaMA-2-7B");
  });
  it("mix colours", () => {
    expect(mix("rgb(0, 0, 0)", "rgb(100, 200, 50)", 0.5)).toBe("rgb(50, 100, 25)");
  });
});

describe("results as a graph", () => {
  it("joins the IRIs of a row", () => {
    const iri = (value: string) => ({ value, type: "uri" });
    const results = {
      getStatements: () => [],
      getVariables: () => ["a", "n", "b"],
      getBindings: () => [{ a: iri("x:/a"), n: { value: "1", type: "literal" }, b: iri("x:/b") }, { a: iri("x:/a") }],
    };
    expect(triplesOf(results as never)).toEqual([["x:/a", "b", "x:/b"]]);
  });
  it("says the last part of an IRI", () => {
    expect(shortName("https://example.org/method/c%2B%2B")).toBe("c++");
  });
});
