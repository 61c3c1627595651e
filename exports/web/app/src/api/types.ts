// Made from the API by `python -m exports.web.typescript`; do not edit.

/** A benchmark in the list of leaderboards; ``results`` counts figures on it. */
export interface BenchmarkLine {
  id: string;
  type: "Method" | "Model" | "Benchmark" | "Dataset" | "Task" | "Metric" | "Hardware" | "Paper";
  name: string;
  aliases: string[];
  papers: number;
  statements: number;
  results: number;
}

/** One page of the benchmarks, most reported first. */
export interface BenchmarkList {
  total: number;
  offset: number;
  benchmarks: BenchmarkLine[];
}

/** A dense part of the graph, named by its most central nodes; middle and radius in map units. */
export interface Community {
  number: number;
  names: string[];
  names_ids: string[];
  size: number;
  x: number;
  y: number;
  radius: number;
}

/** Two or more entities side by side. */
export interface Comparison {
  entities: NodeDetail[];
  head_to_head: StatementLine[];
  results: SharedResult[];
  shared: SharedNode[];
}

/** One page of the entities of a type, most named first. */
export interface EntityList {
  total: number;
  offset: number;
  entities: NodeDetail[];
}

/** What the graph knows of an entity. */
export interface EntityPage {
  entity: NodeDetail;
  groups: Group[];
  papers: RelatedPaper[];
  papers_total: number;
}

/** All ready-made queries, the namespace of the data, and short names of namespaces. */
export interface Gallery {
  base: string;
  prefixes: Record<string, string>;
  queries: GalleryQuery[];
}

/** A ready-made SPARQL query. */
export interface GalleryQuery {
  name: string;
  title: string;
  description: string;
  query: string;
}

/** All claims between two nodes by one predicate, drawn as one edge. Years are those of the papers. */
export interface GraphEdge {
  source: string;
  target: string;
  predicate: string;
  statements: number;
  belief: number;
  papers: number;
  first?: number;
  last?: number;
}

/** A node of a drawn graph; ``statements`` is its full degree, also of what is not drawn. */
export interface GraphNode {
  id: string;
  type: "Method" | "Model" | "Benchmark" | "Dataset" | "Task" | "Metric" | "Hardware" | "Paper";
  name: string;
  aliases: string[];
  papers: number;
  statements: number;
}

/** The claims of a node by one predicate in one direction; the first of them stand here. */
export interface Group {
  predicate: string;
  direction: "out" | "in";
  total: number;
  statements: StatementLine[];
}

/** The figures that papers report on a benchmark, and the comparisons made on it. */
export interface Leaderboard {
  benchmark: NodeDetail;
  metrics: MetricInfo[];
  results: Result[];
  comparisons: StatementLine[];
  evaluated: Node[];
}

/** What this graph holds and what the server offers. */
export interface Meta {
  name: string;
  version: string;
  papers: number;
  entities: number;
  statements: number;
  sentences: number;
  years?: [number, number];
  types: TypeInfo[];
  predicates: PredicateInfo[];
}

/** A metric of a leaderboard; ``better`` is the direction that wins. */
export interface MetricInfo {
  name: string;
  results: number;
  better: "higher" | "lower";
}

/** A thing of the graph by id, type and name; a paper's name is its title. */
export interface Node {
  id: string;
  type: "Method" | "Model" | "Benchmark" | "Dataset" | "Task" | "Metric" | "Hardware" | "Paper";
  name: string;
}

/** A node with its aliases and how much is known of it. */
export interface NodeDetail {
  id: string;
  type: "Method" | "Model" | "Benchmark" | "Dataset" | "Task" | "Metric" | "Hardware" | "Paper";
  name: string;
  aliases: string[];
  papers: number;
  statements: number;
}

/** The map in columns: node ``i`` has ``ids[i]``, ``names[i]``, ``types[type[i]]``, a place, a size and a community; ``edges`` are pairs of node numbers in one list. ``total`` counts all nodes of the graph. */
export interface Overview {
  state: "ready" | "drawing";
  total: number;
  types: ("Method" | "Model" | "Benchmark" | "Dataset" | "Task" | "Metric" | "Hardware" | "Paper")[];
  ids: string[];
  names: string[];
  type: number[];
  x: number[];
  y: number[];
  sizes: number[];
  community: number[];
  edges: number[];
  communities: Community[];
}

/** A paper found by full text, with the words around the hit. */
export interface PaperHit {
  id: string;
  title: string;
  year?: number;
  url?: string;
  snippet: Snippet[];
}

/** A paper in a list. */
export interface PaperLine {
  id: string;
  title: string;
  year?: number;
  url?: string;
}

/** One page of the papers that name an entity: those that propose it first, then the newest. */
export interface PaperList {
  total: number;
  offset: number;
  papers: RelatedPaper[];
}

/** A paper: its text in pieces, its entities, its claims. */
export interface PaperPage {
  paper: PaperLine;
  authors: string[];
  sources: string[];
  title: Piece[];
  abstract: Piece[];
  entities: NodeDetail[];
  statements: StatementLine[];
}

/** A run of text with the roles it plays in a claim, or the entity it names. */
export interface Piece {
  text: string;
  roles: ("subject" | "trigger" | "object" | "number")[];
  entity?: string;
  type?: "Method" | "Model" | "Benchmark" | "Dataset" | "Task" | "Metric" | "Hardware" | "Paper";
}

/** A predicate of the schema and how many statements use it. */
export interface PredicateInfo {
  name: string;
  label: string;
  inverse: string;
  definition: string;
  count: number;
}

/** Why a request was not answered. */
export interface Problem {
  status: number;
  title: string;
  detail: string;
}

/** What narrows a claim: a named thing (``entity`` where the graph has it) or a quantity as written. */
export interface QualifierLine {
  name: string;
  text: string;
  entity?: string;
  kind?: string;
}

/** A paper that names an entity, and whether it proposes it. */
export interface RelatedPaper {
  id: string;
  title: string;
  year?: number;
  url?: string;
  proposes: boolean;
}

/** A figure: whose, by which metric, on which benchmark, and the statement that gives it. ``number`` sorts; ``value`` is what the paper wrote. ``better`` says which way the metric points. */
export interface Result {
  statement: string;
  subject: Node;
  metric: string;
  value: string;
  number?: number;
  kind: string;
  baseline?: string;
  setting?: string;
  benchmark?: string;
  belief: number;
  papers: number;
  paper?: PaperLine;
  conflict: boolean;
}

/** Entities and papers that fit a query, one page of each. */
export interface SearchPage {
  query: string;
  offset: number;
  entities: NodeDetail[];
  entities_total: number;
  papers: PaperHit[];
  papers_total: number;
}

/** A sentence that states a claim: its paper, its marked text, how it is said, which rule read it. ``implied`` are the parts that it does not name itself: "it", "our method", the paper as a whole. */
export interface Sentence {
  paper: PaperLine;
  pieces: Piece[];
  implied: ("subject" | "trigger" | "object" | "number")[];
  rule: string;
  polarity: string;
  certainty: string;
  origin: string;
}

/** Something that two or more of the compared share by the same predicate; statement ids by entity. */
export interface SharedNode {
  predicate: string;
  direction: "out" | "in";
  node: Node;
  statements: Record<string, string[]>;
}

/** One line of a comparison: figures by entity id, and who wins (several in a tie). */
export interface SharedResult {
  benchmark?: string;
  benchmark_id?: string;
  metric: string;
  better: "higher" | "lower";
  results: Record<string, Result[]>;
  winners: string[];
}

/** A run of a snippet and whether it fitted the query. */
export interface Snippet {
  text: string;
  hit: boolean;
}

/** A claim with its sentences. */
export interface StatementDetail {
  statement: StatementLine;
  sentences: Sentence[];
  total: number;
}

/** A claim in a list. ``papers`` counts the papers that assert it. */
export interface StatementLine {
  id: string;
  subject: Node;
  predicate: string;
  object: Node;
  qualifiers: QualifierLine[];
  belief: number;
  papers: number;
  derived: boolean;
}

/** One page of claims, most believed first. */
export interface StatementList {
  total: number;
  offset: number;
  statements: StatementLine[];
}

/** Nodes and the edges between them; ``path`` lists node ids where a path was asked for. */
export interface Subgraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  path: string[];
}

/** Something a few typed letters may mean; ``alias`` is the other name that fitted. */
export interface Suggestion {
  id: string;
  type: "Method" | "Model" | "Benchmark" | "Dataset" | "Task" | "Metric" | "Hardware" | "Paper";
  name: string;
  alias?: string;
  papers: number;
}

/** Suggestions, best first. */
export interface Suggestions {
  items: Suggestion[];
}

/** A class of the schema and how many entities it has. */
export interface TypeInfo {
  name: "Method" | "Model" | "Benchmark" | "Dataset" | "Task" | "Metric" | "Hardware" | "Paper";
  label: string;
  definition: string;
  count: number;
}
