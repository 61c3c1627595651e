"""Which part of a graph a page shows: the most connected entities, or what is near one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from exports.rdf.model import is_claimed
from kg.records import GraphStatement, GraphView
from ontology.errors import UsageError
from ontology.types import Entity

MOST_NODES = 500
EDGES_PER_NODE = 3


@dataclass(frozen=True)
class Link:
    """All claimed statements of one predicate from one node to another."""

    source: str
    predicate: str
    target: str
    statements: tuple[GraphStatement, ...]

    @property
    def weight(self) -> tuple[int, str]:
        """Sorts links by the number of papers behind them."""
        return -sum(len(s.papers) for s in self.statements), f"{self.source} {self.predicate} {self.target}"


@dataclass(frozen=True)
class Part:
    """Node ids in order of rank, the links between them, and how many nodes the whole graph has."""

    nodes: tuple[str, ...]
    links: tuple[Link, ...]
    title: str
    degree: Counter[str] = field(default_factory=Counter)


def choose(view: GraphView, *, around: str | None, hops: int, limit: int) -> Part:
    """The part to show.

    Args:
        around: an entity's name or id; None for the most connected entities of the whole graph.
        hops: how far from it.
        limit: most nodes, at most 500.

    Raises:
        UsageError: no such entity, or a limit that cannot be drawn.
    """
    if not 1 <= limit <= MOST_NODES:
        raise UsageError(f"a page of {limit} nodes cannot be read: give --limit between 1 and {MOST_NODES}")
    return _near(view, around, hops, limit) if around is not None else _most_connected(view, limit)


def _most_connected(view: GraphView, limit: int) -> Part:
    degree: Counter[str] = Counter()
    for statement in view.statements():
        if _between_entities(statement):
            degree.update((statement.subject, statement.object))
    nodes = _ranked(degree)[:limit]
    chosen = set(nodes)
    found = (s for s in view.statements() if _between_entities(s) and {s.subject, s.object} <= chosen)
    links = _linked(found, limit * EDGES_PER_NODE)
    joined = {node for link in links for node in (link.source, link.target)}
    kept = tuple(node for node in nodes if node in joined) or tuple(nodes)
    all_of = len(kept) == len(degree)
    title = (
        f"All {len(kept)} entities" if all_of else f"The {len(kept)} most connected of {len(degree)} entities"
    )
    return Part(kept, links, title, degree)


def _near(view: GraphView, around: str, hops: int, limit: int) -> Part:
    centre = _named(view, around)
    seen = {centre.id: None}
    edge = [centre.id]
    for _ in range(hops):
        edge = _next_ring(view, edge, set(seen))[: limit - len(seen)]
        seen |= dict.fromkeys(edge)
    found = {s.id: s for node in seen for s in view.statements(subject=node) if s.object in seen}
    links = _linked((s for s in found.values() if is_claimed(s)), limit * EDGES_PER_NODE)
    degree = Counter(node for link in links for node in (link.source, link.target))
    return Part(tuple(seen), links, f"Around {centre.name}", degree)


def _next_ring(view: GraphView, edge: Iterable[str], known: set[str]) -> list[str]:
    ring: Counter[str] = Counter()
    for node in edge:
        for statement in (*view.statements(subject=node), *view.statements(object=node)):
            if is_claimed(statement):
                other = statement.object if statement.subject == node else statement.subject
                ring[other] += max(1, len(statement.papers))
    return [node for node in _ranked(ring) if node not in known]


def _named(view: GraphView, name: str) -> Entity:
    found = view.find(name)
    if not found:
        raise UsageError(f"no entity is named {name!r}: `kg show` and `kg search` find names")
    return found[0]


def _between_entities(statement: GraphStatement) -> bool:
    return is_claimed(statement) and not statement.subject.startswith("paper/")


def _ranked(counted: Counter[str]) -> list[str]:
    return sorted(counted, key=lambda node: (-counted[node], node))


def _linked(statements: Iterable[GraphStatement], most: int) -> tuple[Link, ...]:
    grouped: defaultdict[tuple[str, str, str], list[GraphStatement]] = defaultdict(list)
    for statement in statements:
        grouped[statement.subject, statement.predicate, statement.object].append(statement)
    links = sorted((Link(*key, tuple(found)) for key, found in grouped.items()), key=lambda link: link.weight)
    return tuple(links[:most])


def sentences(view: GraphView, link: Link, most: int) -> Iterator[tuple[str, str]]:
    """Paper title and sentence for the first asserted pieces of evidence."""
    found = [e for s in link.statements for e in s.evidence if e.asserted]
    for evidence in found[:most]:
        paper = view.paper(evidence.paper)
        yield paper.title, paper.text[evidence.start : evidence.end]
