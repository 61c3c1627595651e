// Leaderboards rebuilt from the text: every number opens its sentence.
import { useState } from "preact/hooks";
import { useAnswer } from "../api/use";
import { apiUrl } from "../api/client";
import { Statement } from "../entity/statement";
import { escapeId, go, hrefOf, usePlace, withQuery, type Place } from "../router";
import type { BenchmarkList, Leaderboard, MetricInfo, Result } from "../types";
import { count, counted } from "../ui/format";
import { Icon } from "../ui/icons";
import { NodeLink } from "../ui/node";
import { usePageTitle } from "../ui/page";
import { Pager } from "../ui/pager";
import { Await, Empty } from "../ui/state";
import { TypeTag } from "../ui/type";
import { Figure, ResultEvidence } from "./figure";
import { sortResults, type SortKey } from "./sort";

const PAGE = 40;
const ROWS = 100;

export function BenchmarksView() {
  const { query } = usePlace();
  const offset = Number(query.get("offset") ?? 0) || 0;
  const answer = useAnswer<BenchmarkList>(apiUrl("benchmarks", { offset, limit: PAGE }));
  usePageTitle("Benchmarks");
  return (
    <div class="page narrow">
      <header class="page-head">
        <h1>Benchmarks</h1>
        <p class="muted">Leaderboards rebuilt from what titles and abstracts report.</p>
      </header>
      <Await of={answer}>
        {(list) =>
          list.benchmarks.length ? (
            <>
              <table class="grid">
                <thead>
                  <tr>
                    <th scope="col">Benchmark</th>
                    <th scope="col" class="right">
                      Figures
                    </th>
                    <th scope="col" class="right">
                      Papers
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {list.benchmarks.map((line) => (
                    <tr key={line.id}>
                      <th scope="row">
                        <a href={`/benchmark/${escapeId(line.id)}`}>{line.name}</a>
                      </th>
                      <td class="right number">{count(line.results)}</td>
                      <td class="right number">{count(line.papers)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <Pager total={list.total} offset={list.offset} size={PAGE} />
            </>
          ) : (
            <Empty title="No benchmarks">No paper in this graph is evaluated on a named benchmark.</Empty>
          )
        }
      </Await>
    </div>
  );
}

export function BenchmarkView({ id }: { id: string }) {
  const answer = useAnswer<Leaderboard>(apiUrl(`leaderboard/${escapeId(id)}`));
  usePageTitle(answer.data?.benchmark.id === id ? `${answer.data.benchmark.name} leaderboard` : "Leaderboard");
  return (
    <div class="page">
      <Await of={answer}>{(board) => <Board board={board} />}</Await>
    </div>
  );
}

function Board({ board }: { board: Leaderboard }) {
  const place = usePlace();
  const metric = board.metrics.find((m) => m.name === place.query.get("metric")) ?? board.metrics[0];
  return (
    <>
      <header class="page-head">
        <TypeTag type={board.benchmark.type} />
        <h1>{board.benchmark.name}</h1>
        <p class="facts muted">
          {counted(board.results.length, "figure")} · {counted(board.benchmark.papers, "paper")}
        </p>
        <p class="actions">
          <a class="button" href={hrefOf(board.benchmark.id)}>
            <Icon name="out" /> All statements
          </a>
          {board.results.length ? (
            <a class="button" href={`/api/leaderboard.csv?id=${encodeURIComponent(board.benchmark.id)}`} download>
              <Icon name="download" /> CSV
            </a>
          ) : null}
        </p>
      </header>
      {metric ? <Metrics metrics={board.metrics} chosen={metric} place={place} /> : null}
      {metric ? <Table board={board} metric={metric} place={place} /> : <NoFigures board={board} />}
      <Comparisons board={board} />
      <Evaluated board={board} />
    </>
  );
}

function Metrics({ metrics, chosen, place }: { metrics: readonly MetricInfo[]; chosen: MetricInfo; place: Place }) {
  return (
    <nav class="tabs" aria-label="Metric">
      {metrics.map((metric) => (
        <a
          key={metric.name}
          href={withQuery(place.path, place.query, { metric: metric.name, s: null })}
          aria-current={metric.name === chosen.name ? "true" : undefined}
        >
          {metric.name} <span class="muted number">{count(metric.results)}</span>
        </a>
      ))}
    </nav>
  );
}

const COLUMNS: readonly { key: SortKey; label: string }[] = [
  { key: "subject", label: "What" },
  { key: "number", label: "Figure" },
  { key: "year", label: "Year" },
  { key: "belief", label: "Belief" },
];

function Table({ board, metric, place }: { board: Leaderboard; metric: MetricInfo; place: Place }) {
  const first = metric.better === "higher" ? "number-desc" : "number-asc";
  const sort = place.query.get("sort") ?? first;
  const [key, way] = sort.split("-") as [SortKey, string];
  const rows = sortResults(board.results.filter((r) => r.metric === metric.name), key, way === "desc");
  const open = place.query.get("s");
  const [most, setMost] = useState(ROWS);
  const sortBy = (column: SortKey) => {
    const turned = column === key ? (way === "desc" ? "asc" : "desc") : column === "subject" ? "asc" : "desc";
    go(withQuery(place.path, place.query, { sort: `${column}-${turned}` }));
  };
  return (
    <section class="section" aria-label={`${metric.name} on ${board.benchmark.name}`}>
      <p class="muted small board-note">
        {metric.better === "lower" ? "Lower is better. " : "Higher is better. "}Differences, ratios and settings are kept as papers write them; open a figure for its sentence.
      </p>
      <div class="table-scroll" tabIndex={0} role="region" aria-label="Leaderboard">
        <table class="grid leaderboard">
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th scope="col" key={column.key} aria-sort={column.key === key ? (way === "desc" ? "descending" : "ascending") : undefined}>
                  <button class="sort" type="button" onClick={() => sortBy(column.key)}>
                    {column.label}
                    <span aria-hidden="true">{column.key === key ? (way === "desc" ? " ↓" : " ↑") : ""}</span>
                  </button>
                </th>
              ))}
              <th scope="col">Paper</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map((row, i) => (
              <Row key={`${row.statement}-${i}`} row={row} open={open === row.statement} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > most ? (
        <button class="button small more" onClick={() => setMost(most + 5 * ROWS)}>
          Show more of {count(rows.length)}
        </button>
      ) : null}
    </section>
  );
}

function Row({ row, open }: { row: Result; open: boolean }) {
  return (
    <>
      <tr>
        <th scope="row">
          <NodeLink node={row.subject} />
        </th>
        <td>
          <Figure result={row} />
        </td>
        <td class="number">{row.paper?.year ?? ""}</td>
        <td class="number">{Math.round(row.belief * 100)} %</td>
        <td class="paper-cell">{row.paper ? <a href={hrefOf(`paper/${row.paper.id}`)}>{row.paper.title || row.paper.id}</a> : null}</td>
      </tr>
      {open ? <ResultEvidence id={row.statement} span={5} /> : null}
    </>
  );
}

function NoFigures({ board }: { board: Leaderboard }) {
  return (
    <Empty title="No figures">
      No abstract in this graph reports a number on {board.benchmark.name}. {board.evaluated.length ? "What was evaluated on it stands below." : ""}
    </Empty>
  );
}

function Comparisons({ board }: { board: Leaderboard }) {
  if (!board.comparisons.length) return null;
  return (
    <section class="section" aria-labelledby="comparisons-h">
      <h2 id="comparisons-h">
        Comparisons on it <span class="muted number">{count(board.comparisons.length)}</span>
      </h2>
      <ul class="statements">
        {board.comparisons.map((line) => (
          <Statement key={line.id} line={line} />
        ))}
      </ul>
    </section>
  );
}

function Evaluated({ board }: { board: Leaderboard }) {
  if (!board.evaluated.length) return null;
  return (
    <section class="section" aria-labelledby="evaluated-h">
      <h2 id="evaluated-h">
        Evaluated on it, without a figure <span class="muted number">{count(board.evaluated.length)}</span>
      </h2>
      <ul class="chips">
        {board.evaluated.map((node) => (
          <li key={node.id}>
            <NodeLink node={node} />
          </li>
        ))}
      </ul>
    </section>
  );
}
