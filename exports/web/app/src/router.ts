// Addresses are the state: every view reads all it shows from the address and changes it by going there.
import { useEffect, useState } from "preact/hooks";

export interface Place {
  path: string;
  query: URLSearchParams;
}

const listeners = new Set<() => void>();

function here(): Place {
  return { path: decodePath(location.pathname), query: new URLSearchParams(location.search) };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Go to an address of this app. `replace` for changes that Back should not stop at (a slider on its way). */
export function go(to: string, options: { replace?: boolean } = {}): void {
  if (to === location.pathname + location.search) return;
  const samePath = to.split("?")[0] === location.pathname;
  history[options.replace ? "replaceState" : "pushState"](null, "", to);
  if (!samePath) {
    window.scrollTo(0, 0);
    requestAnimationFrame(() => document.getElementById("main")?.focus({ preventScroll: true }));
  }
  for (const listener of listeners) listener();
}

/** The current place, kept up to date. */
export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const update = () => setPlace(here());
    listeners.add(update);
    addEventListener("popstate", update);
    return () => {
      listeners.delete(update);
      removeEventListener("popstate", update);
    };
  }, []);
  return place;
}

/** Turn clicks on links of this app into moves without a page load. */
export function followLinks(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest?.("a");
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute("download") || link.dataset.leave !== undefined) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
    if (url.hash && url.pathname === location.pathname) return;
    event.preventDefault();
    go(url.pathname + url.search);
  });
}

/** An id ("method/gptq", "paper/x:1") as a path: each part escaped, the slashes kept. */
export function escapeId(id: string): string {
  return id.split("/").map(encodeURIComponent).join("/");
}

/** The page of a node. */
export function hrefOf(id: string): string {
  return id.startsWith("paper/") ? `/${escapeId(id)}` : `/entity/${escapeId(id)}`;
}

/** An address with some parameters changed; null removes one, an array repeats it. */
export function withQuery(
  path: string,
  query: URLSearchParams,
  changes: Record<string, string | readonly string[] | null>,
): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    if (value === null) continue;
    for (const item of typeof value === "string" ? [value] : value) next.append(name, item);
  }
  const text = readable(next);
  return escapeId(path) + (text ? `?${text}` : "");
}

/** Slashes, colons and commas need no escape in a query; addresses stay readable without it. */
function readable(query: URLSearchParams): string {
  return query.toString().replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",");
}
