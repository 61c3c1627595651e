import { usePlace, withQuery } from "../router";
import { count } from "./format";

export function Pager({ total, offset, size, name = "offset" }: { total: number; offset: number; size: number; name?: string }) {
  const place = usePlace();
  if (total <= size) return null;
  const at = (value: number) => withQuery(place.path, place.query, { [name]: value > 0 ? String(value) : null });
  const last = Math.min(total, offset + size);
  return (
    <nav class="pager" aria-label="Pages">
      {offset > 0 ? (
        <a class="button" rel="prev" href={at(Math.max(0, offset - size))}>
          Previous
        </a>
      ) : null}
      <span class="muted number">
        {count(offset + 1)} to {count(last)} of {count(total)}
      </span>
      {last < total ? (
        <a class="button" rel="next" href={at(offset + size)}>
          Next
        </a>
      ) : null}
    </nav>
  );
}
