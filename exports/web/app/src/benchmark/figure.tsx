// A number from a paper. It is a button: it opens the sentence that it stands in.
import { Evidence } from "../entity/statement";
import { go, usePlace, withQuery } from "../router";
import type { Result } from "../types";
import { Icon } from "../ui/icons";

export function Figure({ result }: { result: Result }) {
  const place = usePlace();
  const open = place.query.get("s") === result.statement;
  const toggle = () => go(withQuery(place.path, place.query, { s: open ? null : result.statement }), { replace: open });
  return (
    <span class="figure-cell">
      <button class="figure-button number" type="button" aria-expanded={open} onClick={toggle} title="Show the sentence">
        {result.value}
      </button>
      {result.conflict ? (
        <span class="flag warn" title="Papers give different figures for the same thing">
          <Icon name="warn" />
          conflict
        </span>
      ) : null}
      {described(result) ? <span class="muted small">{described(result)}</span> : null}
    </span>
  );
}

const KINDS: Record<string, string> = { delta: "difference", ratio: "factor", "percent-change": "relative change" };

function described(result: Result): string {
  return [KINDS[result.kind], result.baseline ? `against ${result.baseline}` : null, result.setting].filter(Boolean).join(", ");
}

/** A table row with the sentences of a statement. */
export function ResultEvidence({ id, span }: { id: string; span: number }) {
  return (
    <tr class="evidence-row">
      <td colSpan={span}>
        <Evidence id={id} />
      </td>
    </tr>
  );
}
