import { useAnswer } from "../api/use";
import { apiUrl } from "../api/client";
import { useMeta } from "../api/meta";
import { escapeId, go, hrefOf, withQuery } from "../router";
import { SuggestField } from "../search/suggest";
import type { BenchmarkList, EntityList, Meta, NodeType } from "../types";
import { count } from "../ui/format";
import { NodeLink } from "../ui/node";
import { usePageTitle } from "../ui/page";
import { Await, Lines } from "../ui/state";
import { Shape, typeLabel } from "../ui/type";

export function HomeView() {
  usePageTitle("");
  const meta = useMeta();
  return (
    <div class="page home">
      <header class="hero">
        <h1>What the papers say, down to the sentence</h1>
        <SuggestField
          big
          label="Search the graph"
          placeholder="LoRA, Llama, GSM8K, speculative decoding"
          onPick={(item) => go(hrefOf(item.id))}
          onText={(text) => go(withQuery("/search", new URLSearchParams(), { q: text }))}
        />
        <Counts meta={meta} />
      </header>
      <Types meta={meta} />
      <div class="lists">
        <Top type="Method" title="Methods most named" />
        <Top type="Model" title="Models most named" />
        <TopBenchmarks />
      </div>
    </div>
  );
}

function Counts({ meta }: { meta: Meta | null }) {
  const value = (n: number | undefined) => (n === undefined ? "–" : count(n));
  return (
    <dl class="counts">
      {(
        [
          ["papers", meta?.papers],
          ["named things", meta?.entities],
          ["statements", meta?.statements],
          ["sentences behind them", meta?.sentences],
        ] as const
      ).map(([label, n]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd class="number">{value(n)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Types({ meta }: { meta: Meta | null }) {
  return (
    <ul class="types" aria-label="Types">
      {(meta?.types ?? []).map((type) => (
        <li key={type.name}>
          <a href={`/search?type=${type.name}`} title={type.definition}>
            <Shape type={type.name} />
            {typeLabel(type.name)} <span class="muted number">{count(type.count)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Top({ type, title }: { type: NodeType; title: string }) {
  const answer = useAnswer<EntityList>(apiUrl("entities", { type, limit: 10 }));
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <Await of={answer} skeleton={<Lines count={10} />}>
        {(list) => (
          <ol class="ranked">
            {list.entities.map((entity) => (
              <li key={entity.id}>
                <NodeLink node={entity} plain />
                <span class="muted small number">{count(entity.papers)}</span>
              </li>
            ))}
          </ol>
        )}
      </Await>
    </section>
  );
}

function TopBenchmarks() {
  const answer = useAnswer<BenchmarkList>(apiUrl("benchmarks", { limit: 10 }));
  return (
    <section aria-label="Benchmarks most reported">
      <h2>Benchmarks most reported</h2>
      <Await of={answer} skeleton={<Lines count={10} />}>
        {(list) => (
          <ol class="ranked">
            {list.benchmarks.map((line) => (
              <li key={line.id}>
                <a class="node" href={`/benchmark/${escapeId(line.id)}`}>
                  {line.name}
                </a>
                <span class="muted small number">{count(line.papers)}</span>
              </li>
            ))}
          </ol>
        )}
      </Await>
    </section>
  );
}
