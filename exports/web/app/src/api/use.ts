import { useEffect, useState } from "preact/hooks";
import { ApiError, get, known } from "./client";

export type Loaded<T> =
  | { state: "loading"; data?: T }
  | { state: "ready"; data: T }
  | { state: "failed"; error: ApiError; data?: undefined };

/** The answer at an API address. While the next one loads, the last one stays to be shown dimmed. */
export function useAnswer<T>(url: string | null): Loaded<T> {
  const [loaded, setLoaded] = useState<{ url: string | null; value: Loaded<T> }>(() => ({ url, value: start<T>(url) }));
  useEffect(() => {
    if (url === null) return;
    const seen = known<T>(url);
    if (seen !== undefined) {
      setLoaded({ url, value: { state: "ready", data: seen } });
      return;
    }
    const abort = new AbortController();
    setLoaded((last) => ({ url, value: { state: "loading", data: last.value.data } }));
    get<T>(url, abort.signal).then(
      (data) => setLoaded({ url, value: { state: "ready", data } }),
      (error: unknown) => {
        if (!abort.signal.aborted) setLoaded({ url, value: { state: "failed", error: wrap(error) } });
      },
    );
    return () => abort.abort();
  }, [url]);
  if (loaded.url === url) return loaded.value;
  const seen = url === null ? undefined : known<T>(url);
  return seen === undefined ? { state: "loading", data: loaded.value.data } : { state: "ready", data: seen };
}

function start<T>(url: string | null): Loaded<T> {
  const seen = url === null ? undefined : known<T>(url);
  return seen === undefined ? { state: "loading" } : { state: "ready", data: seen };
}

function wrap(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(0, "The server cannot be reached", "Is kg serve still running? Start it again and reload this page.");
}
