import { useAnswer } from "../api/use";
import { apiUrl, get } from "../api/client";
import { predicateLabel, useMeta } from "../api/meta";
import { escapeId, hrefOf } from "../router";
import type { EntityPage, Group, PaperList, RelatedPaper, StatementLine, StatementList } from "../types";
import { useState } from "preact/hooks";
import { MiniGraph } from "../graph/mini";
import { count, counted } from "../ui/format";
import { Icon } from "../ui/icons";
import { usePageTitle } from "../ui/page";
import { Await, Empty, Lines } from "../ui/state";
import { TypeTag } from "../ui/type";
import { Statement } from "./statement";

export function EntityView({ id }: { id: string }) {
  const answer = useAnswer<EntityPage>(apiUrl(`entity/${escapeId(id)}`));
  usePageTitle(answer.data?.entity.id === id ? answer.data.entity.name : "Entity");
  return (
    <div class="page entity">
      <Await of={answer} skeleton={<Skeleton />}>
        {(page) => <Page key={page.entity.id} page={page} />}
      </Await>
    </div>
  );
}

function Skeleton() {
  return (
    <div class="columns">
      <Lines count={9} />
      <div class="mini" />
    </div>
  );
}

function Page({ page }: { page: EntityPage }) {
  const { entity } = page;
  return (
    <div class="columns">
      <header class="page-head">
        <TypeTag type={entity.type} />
        <h1>{entity.name}</h1>
        {entity.aliases.length ? (
          <p class="muted aliases">
            also <span>{entity.aliases.join(", ")}</span>
          </p>
        ) : null}
        <p class="facts muted">
          {counted(entity.papers, "paper")} · {counted(entity.statements, "statement")}
        </p>
        <Actions id={entity.id} type={entity.type} />
      </header>
      <div class="main-column">
          <GroupNav groups={page.groups} />
          {page.groups.map((group) => (
            <GroupSection key={`${group.predicate}-${group.direction}`} id={entity.id} group={group} />
          ))}
          {page.groups.length === 0 ? (
            <Empty title="No statements yet">The papers below name it, but no sentence relates it to anything.</Empty>
          ) : null}
        </div>
        <aside class="side-column" aria-label="Neighbourhood and papers">
          <MiniGraph id={entity.id} />
          <Papers entity={entity.id} papers={page.papers} total={page.papers_total} />
        </aside>
    </div>
  );
}

function Actions({ id, type }: { id: string; type: string }) {
  return (
    <p class="actions">
      <a class="button" href={`/graph?n=${encodeURIComponent(id)}&x=${encodeURIComponent(id)}`}>
        <Icon name="expand" /> Open in graph
      </a>
      {type === "Method" || type === "Model" ? (
        <a class="button" href={`/compare?id=${encodeURIComponent(id)}`}>
          <Icon name="columns" /> Compare
        </a>
      ) : null}
      {type === "Benchmark" || type === "Dataset" ? (
        <a class="button" href={`/benchmark/${escapeId(id)}`}>
          <Icon name="columns" /> Leaderboard
        </a>
      ) : null}
    </p>
  );
}

function groupId(group: Group): string {
  return `${group.predicate}-${group.direction}`;
}

function GroupNav({ groups }: { groups: readonly Group[] }) {
  const meta = useMeta();
  if (groups.length < 3) return null;
  return (
    <nav class="group-nav" aria-label="Predicates">
      {groups.map((group) => (
        <a key={groupId(group)} href={`#${groupId(group)}`}>
          {predicateLabel(meta, group.predicate, group.direction)} <span class="muted number">{count(group.total)}</span>
        </a>
      ))}
    </nav>
  );
}

function GroupSection({ id, group }: { id: string; group: Group }) {
  const meta = useMeta();
  const [more, setMore] = useState<readonly StatementLine[]>([]);
  const lines = [...group.statements, ...more];
  const loadMore = async () => {
    const side = group.direction === "out" ? "subject" : "object";
    const url = apiUrl("statements", { [side]: id, predicate: group.predicate, offset: lines.length, limit: 50 });
    const answer = await get<StatementList>(url);
    setMore([...more, ...answer.statements]);
  };
  const info = meta?.predicates.find((p) => p.name === group.predicate);
  return (
    <section class="group" id={groupId(group)} aria-labelledby={`${groupId(group)}-h`}>
      <h2 id={`${groupId(group)}-h`} title={info?.definition}>
        {predicateLabel(meta, group.predicate, group.direction)} <span class="muted number">{count(group.total)}</span>
      </h2>
      <ul class="statements">
        {lines.map((line) => (
          <Statement key={line.id} line={line} seenFrom={id} />
        ))}
      </ul>
      {lines.length < group.total ? (
        <button class="button small" onClick={() => void loadMore()}>
          Show {count(Math.min(50, group.total - lines.length))} more
        </button>
      ) : null}
    </section>
  );
}

function Papers({ entity, papers, total }: { entity: string; papers: readonly RelatedPaper[]; total: number }) {
  const [more, setMore] = useState<readonly RelatedPaper[]>([]);
  const shown = [...papers, ...more];
  if (!shown.length) return null;
  const loadMore = async () => {
    const answer = await get<PaperList>(apiUrl("papers", { entity, offset: shown.length, limit: 50 }));
    setMore([...more, ...answer.papers]);
  };
  return (
    <section class="papers" aria-labelledby="papers-h">
      <h2 id="papers-h">
        Papers <span class="muted number">{count(total)}</span>
      </h2>
      <ul>
        {shown.map((paper) => (
          <li key={paper.id}>
            <a href={`${hrefOf(`paper/${paper.id}`)}?e=${encodeURIComponent(entity)}`}>{paper.title || paper.id}</a>
            <span class="small muted">
              {paper.year ? ` ${paper.year}` : ""}
              {paper.proposes ? <span class="flag good">proposes it</span> : null}
            </span>
          </li>
        ))}
      </ul>
      {shown.length < total ? (
        <button class="button small" onClick={() => void loadMore()}>
          Show {count(Math.min(50, total - shown.length))} more
        </button>
      ) : null}
    </section>
  );
}
