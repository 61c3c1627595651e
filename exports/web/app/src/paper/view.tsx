// A paper: its own words with what was found in them, beside what it states. Pointing at one lights the other.
import { useMemo, useState } from "preact/hooks";
import { useAnswer } from "../api/use";
import { apiUrl } from "../api/client";
import { predicateLabel, useMeta } from "../api/meta";
import { Statement } from "../entity/statement";
import { escapeId, usePlace } from "../router";
import type { NodeDetail, PaperPage, StatementLine } from "../types";
import { count } from "../ui/format";
import { Icon } from "../ui/icons";
import { NodeLink } from "../ui/node";
import { usePageTitle } from "../ui/page";
import { Await, Empty } from "../ui/state";
import { EntityText } from "../ui/text";
import { TYPES, TypeTag, typeLabel } from "../ui/type";

export function PaperView({ id }: { id: string }) {
  const answer = useAnswer<PaperPage>(apiUrl(`paper/${escapeId(id)}`));
  usePageTitle(answer.data?.paper.id === id ? answer.data.paper.title : "Paper");
  return (
    <div class="page paper">
      <Await of={answer}>{(page) => <Page key={page.paper.id} page={page} />}</Await>
    </div>
  );
}

function Page({ page }: { page: PaperPage }) {
  const { query } = usePlace();
  const [pointed, setPointed] = useState<readonly string[]>([]);
  const lit = useMemo(() => new Set(pointed.length ? pointed : query.getAll("e")), [pointed, query]);
  const { paper } = page;
  return (
    <div class="columns">
      <header class="page-head">
        <TypeTag type="Paper" />
        <h1 class="paper-title" dir="auto">
          {paper.title ? <EntityText pieces={page.title} lit={lit} onLight={setPointed} /> : paper.id}
        </h1>
        <p class="facts muted">{[page.authors.join(", "), paper.year, paper.id].filter(Boolean).join(" · ")}</p>
        <p class="actions">
          <a class="button" href={`/graph?n=${encodeURIComponent(`paper/${paper.id}`)}&x=${encodeURIComponent(`paper/${paper.id}`)}`}>
            <Icon name="expand" /> Open in graph
          </a>
          {paper.url ? (
            <a class="button" href={paper.url} target="_blank" rel="noopener noreferrer nofollow">
              <Icon name="out" /> Source
            </a>
          ) : null}
        </p>
      </header>
      <div class="main-column">
          <section class="abstract quoted" dir="auto" aria-label="Abstract">
            {page.abstract.length ? <EntityText pieces={page.abstract} lit={lit} onLight={setPointed} /> : <p class="muted">No abstract.</p>}
          </section>
          <Stated page={page} lit={lit} onLight={setPointed} />
        </div>
        <aside class="side-column" aria-label="What it names">
          <Named entities={page.entities} lit={lit} onLight={setPointed} />
        </aside>
    </div>
  );
}

interface LightProps {
  lit: ReadonlySet<string>;
  onLight: (ids: readonly string[]) => void;
}

function Stated({ page, onLight }: { page: PaperPage } & LightProps) {
  const meta = useMeta();
  const own = `paper/${page.paper.id}`;
  const groups = new Map<string, StatementLine[]>();
  for (const line of page.statements) groups.set(line.predicate, [...(groups.get(line.predicate) ?? []), line]);
  if (!page.statements.length) return <Empty title="No statements">No rule found a relation in this text.</Empty>;
  return (
    <section class="section" aria-labelledby="stated-h">
      <h2 id="stated-h">
        What it states <span class="muted number">{count(page.statements.length)}</span>
      </h2>
      {[...groups].map(([predicate, lines]) => (
        <div key={predicate} class="stated">
          <h3 class="muted">{predicateLabel(meta, predicate)}</h3>
          <ul class="statements">
            {lines.map((line) => (
              <Statement
                key={line.id}
                line={line}
                seenFrom={line.subject.id === own ? own : undefined}
                onPoint={(over) => onLight(over ? [line.subject.id, line.object.id] : [])}
              />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Named({ entities, lit, onLight }: { entities: readonly NodeDetail[] } & LightProps) {
  return (
    <>
      {TYPES.filter((type) => entities.some((e) => e.type === type)).map((type) => (
        <section key={type} class="named-group">
          <h2>{typeLabel(type)}</h2>
          <ul>
            {entities
              .filter((e) => e.type === type)
              .map((entity) => (
                <li
                  key={entity.id}
                  class={lit.has(entity.id) ? "lit" : ""}
                  onMouseEnter={() => onLight([entity.id])}
                  onMouseLeave={() => onLight([])}
                >
                  <NodeLink node={entity} />
                  <span class="muted small number">{count(entity.papers)}</span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}
