"""The answers of the API. Text from papers comes in pieces cut on the server, because offsets count
code points here and UTF-16 units in a browser; it is plain text throughout, never markup."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer

NodeType = Literal["Method", "Model", "Benchmark", "Dataset", "Task", "Metric", "Hardware", "Paper"]
Direction = Literal["out", "in"]
Role = Literal["subject", "trigger", "object", "number"]
Belief = Annotated[Decimal, PlainSerializer(float, return_type=float)]


class Answer(BaseModel):
    """A frozen record of an answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Node(Answer):
    """A thing of the graph by id, type and name; a paper's name is its title."""

    id: str
    type: NodeType
    name: str


class NodeDetail(Node):
    """A node with its aliases and how much is known of it."""

    aliases: tuple[str, ...] = ()
    papers: int = 0
    statements: int = 0


class PaperLine(Answer):
    """A paper in a list."""

    id: str
    title: str
    year: int | None = None
    url: str | None = None


class QualifierLine(Answer):
    """What narrows a claim: a named thing (``entity`` where the graph has it) or a quantity as written."""

    name: str
    text: str
    entity: str | None = None
    kind: str | None = None


class StatementLine(Answer):
    """A claim in a list. ``papers`` counts the papers that assert it."""

    id: str
    subject: Node
    predicate: str
    object: Node
    qualifiers: tuple[QualifierLine, ...] = ()
    belief: Belief
    papers: int
    derived: bool = False


class Piece(Answer):
    """A run of text with the roles it plays in a claim, or the entity it names."""

    text: str
    roles: tuple[Role, ...] = ()
    entity: str | None = None
    type: NodeType | None = None


class Sentence(Answer):
    """A sentence that states a claim: its paper, its marked text, how it is said, which rule read it.
    ``implied`` are the parts that it does not name itself: "it", "our method", the paper as a whole."""

    paper: PaperLine
    pieces: tuple[Piece, ...]
    implied: tuple[Role, ...] = ()
    rule: str
    polarity: str
    certainty: str
    origin: str


class StatementDetail(Answer):
    """A claim with its sentences."""

    statement: StatementLine
    sentences: tuple[Sentence, ...]
    total: int


class StatementList(Answer):
    """One page of claims, most believed first."""

    total: int
    offset: int
    statements: tuple[StatementLine, ...]


class Group(Answer):
    """The claims of a node by one predicate in one direction; the first of them stand here."""

    predicate: str
    direction: Direction
    total: int
    statements: tuple[StatementLine, ...]


class RelatedPaper(PaperLine):
    """A paper that names an entity, and whether it proposes it."""

    proposes: bool = False


class EntityPage(Answer):
    """What the graph knows of an entity."""

    entity: NodeDetail
    groups: tuple[Group, ...]
    papers: tuple[RelatedPaper, ...]
    papers_total: int


class Suggestion(Answer):
    """Something a few typed letters may mean; ``alias`` is the other name that fitted."""

    id: str
    type: NodeType
    name: str
    alias: str | None = None
    papers: int = 0


class Suggestions(Answer):
    """Suggestions, best first."""

    items: tuple[Suggestion, ...]


class Snippet(Answer):
    """A run of a snippet and whether it fitted the query."""

    text: str
    hit: bool = False


class PaperHit(PaperLine):
    """A paper found by full text, with the words around the hit."""

    snippet: tuple[Snippet, ...] = ()


class SearchPage(Answer):
    """Entities and papers that fit a query, one page of each."""

    query: str
    offset: int
    entities: tuple[NodeDetail, ...]
    entities_total: int
    papers: tuple[PaperHit, ...]
    papers_total: int


class EntityList(Answer):
    """One page of the entities of a type, most named first."""

    total: int
    offset: int
    entities: tuple[NodeDetail, ...]


class PredicateInfo(Answer):
    """A predicate of the schema and how many statements use it."""

    name: str
    label: str
    inverse: str
    definition: str
    count: int


class TypeInfo(Answer):
    """A class of the schema and how many entities it has."""

    name: NodeType
    label: str
    definition: str
    count: int


class Meta(Answer):
    """What this graph holds and what the server offers."""

    name: str
    version: str
    papers: int
    entities: int
    statements: int
    sentences: int
    years: tuple[int, int] | None
    types: tuple[TypeInfo, ...]
    predicates: tuple[PredicateInfo, ...]


class GraphNode(NodeDetail):
    """A node of a drawn graph; ``statements`` is its full degree, also of what is not drawn."""


class GraphEdge(Answer):
    """All claims between two nodes by one predicate, drawn as one edge. Years are those of the papers."""

    source: str
    target: str
    predicate: str
    statements: int
    belief: Belief
    papers: int
    first: int | None = None
    last: int | None = None


class Subgraph(Answer):
    """Nodes and the edges between them; ``path`` lists node ids where a path was asked for."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    path: tuple[str, ...] = ()


class PaperPage(Answer):
    """A paper: its text in pieces, its entities, its claims."""

    paper: PaperLine
    authors: tuple[str, ...]
    sources: tuple[str, ...]
    title: tuple[Piece, ...]
    abstract: tuple[Piece, ...]
    entities: tuple[NodeDetail, ...]
    statements: tuple[StatementLine, ...]


class Result(Answer):
    """A figure: whose, by which metric, on which benchmark, and the statement that gives it.

    ``number`` sorts; ``value`` is what the paper wrote. ``better`` says which way the metric points.
    """

    statement: str
    subject: Node
    metric: str
    value: str
    number: float | None = None
    kind: str
    baseline: str | None = None
    setting: str | None = None
    benchmark: str | None = None
    belief: Belief
    papers: int
    paper: PaperLine | None = None
    conflict: bool = False


class MetricInfo(Answer):
    """A metric of a leaderboard; ``better`` is the direction that wins."""

    name: str
    results: int
    better: Literal["higher", "lower"]


class Leaderboard(Answer):
    """The figures that papers report on a benchmark, and the comparisons made on it."""

    benchmark: NodeDetail
    metrics: tuple[MetricInfo, ...]
    results: tuple[Result, ...]
    comparisons: tuple[StatementLine, ...]
    evaluated: tuple[Node, ...]


class BenchmarkLine(NodeDetail):
    """A benchmark in the list of leaderboards; ``results`` counts figures on it."""

    results: int


class BenchmarkList(Answer):
    """One page of the benchmarks, most reported first."""

    total: int
    offset: int
    benchmarks: tuple[BenchmarkLine, ...]


class SharedResult(Answer):
    """One line of a comparison: figures by entity id, and who wins (several in a tie)."""

    benchmark: str | None
    benchmark_id: str | None = None
    metric: str
    better: Literal["higher", "lower"]
    results: dict[str, tuple[Result, ...]]
    winners: tuple[str, ...]


class SharedNode(Answer):
    """Something that two or more of the compared share by the same predicate; statement ids by entity."""

    predicate: str
    direction: Direction
    node: Node
    statements: dict[str, tuple[str, ...]]


class Comparison(Answer):
    """Two or more entities side by side."""

    entities: tuple[NodeDetail, ...]
    head_to_head: tuple[StatementLine, ...]
    results: tuple[SharedResult, ...]
    shared: tuple[SharedNode, ...]


class PaperList(Answer):
    """One page of the papers that name an entity: those that propose it first, then the newest."""

    total: int
    offset: int
    papers: tuple[RelatedPaper, ...]


class Community(Answer):
    """A dense part of the graph, named by its most central nodes; middle and radius in map units."""

    number: int
    names: tuple[str, ...]
    names_ids: tuple[str, ...]
    size: int
    x: float
    y: float
    radius: float


class Overview(Answer):
    """The map in columns: node ``i`` has ``ids[i]``, ``names[i]``, ``types[type[i]]``, a place, a size and a
    community; ``edges`` are pairs of node numbers in one list. ``total`` counts all nodes of the graph."""

    state: Literal["ready", "drawing"]
    total: int = 0
    types: tuple[NodeType, ...] = ()
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    type: tuple[int, ...] = ()
    x: tuple[float, ...] = ()
    y: tuple[float, ...] = ()
    sizes: tuple[float, ...] = ()
    community: tuple[int, ...] = ()
    edges: tuple[int, ...] = ()
    communities: tuple[Community, ...] = ()


class GalleryQuery(Answer):
    """A ready-made SPARQL query."""

    name: str
    title: str
    description: str
    query: str


class Gallery(Answer):
    """All ready-made queries, the namespace of the data, and short names of namespaces."""

    base: str
    prefixes: dict[str, str]
    queries: tuple[GalleryQuery, ...]
