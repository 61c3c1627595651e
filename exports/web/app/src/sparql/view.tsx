// The SPARQL page: YASGUI over this server's endpoint, with the gallery of questions beside it. The query
// stands in the address.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "../style/sparql.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { useAnswer } from "../api/use";
import { go, hrefOf, usePlace, withQuery } from "../router";
import type { Gallery, GalleryQuery } from "../types";
import { usePageTitle } from "../ui/page";
import { Await } from "../ui/state";
import { GraphResults } from "./graphresults";

const FIRST = `SELECT ?class (COUNT(?thing) AS ?things)
WHERE { ?thing a ?class }
GROUP BY ?class
ORDER BY DESC(?things)
`;

// Values as one reads them; the switch above the table shows the full terms.
const Table = Yasgui.Yasr.plugins.table as unknown as { prototype: { draw(config: object): void; drawControls(): void } };
const draw = Table.prototype.draw;
Table.prototype.draw = function (config: object) {
  draw.call(this, { compact: true, isEllipsed: false, ...config });
};

const drawControls = Table.prototype.drawControls;
Table.prototype.drawControls = function () {
  drawControls.call(this);
  for (const sizer of document.querySelectorAll(".tableSizer")) sizer.setAttribute("aria-label", "Rows on a page");
};

Yasgui.Yasr.registerPlugin("graph", GraphResults as never);

export function SparqlView() {
  usePageTitle("SPARQL");
  const { query } = usePlace();
  const answer = useAnswer<Gallery>("/api/gallery");
  const [editor, setEditor] = useState<Editor | null>(null);
  const named = answer.data?.queries.find((item) => item.name === query.get("q"));
  const text = query.get("query") ?? named?.query ?? null;
  useEffect(() => {
    if (editor && text !== null) editor.show(text, true);
  }, [editor, text]);
  return (
    <div class="sparql">
      <div class="sparql-main">
        <h1>SPARQL</h1>
        <p class="muted">
          Questions in the W3C's query language, read-only, at <code>{`${location.origin}/sparql`}</code>
        </p>
        {answer.data ? <Mounted gallery={answer.data} onReady={setEditor} /> : null}
      </div>
      <aside class="panel" aria-label="Query gallery">
        <h2>Gallery</h2>
        <Await of={answer}>{(gallery) => <GalleryList items={gallery.queries} chosen={named?.name ?? null} />}</Await>
      </aside>
    </div>
  );
}

function GalleryList({ items, chosen }: { items: readonly GalleryQuery[]; chosen: string | null }) {
  return (
    <ul class="gallery">
      {items.map((item) => (
        <li key={item.name}>
          <a href={withQuery("/sparql", new URLSearchParams(), { q: item.name })} aria-current={item.name === chosen ? "true" : undefined}>
            <span class="title">{item.title}</span>
            <span class="muted small">{item.description}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

class Editor {
  private shown = "";

  constructor(private readonly yasgui: Yasgui) {}

  /** Put a query into the editor and run it; the one already there is left alone. */
  show(text: string, run: boolean): void {
    if (text === this.shown) return;
    this.shown = text;
    const tab = this.yasgui.getTab();
    tab?.setQuery(text);
    if (run) tab?.query()?.catch(() => undefined); // YASR shows the error
  }

  /** The user ran this text; keep it in the address. */
  ran(text: string): void {
    if (text === this.shown) return;
    this.shown = text;
    go(withQuery("/sparql", new URLSearchParams(), { query: text }));
  }
}

function Mounted({ gallery, onReady }: { gallery: Gallery; onReady: (editor: Editor) => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const yasgui = new Yasgui(box.current as HTMLElement, {
      requestConfig: { endpoint: `${location.origin}/sparql`, method: "POST" },
      persistenceId: null,
      populateFromUrl: false,
      copyEndpointOnNewTab: false,
      yasqe: { value: FIRST, createShareableLink: null, autocompleters: ["variables"], collapsePrefixesOnLoad: true, showQueryButton: true, resizeable: true, editorHeight: "20rem" },
      yasr: { pluginOrder: ["table", "graph", "boolean", "response", "error"], prefixes: gallery.prefixes, persistenceId: null },
    } as never);
    const editor = new Editor(yasgui);
    label(box.current as HTMLElement);
    openOwnPages(box.current as HTMLElement, gallery.base);
    yasgui.on("query", (_: unknown, tab: { getQuery(): string }) => editor.ran(tab.getQuery()));
    onReady(editor);
    return () => yasgui.destroy();
  }, []);
  return <div ref={box} class="yasgui-box" />;
}

/** A click on an IRI of this graph opens its page here; other IRIs are left to the browser. */
function openOwnPages(box: HTMLElement, base: string): void {
  box.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a.iri");
    const iri = link?.getAttribute("href") ?? "";
    if (!iri.startsWith(base)) return;
    const [kind = "", ...rest] = iri.slice(base.length).split("/");
    const id = `${kind}/${rest.map(decodeURIComponent).join("/")}`;
    if (!PAGES.has(kind)) return;
    event.preventDefault();
    go(hrefOf(id));
  });
}

const PAGES = new Set(["paper", "method", "model", "benchmark", "dataset", "task", "metric", "hardware"]);

/** What YASGUI leaves without a name for screen readers. */
function label(box: HTMLElement): void {
  for (const area of box.querySelectorAll("textarea")) area.setAttribute("aria-label", "SPARQL query");
  for (const scroller of box.querySelectorAll(".CodeMirror-scroll")) {
    scroller.setAttribute("tabindex", "0");
    scroller.setAttribute("role", "group");
    scroller.setAttribute("aria-label", "Text of the query");
  }
}
