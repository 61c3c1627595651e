import { useAnswer } from "../api/use";
import { apiUrl } from "../api/client";
import { go, hrefOf, usePlace, withQuery, type Place } from "../router";
import type { NodeDetail, NodeType, PaperHit, SearchPage, Snippet } from "../types";
import { count, counted } from "../ui/format";
import { NodeLink } from "../ui/node";
import { usePageTitle } from "../ui/page";
import { Pager } from "../ui/pager";
import { Await, Empty } from "../ui/state";
import { Shape, TYPES, typeLabel } from "../ui/type";
import { SuggestField } from "./suggest";

const PAGE = 20;

export function SearchView() {
  const place = usePlace();
  const q = place.query.get("q") ?? "";
  const type = place.query.get("type") as NodeType | null;
  const offset = Number(place.query.get("offset") ?? 0) || 0;
  const answer = useAnswer<SearchPage>(apiUrl("search", { q, type, offset, limit: PAGE }));
  usePageTitle(q ? `${q} · Search` : "Search");
  return (
    <div class="page narrow search">
      <h1 class="visually-hidden">Search</h1>
      <SuggestField
        big
        label="Search the graph"
        placeholder="A method, a model, a benchmark, or words of an abstract"
        initial={q}
        onPick={(item) => go(hrefOf(item.id))}
        onText={(text) => go(withQuery("/search", new URLSearchParams(), { q: text }))}
      />
      <TypeTabs place={place} chosen={type} />
      <Await of={answer}>{(page) => <Results page={page} type={type} />}</Await>
    </div>
  );
}

function TypeTabs({ place, chosen }: { place: Place; chosen: NodeType | null }) {
  const to = (type: string | null) => withQuery("/search", place.query, { type, offset: null });
  return (
    <nav class="tabs" aria-label="Type">
      <a href={to(null)} aria-current={chosen === null ? "true" : undefined}>
        All
      </a>
      {TYPES.map((type) => (
        <a key={type} href={to(type)} aria-current={type === chosen ? "true" : undefined}>
          <Shape type={type} />
          {typeLabel(type)}
        </a>
      ))}
    </nav>
  );
}

function Results({ page, type }: { page: SearchPage; type: NodeType | null }) {
  if (page.entities_total + page.papers_total === 0) {
    return (
      <Empty title={page.query ? `Nothing fits “${page.query}”` : "Nothing here"}>
        Check the spelling, use fewer words, or look in all types.
      </Empty>
    );
  }
  const longest = Math.max(page.entities_total, page.papers_total);
  return (
    <>
      {page.entities.length ? <Entities items={page.entities} total={page.entities_total} /> : null}
      {page.papers.length && (type === null || type === "Paper") ? <Papers items={page.papers} total={page.papers_total} /> : null}
      <Pager total={longest} offset={page.offset} size={PAGE} />
    </>
  );
}

function Entities({ items, total }: { items: readonly NodeDetail[]; total: number }) {
  return (
    <section class="section" aria-labelledby="entities-h">
      <h2 id="entities-h">
        Named things <span class="muted number">{count(total)}</span>
      </h2>
      <ul class="hits">
        {items.map((item) => (
          <li key={item.id}>
            <NodeLink node={item} />
            {item.aliases.length ? <span class="muted small aliases-line">{item.aliases.slice(0, 4).join(", ")}</span> : null}
            <span class="muted small number end">
              {counted(item.papers, "paper")} · {counted(item.statements, "statement")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Papers({ items, total }: { items: readonly PaperHit[]; total: number }) {
  return (
    <section class="section" aria-labelledby="papers-h">
      <h2 id="papers-h">
        Papers <span class="muted number">{count(total)}</span>
      </h2>
      <ul class="paper-hits">
        {items.map((paper) => (
          <li key={paper.id}>
            <a href={hrefOf(`paper/${paper.id}`)}>{paper.title || paper.id}</a>
            {paper.year ? <span class="muted small"> {paper.year}</span> : null}
            {paper.snippet.length ? <Words snippet={paper.snippet} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Words({ snippet }: { snippet: readonly Snippet[] }) {
  return (
    <p class="snippet" dir="auto">
      {snippet.map((run, i) => (run.hit ? <mark key={i}>{run.text}</mark> : run.text))}
    </p>
  );
}
