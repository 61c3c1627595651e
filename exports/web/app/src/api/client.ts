// Reads the API. Answers are kept for the session, so that Back shows a page at once.
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    detail: string,
  ) {
    super(detail);
  }
}

type Values = Record<string, string | number | readonly string[] | null | undefined>;

const kept = new Map<string, unknown>();
const LIMIT = 200;

/** The address of an API call; empty values are left out. */
export function apiUrl(path: string, values: Values = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === "") continue;
    for (const item of Array.isArray(value) ? value : [value]) query.append(name, String(item));
  }
  const text = query.toString();
  return `/api/${path}${text ? `?${text}` : ""}`;
}

/** An answer already fetched, if there is one. */
export function known<T>(url: string): T | undefined {
  return kept.get(url) as T | undefined;
}

/** Fetch and keep an answer. Throws ApiError with what the server said. */
export async function get<T>(url: string, signal?: AbortSignal): Promise<T> {
  const seen = known<T>(url);
  if (seen !== undefined) return seen;
  const answer = await fetch(url, { signal, headers: { accept: "application/json" } });
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok || body === null) throw asError(answer.status, body);
  if (kept.size >= LIMIT) kept.delete(kept.keys().next().value as string);
  if (answer.status === 200) kept.set(url, body);
  return body as T;
}

function asError(status: number, body: unknown): ApiError {
  const problem = (body ?? {}) as { title?: string; detail?: string };
  return new ApiError(status, problem.title ?? "The server did not answer", problem.detail ?? `HTTP status ${status}`);
}
