// What stands where an answer will be: loading, failed, empty.
import type { ComponentChildren } from "preact";
import type { Loaded } from "../api/use";
import type { ApiError } from "../api/client";

interface Props<T> {
  of: Loaded<T>;
  skeleton?: ComponentChildren;
  children: (data: T, fresh: boolean) => ComponentChildren;
}

/** Shows the answer; the last one, dimmed, while the next is on its way. */
export function Await<T>({ of, skeleton, children }: Props<T>) {
  if (of.state === "failed") return <Failed error={of.error} />;
  if (of.data !== undefined) {
    const waiting = of.state === "loading";
    return (
      <div class={waiting ? "await stale" : "await"} aria-busy={waiting}>
        {children(of.data, !waiting)}
      </div>
    );
  }
  return (
    <div aria-busy="true">
      <span class="visually-hidden" role="status">
        Loading
      </span>
      {skeleton ?? <Lines count={6} />}
    </div>
  );
}

export function Lines({ count }: { count: number }) {
  return (
    <div class="lines" aria-hidden="true">
      {Array.from({ length: count }, (_, i) => (
        <div key={i} class={`line w${i % 4}`} />
      ))}
    </div>
  );
}

export function Failed({ error }: { error: ApiError }) {
  return (
    <div class="notice" role="alert">
      <h2>{error.title}</h2>
      <p class="muted">{error.message}</p>
      <p>
        {error.status === 404 ? (
          <a class="link" href="/search">
            Search the graph
          </a>
        ) : (
          <button class="button" onClick={() => location.reload()}>
            Try again
          </button>
        )}
      </p>
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="notice">
      <h2>{title}</h2>
      {children ? <div class="muted prose">{children}</div> : null}
    </div>
  );
}
