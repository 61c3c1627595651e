// Query results as a graph: triples of a CONSTRUCT or DESCRIBE, or rows of a SELECT that hold two or more IRIs.
import { colour } from "../ui/theme";
import { hash, newDrawing, type Drawing } from "../graph/model";
import { Layout } from "../graph/layout";
import { mountPicture, type Picture } from "../graph/picture";
import type { NodeType } from "../types";

interface Term {
  value: string;
  termType: string;
}

interface Results {
  getStatements(): readonly { subject: Term; predicate: Term; object: Term }[];
  getBindings(): readonly Record<string, { value: string; type: string }>[] | null;
  getVariables(): readonly string[];
}

interface Yasr {
  resultsEl: HTMLElement;
  results?: Results;
}

export type Triple = readonly [string, string, string];
const MOST = 1500;

export class GraphResults {
  priority = 3;
  label = "Graph";
  hideFromSelection = false;
  private picture: Picture | null = null;
  private layout: Layout | null = null;

  constructor(private readonly yasr: Yasr) {}

  canHandleResults(): boolean {
    return triplesOf(this.yasr.results).length > 0;
  }

  async draw(): Promise<void> {
    this.destroy();
    const triples = triplesOf(this.yasr.results);
    const box = document.createElement("div");
    box.className = "graph-results";
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", `Graph of ${triples.length} results`);
    this.yasr.resultsEl.replaceChildren(box);
    const drawing = drawingOf(triples);
    this.layout = new Layout(drawing, () => this.picture?.refresh());
    this.picture = await mountPicture(box, drawing, { handlers: {}, arrows: true, edgeNames: true, wheel: false });
    this.picture.refresh();
    this.layout.start();
  }

  getIcon(): Element {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 20 20");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", "M5 14 10 5l5 8-10 1M5 12.500a1.500 1.500 0 1 0 .01 0M10 3.500a1.500 1.500 0 1 0 .01 0M15 11.500a1.500 1.500 0 1 0 .01 0");
    path.setAttribute("fill", "none");
    path.setAttribute("stroke", colour("ink-2"));
    svg.append(path);
    return svg;
  }

  destroy(): void {
    this.layout?.kill();
    this.picture?.destroy();
    this.layout = null;
    this.picture = null;
  }
}

export function triplesOf(results: Results | undefined): readonly Triple[] {
  if (!results) return [];
  const quads = results.getStatements() ?? [];
  if (quads.length) return quads.slice(0, MOST).filter((q) => q.object.termType !== "Literal").map((q) => [q.subject.value, q.predicate.value, q.object.value]);
  const names = results.getVariables() ?? [];
  return (results.getBindings() ?? []).slice(0, MOST).flatMap((row) => fromRow(row, names));
}

/** The IRIs of a row, each joined to the first; the variable names the edge. */
function fromRow(row: Record<string, { value: string; type: string }>, names: readonly string[]): readonly Triple[] {
  const iris = names.filter((name) => row[name]?.type === "uri");
  const first = iris[0];
  if (first === undefined || iris.length < 2) return [];
  return iris.slice(1).map((name): Triple => [row[first]?.value ?? "", name, row[name]?.value ?? ""]);
}

function drawingOf(triples: readonly Triple[]): Drawing {
  const drawing = newDrawing();
  const add = (iri: string) => {
    if (drawing.hasNode(iri)) return;
    const angle = 2 * Math.PI * hash(iri);
    const radius = 10 * Math.sqrt(drawing.order + 1);
    drawing.addNode(iri, { x: radius * Math.cos(angle), y: radius * Math.sin(angle), size: 6, label: shortName(iri), kind: kindOf(iri), papers: 0, statements: 0, hidden: false, fixed: false });
  };
  for (const [subject, predicate, object] of triples) {
    add(subject);
    add(object);
    if (!drawing.hasEdge(subject, object)) drawing.addEdge(subject, object, { parts: [], hidden: false, weight: 1, predicates: shortName(predicate) });
  }
  drawing.forEachNode((iri) => drawing.setNodeAttribute(iri, "size", 5 + 2 * Math.log2(1 + drawing.degree(iri))));
  return drawing;
}

/** The last part of an IRI, for reading. */
export function shortName(iri: string): string {
  const part = iri.replace(/[/#]+$/, "").split(/[/#]/).at(-1) ?? iri;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const KINDS: Record<string, NodeType> = { method: "Method", model: "Model", benchmark: "Benchmark", dataset: "Dataset", task: "Task", metric: "Metric", hardware: "Hardware" };

function kindOf(iri: string): NodeType {
  return KINDS[iri.split("/").at(-2) ?? ""] ?? "Paper";
}
