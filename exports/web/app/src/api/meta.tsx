// What the graph holds and how its predicates are called: fetched once, known to every view.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Meta, PredicateInfo } from "../types";

export const MetaContext = createContext<Meta | null>(null);

export function useMeta(): Meta | null {
  return useContext(MetaContext);
}

/** The words of a predicate read from one side: "outperforms", or "outperformed by". */
export function predicateLabel(meta: Meta | null, name: string, direction: "out" | "in" = "out"): string {
  const found: PredicateInfo | undefined = meta?.predicates.find((p) => p.name === name);
  if (!found) return name.replaceAll("-", " ");
  return direction === "out" ? found.label : found.inverse;
}
