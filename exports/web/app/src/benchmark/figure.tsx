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
      {result.setting || result.baseline ? (
        <span class="muted small">
          {[result.setting, result.baseline ? `against ${result.baseline}` : null].filter(Boolean).join(", ")}
        </span>
      ) : null}
    </span>
  );
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
