// The frame around every view: header, search, theme; and which address shows which view.
import type { ComponentChildren, FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { MetaContext } from "./api/meta";
import { useAnswer } from "./api/use";
import { BenchmarksView, BenchmarkView } from "./benchmark/view";
import { CompareView } from "./compare/view";
import { EntityView } from "./entity/view";
import { GraphView } from "./graph/view";
import { HomeView } from "./home/view";
import { MapView } from "./map/view";
import { PaperView } from "./paper/view";
import { go, hrefOf, usePlace, withQuery } from "./router";
import { SuggestField } from "./search/suggest";
import { SearchView } from "./search/view";
import type { Meta } from "./types";
import { Icon } from "./ui/icons";
import { Empty, Failed, Lines } from "./ui/state";
import { setTheme, useTheme } from "./ui/theme";

const NAV = [
  ["/search", "Search"],
  ["/map", "Map"],
  ["/graph", "Graph"],
  ["/compare", "Compare"],
  ["/benchmarks", "Benchmarks"],
  ["/sparql", "SPARQL"],
] as const;

export function App() {
  const { path } = usePlace();
  const meta = useAnswer<Meta>("/api/meta");
  const wide = path === "/graph" || path === "/map" || path === "/sparql";
  return (
    <MetaContext.Provider value={meta.data ?? null}>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <Header path={path} />
      <main id="main" tabIndex={-1} class={wide ? "wide" : ""}>
        {meta.state === "failed" ? (
          <div class="page narrow">
            <Failed error={meta.error} />
          </div>
        ) : (
          <View path={path} />
        )}
      </main>
    </MetaContext.Provider>
  );
}

function Header({ path }: { path: string }) {
  const quiet = path === "/" || path === "/search";
  return (
    <header class="bar">
      <a class="brand" href="/" aria-label="kg explorer, start page">
        <img src="/icon.svg" alt="" width="24" height="24" />
        <span>kg</span>
      </a>
      <nav aria-label="Views">
        {NAV.map(([href, label]) => (
          <a key={href} href={href} aria-current={isCurrent(path, href) ? "page" : undefined}>
            {label}
          </a>
        ))}
      </nav>
      {quiet ? (
        <div class="bar-search" />
      ) : (
        <div class="bar-search">
          <SuggestField
            shortcut
            label="Search"
            placeholder="Search"
            onPick={(item) => go(hrefOf(item.id))}
            onText={(text) => go(withQuery("/search", new URLSearchParams(), { q: text }))}
          />
        </div>
      )}
      <ThemeButton />
    </header>
  );
}

function isCurrent(path: string, href: string): boolean {
  return path === href || (href === "/benchmarks" && path.startsWith("/benchmark/"));
}

function ThemeButton() {
  const theme = useTheme();
  const next = theme === "dark" ? "light" : "dark";
  return (
    <button class="tool" type="button" aria-label={`Switch to ${next} colours`} title={`Switch to ${next} colours`} onClick={() => setTheme(next)}>
      <Icon name={theme === "dark" ? "sun" : "moon"} />
    </button>
  );
}

const SINGLE: Record<string, FunctionComponent> = {
  "/": HomeView,
  "/search": SearchView,
  "/graph": GraphView,
  "/map": MapView,
  "/compare": CompareView,
  "/benchmarks": BenchmarksView,
};

const PREFIXED: readonly [string, FunctionComponent<{ id: string }>][] = [
  ["/entity/", EntityView],
  ["/benchmark/", BenchmarkView],
  ["/paper/", PaperView],
];

function View({ path }: { path: string }): ComponentChildren {
  const Single = SINGLE[path];
  if (Single) return <Single />;
  if (path === "/sparql") return <Later />;
  for (const [prefix, Page] of PREFIXED) {
    if (path.startsWith(prefix) && path.length > prefix.length) return <Page id={path.slice(prefix.length)} />;
  }
  return (
    <div class="page narrow">
      <Empty title="No such page">
        <a href="/">Go to the start page</a>
      </Empty>
    </div>
  );
}

/** The SPARQL editor is bigger than all the rest, so it comes when it is wanted. */
function Later() {
  const [view, setView] = useState<FunctionComponent | null>(null);
  useEffect(() => {
    void import("./sparql/view").then((module) => setView(() => module.SparqlView));
  }, []);
  const Ready = view;
  return Ready ? (
    <Ready />
  ) : (
    <div class="page">
      <Lines count={8} />
    </div>
  );
}
