import type { Result } from "../types";

export type SortKey = "subject" | "number" | "year" | "belief";

/** Sorted results; ones without the value stand last either way, ties keep the order of names. Levels stand
 * before differences, factors and relative changes, which are not on one scale with them. */
export function sortResults(results: readonly Result[], key: SortKey, down: boolean): Result[] {
  const value = (result: Result): number | string | undefined =>
    key === "subject" ? result.subject.name.toLowerCase() : key === "year" ? result.paper?.year : result[key];
  return [...results].sort((a, b) => {
    const kinds = key === "number" ? Number(a.kind !== "absolute") - Number(b.kind !== "absolute") : 0;
    if (kinds) return kinds;
    const x = value(a);
    const y = value(b);
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    const order = x < y ? -1 : x > y ? 1 : 0;
    return (down ? -order : order) || (a.subject.name < b.subject.name ? -1 : 1);
  });
}
