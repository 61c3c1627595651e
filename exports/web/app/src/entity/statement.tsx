// One claim on one line. Opening it shows the sentences it was read from; which one is open stands in the
// address, so that a link can point at the very sentence.
import type { ComponentChildren } from "preact";
import { useAnswer } from "../api/use";
import { apiUrl } from "../api/client";
import { predicateLabel, useMeta } from "../api/meta";
import { go, hrefOf, usePlace, withQuery } from "../router";
import type { QualifierLine, Sentence, StatementDetail, StatementLine } from "../types";
import { counted, percent } from "../ui/format";
import { Icon } from "../ui/icons";
import { NodeLink } from "../ui/node";
import { Await, Lines } from "../ui/state";
import { MarkedText } from "../ui/text";

interface Props {
  line: StatementLine;
  /** The node whose page this is: it is not named again. */
  seenFrom?: string;
  /** The pointer or the focus came to the claim, or left it. */
  onPoint?: (over: boolean) => void;
}

export function Statement({ line, seenFrom, onPoint }: Props) {
  const place = usePlace();
  const open = place.query.get("s") === line.id;
  const panel = `evidence-${line.id}`;
  const toggle = () => go(withQuery(place.path, place.query, { s: open ? null : line.id }), { replace: open });
  return (
    <li
      class={open ? "statement open" : "statement"}
      onMouseEnter={() => onPoint?.(true)}
      onMouseLeave={() => onPoint?.(false)}
      onFocusCapture={() => onPoint?.(true)}
    >
      <div class="claim">
        <div class="words">
          <Claim line={line} seenFrom={seenFrom} />
          <Qualifiers items={line.qualifiers} />
        </div>
        <Support line={line} />
        {line.derived ? (
          <span class="open-mark muted small" title="Follows from the names; no sentence says it">
            from names
          </span>
        ) : (
          <button
            class="open-mark quiet"
            aria-expanded={open}
            aria-controls={panel}
            aria-label={`Sentences for: ${plain(line)}`}
            onClick={toggle}
          >
            <Icon name="chevron" />
          </button>
        )}
      </div>
      {open ? <Evidence id={line.id} panel={panel} /> : null}
    </li>
  );
}

function Claim({ line, seenFrom }: Props) {
  const meta = useMeta();
  if (seenFrom === line.subject.id) return <NodeLink node={line.object} />;
  if (seenFrom === line.object.id) return <NodeLink node={line.subject} />;
  return (
    <>
      <NodeLink node={line.subject} /> <span class="predicate">{predicateLabel(meta, line.predicate)}</span>{" "}
      <NodeLink node={line.object} />
    </>
  );
}

function plain(line: StatementLine): string {
  return `${line.subject.name} ${line.predicate} ${line.object.name}`;
}

const SHORT: Record<string, string> = { benchmark: "on", metric: "by", baseline: "against", hardware: "on", model: "with" };

export function Qualifiers({ items }: { items: readonly QualifierLine[] }) {
  if (items.length === 0) return null;
  return (
    <span class="qualifiers">
      {items.map((item, i) => (
        <span key={i} class={item.kind ? "qualifier figure" : "qualifier"}>
          {item.kind ? null : <span class="muted">{SHORT[item.name] ?? item.name} </span>}
          {item.entity ? <a href={hrefOf(item.entity)}>{item.text}</a> : item.text}
        </span>
      ))}
    </span>
  );
}

/** How far a claim is believed, as a bar with its figure, and by how many papers it is supported. */
export function Support({ line }: { line: Pick<StatementLine, "belief" | "papers"> }) {
  return (
    <span class="support" title={`Belief ${percent(line.belief)}, asserted by ${counted(line.papers, "paper")}`}>
      <svg class="belief" viewBox="0 0 32 6" aria-hidden="true" preserveAspectRatio="none">
        <rect class="rest" width="32" height="6" rx="3" />
        <rect class="full" width={Math.max(3, 32 * line.belief)} height="6" rx="3" />
      </svg>
      <span class="visually-hidden">Belief {percent(line.belief)}, </span>
      <span class="number small muted">{counted(line.papers, "paper")}</span>
    </span>
  );
}

export function Evidence({ id, panel }: { id: string; panel?: string }) {
  const answer = useAnswer<StatementDetail>(apiUrl(`statement/${id}`));
  return (
    <div class="evidence" id={panel} role="region" aria-label="Sentences">
      <Await of={answer} skeleton={<Lines count={2} />}>
        {(detail) => (
          <>
            <MarkLegend />
            <ol>
              {detail.sentences.map((sentence, i) => (
                <SentenceItem key={i} sentence={sentence} />
              ))}
            </ol>
            {detail.sentences.length < detail.total ? (
              <p class="muted small">The first {detail.sentences.length} of {counted(detail.total, "sentence")}.</p>
            ) : null}
          </>
        )}
      </Await>
    </div>
  );
}

export function SentenceItem({ sentence }: { sentence: Sentence }) {
  const said = [
    sentence.polarity === "affirmed" ? null : sentence.polarity,
    sentence.certainty === "asserted" ? null : sentence.certainty,
    sentence.origin === "finding" ? null : "reported of others",
    sentence.implied.length ? `${sentence.implied.join(" and ")} from context` : null,
  ].filter((word) => word !== null);
  return (
    <li class="sentence">
      <blockquote class="quoted" dir="auto">
        <MarkedText pieces={sentence.pieces} />
      </blockquote>
      <p class="source small">
        <a class="link" href={hrefOf(`paper/${sentence.paper.id}`)}>
          {sentence.paper.title || sentence.paper.id}
        </a>
        {sentence.paper.year ? <span class="muted"> · {sentence.paper.year}</span> : null}
        {said.map((word) => (
          <span key={word} class="flag">
            {word}
          </span>
        ))}
        <span class="rule muted">{sentence.rule}</span>
      </p>
    </li>
  );
}

/** What the marks in sentences mean; to screen readers each mark says so itself. */
function MarkLegend(): ComponentChildren {
  return (
    <p class="mark-legend small muted" aria-hidden="true">
      <mark class="m-subject">subject</mark> <mark class="m-trigger">trigger</mark> <mark class="m-object">object</mark>{" "}
      <mark class="m-number">number</mark>
    </p>
  );
}
