// Two or more side by side: who beat whom, figures on shared benchmarks, what they have in common.
import { useAnswer } from "../api/use";
import { apiUrl } from "../api/client";
import { predicateLabel, useMeta } from "../api/meta";
import { Statement } from "../entity/statement";
import { go, hrefOf, usePlace, withQuery } from "../router";
import { SuggestField } from "../search/suggest";
import type { Comparison, NodeDetail, Result, SharedNode, SharedResult } from "../types";
import { counted } from "../ui/format";
import { Icon } from "../ui/icons";
import { NodeLink } from "../ui/node";
import { usePageTitle } from "../ui/page";
import { Await, Empty } from "../ui/state";
import { Figure, ResultEvidence } from "../benchmark/figure";

const MOST = 6;

export function CompareView() {
  const place = usePlace();
  const ids = place.query.getAll("id");
  const answer = useAnswer<Comparison>(ids.length ? apiUrl("compare", { id: ids }) : null);
  usePageTitle(answer.data && ids.length > 1 ? answer.data.entities.map((e) => e.name).join(" and ") : "Compare");
  const set = (next: readonly string[]) => go(withQuery(place.path, place.query, { id: next, s: null }));
  return (
    <div class="page compare">
      <header class="page-head">
        <h1>Compare</h1>
        <p class="muted">Methods or models side by side, from what papers say of them.</p>
      </header>
      {ids.length ? (
        <Await of={answer}>{(data) => <Chosen entities={data.entities} onRemove={(id) => set(ids.filter((other) => other !== id))} />}</Await>
      ) : null}
      {ids.length < MOST ? (
        <SuggestField
          label="Add to the comparison"
          placeholder={ids.length ? "Add another" : "Add a method or a model"}
          types={["Method", "Model"]}
          big={ids.length === 0}
          onPick={(item) => set([...ids.filter((id) => id !== item.id), item.id])}
        />
      ) : null}
      {ids.length > 1 ? <Await of={answer}>{(data) => <Sides data={data} />}</Await> : null}
      {ids.length === 1 ? <Empty title="One more to go">A comparison needs at least two.</Empty> : null}
    </div>
  );
}

function Chosen({ entities, onRemove }: { entities: readonly NodeDetail[]; onRemove: (id: string) => void }) {
  return (
    <ul class="chosen">
      {entities.map((entity) => (
        <li key={entity.id}>
          <NodeLink node={entity} />
          <span class="muted small">{counted(entity.papers, "paper")}</span>
          <button class="quiet" type="button" aria-label={`Remove ${entity.name}`} onClick={() => onRemove(entity.id)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Sides({ data }: { data: Comparison }) {
  return (
    <>
      <HeadToHead data={data} />
      <Results data={data} />
      <Shared data={data} />
    </>
  );
}

function HeadToHead({ data }: { data: Comparison }) {
  return (
    <section class="section" aria-labelledby="head-h">
      <h2 id="head-h">Head to head</h2>
      {data.head_to_head.length ? (
        <>
          <ul class="statements">
            {data.head_to_head.map((line) => (
              <Statement key={line.id} line={line} />
            ))}
          </ul>
        </>
      ) : (
        <p class="muted">No paper in this graph compares them directly.</p>
      )}
    </section>
  );
}

function Results({ data }: { data: Comparison }) {
  const place = usePlace();
  const open = place.query.get("s");
  return (
    <section class="section" aria-labelledby="results-h">
      <h2 id="results-h">Figures on shared benchmarks</h2>
      {data.results.length === 0 ? <p class="muted">No metric is reported for more than one of them.</p> : null}
      {data.results.length ? (
        <div class="table-scroll" tabIndex={0} role="region" aria-labelledby="results-h">
          <table class="grid">
            <thead>
              <tr>
                <th scope="col">Benchmark</th>
                <th scope="col">Metric</th>
                {data.entities.map((entity) => (
                  <th scope="col" key={entity.id} class="figure-column">
                    {entity.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.results.map((row, i) => (
                <ResultRow key={i} row={row} entities={data.entities} open={open} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </section>
  );
}

function ResultRow({ row, entities, open }: { row: SharedResult; entities: readonly NodeDetail[]; open: string | null }) {
  const all: Result[] = Object.values(row.results).flat();
  const opened = all.find((result) => result.statement === open);
  return (
    <>
      <tr>
        <th scope="row">{row.benchmark_id ? <a href={hrefOf(row.benchmark_id)}>{row.benchmark}</a> : (row.benchmark ?? <span class="muted">not said</span>)}</th>
        <td>
          {row.metric} <span class="muted small">{row.better === "lower" ? "lower wins" : "higher wins"}</span>
        </td>
        {entities.map((entity) => (
          <td key={entity.id} class={row.winners.includes(entity.id) ? "figure-column winner" : "figure-column"}>
            {(row.results[entity.id] ?? []).map((result) => (
              <Figure key={result.statement} result={result} />
            ))}
            {row.results[entity.id]?.length ? null : <span class="muted">–</span>}
            {row.winners.includes(entity.id) ? <span class="flag good">best</span> : null}
          </td>
        ))}
      </tr>
      {opened ? <ResultEvidence id={opened.statement} span={entities.length + 2} /> : null}
    </>
  );
}

function Shared({ data }: { data: Comparison }) {
  const meta = useMeta();
  const groups = new Map<string, SharedNode[]>();
  for (const item of data.shared) {
    const label = predicateLabel(meta, item.predicate, item.direction);
    groups.set(label, [...(groups.get(label) ?? []), item]);
  }
  return (
    <section class="section" aria-labelledby="shared-h">
      <h2 id="shared-h">In common</h2>
      {groups.size === 0 ? <p class="muted">Nothing yet.</p> : null}
      <dl class="shared">
        {[...groups].map(([label, items]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {items.map((item) => (
                <NodeLink key={item.node.id} node={item.node} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
