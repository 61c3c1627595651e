"""The graph in memory: a thin class over ``networkx.MultiDiGraph`` with typed nodes and edges.

Nodes are ids ("method/gptq", "paper/ID") with the attribute ``record`` (an Entity or a Paper); edges run from
subject to object, keyed by the statement's id, with the attribute ``record`` (a GraphStatement).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.queries.questions import Questions
from kg.queries.results import Figure, figures, said
from kg.records import GraphStatement, GraphView
from kg.resolve.keys import key
from ontology.ids import paper_node
from ontology.types import Entity, EntityType, Paper

if TYPE_CHECKING:
    from kg.queries.view import View

Node = Entity | Paper


class Graph(Questions):
    """A graph, or a neighbourhood of one, held in memory."""

    def __init__(
        self,
        papers: Iterable[Paper] = (),
        entities: Iterable[Entity] = (),
        statements: Iterable[GraphStatement] = (),
    ) -> None:
        """Build from records. Both ends of every statement must be among them (KeyError otherwise)."""
        self._graph: Any = nx.MultiDiGraph()
        for paper in papers:
            self._graph.add_node(paper_node(paper.id), record=paper)
        for entity in entities:
            self._graph.add_node(entity.id, record=entity)
        self._statements: dict[str, GraphStatement] = {}
        for statement in statements:
            self._add(statement)

    def _add(self, statement: GraphStatement) -> None:
        for end in (statement.subject, statement.object):
            if end not in self._graph:
                raise KeyError(end)
        self._graph.add_edge(statement.subject, statement.object, key=statement.id, record=statement)
        self._statements[statement.id] = statement

    @classmethod
    def of(cls, view: GraphView) -> Graph:
        """All that a view holds."""
        return cls(view.papers(), view.entities(), view.statements())

    @classmethod
    def load(cls, path: str | Path) -> Graph:
        """All of a graph file; above some 100,000 papers take a neighbourhood instead.

        Raises:
            UsageError, KgError: as :func:`kg.open_graph`.
        """
        from kg import open_graph

        with open_graph(path) as store:
            return cls.of(store)

    @classmethod
    def around(cls, view: View, nodes: Iterable[str], hops: int = 1) -> Graph:
        """The neighbourhood of some nodes: every statement on a path of at most ``hops`` from one of them."""
        seen = dict.fromkeys(nodes)
        statements: dict[str, GraphStatement] = {}
        frontier = list(seen)
        for _ in range(hops):
            found = [link for node in frontier for link in view.neighbours(node)]
            statements.update((id_, view.statement(id_)) for id_, _ in found if id_ not in statements)
            frontier = list(dict.fromkeys(other for _, other in found if other not in seen))
            seen.update(dict.fromkeys(frontier))
        papers = [view.paper(n.removeprefix("paper/")) for n in sorted(seen) if n.startswith("paper/")]
        entities = [view.entity(n) for n in sorted(seen) if not n.startswith("paper/")]
        return cls(papers, entities, (statements[id_] for id_ in sorted(statements)))

    def papers(self) -> Iterator[Paper]:
        """All papers, by id."""
        return iter(sorted((r for r in self._records() if isinstance(r, Paper)), key=lambda p: p.id))

    def entities(self) -> Iterator[Entity]:
        """All entities, by id."""
        return iter(sorted((r for r in self._records() if isinstance(r, Entity)), key=lambda e: e.id))

    def _records(self) -> Iterator[Node]:
        return (record for _, record in self._graph.nodes(data="record"))

    def statements(
        self,
        *,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,  # noqa: A002
        min_belief: Decimal | None = None,
        benchmark: str | None = None,
        year: int | None = None,
        unasserted: bool = False,
    ) -> Iterator[GraphStatement]:
        """The statements that fit all that is given, by id; arguments as for the store."""
        for statement in self._candidates(subject, object):
            if (
                (predicate is None or statement.predicate == predicate)
                and (min_belief is None or statement.belief >= min_belief)
                and (benchmark is None or _about(statement, benchmark))
                and (year is None or any(self._year(p) == year for p in statement.papers))
                and (unasserted or statement.papers or statement.derived)
            ):
                yield statement

    def _candidates(self, subject: str | None, object_: str | None) -> list[GraphStatement]:
        if subject is None and object_ is None:
            return [self._statements[id_] for id_ in sorted(self._statements)]
        if (subject or object_) not in self._graph:
            return []
        if subject is not None:
            edges = self._graph.out_edges(subject, keys=True)
        else:
            edges = self._graph.in_edges(object_, keys=True)
        return [self._statements[id_] for _, o, id_ in sorted(edges, key=_edge_id) if object_ in (None, o)]

    def _year(self, paper: str) -> int | None:
        node = paper_node(paper)
        return self.paper(paper).year if node in self._graph else None

    def statement(self, statement_id: str) -> GraphStatement:
        """One statement; KeyError where there is none."""
        return self._statements[statement_id]

    def paper(self, paper_id: str) -> Paper:
        """One paper; KeyError where there is none."""
        record = self._graph.nodes[paper_node(paper_id)]["record"]
        assert isinstance(record, Paper)
        return record

    def entity(self, entity_id: str) -> Entity:
        """One entity; KeyError where there is none."""
        record = self._graph.nodes[entity_id]["record"]
        if not isinstance(record, Entity):
            raise KeyError(entity_id)
        return record

    def find(self, name: str, kind: EntityType | None = None) -> list[Entity]:
        """Entities by id, name or alias, best first."""
        ranked = [
            (_fit(entity, name), -self._graph.degree(entity.id), entity.id, entity)
            for entity in self.entities()
            if kind in (None, entity.type)
        ]
        return [entity for fit, _, _, entity in sorted(ranked, key=lambda r: r[:3]) if fit < _NO_FIT]

    def neighbours(self, node_id: str) -> list[tuple[str, str]]:
        """(statement id, other node) of every asserted statement of a node, by statement id."""
        if node_id not in self._graph:
            return []
        links = [(id_, o) for _, o, id_ in self._graph.out_edges(node_id, keys=True)]
        links += [(id_, s) for s, _, id_ in self._graph.in_edges(node_id, keys=True)]
        return sorted((id_, other) for id_, other in links if _counts(self._statements[id_]))

    def degrees(self) -> Counter[str]:
        """Number of asserted statements per entity that has any."""
        ends = (end for s in self._statements.values() if _counts(s) for end in (s.subject, s.object))
        return Counter(end for end in ends if not end.startswith("paper/"))

    def figures(self, benchmark: str | None = None) -> Iterator[Figure]:
        """The asserted figures, of one benchmark or of all, in no order, without their statements."""
        for s in self.statements(benchmark=benchmark):
            if s.papers and s.qualifiers.value:
                found = figures(said(s, self.entity(s.object).name))
                yield from (figure for figure in found if benchmark in (None, figure.benchmark))

    def both_ways(self, predicate: str) -> list[tuple[str, str]]:
        """Pairs of nodes that stand in a predicate to each other in both directions, sorted."""
        pairs = {(s.subject, s.object) for s in self.statements(predicate=predicate) if s.papers}
        return sorted((one, other) for one, other in pairs if one < other and (other, one) in pairs)

    def to_networkx(self) -> Any:
        """The ``networkx.MultiDiGraph`` itself, to compute on; changing it changes this graph."""
        return self._graph


_NO_FIT = 4


def _fit(entity: Entity, name: str) -> int:
    forms = (entity.name, *entity.aliases)
    if name == entity.id:
        return 0
    if name in forms:
        return 1
    wanted = key(name, entity.type)
    keys = [key(form, entity.type) for form in forms]
    return 2 if wanted in keys else 3 if any(k.startswith(wanted) for k in keys) else _NO_FIT


def _edge_id(edge: tuple[str, str, str]) -> str:
    return edge[2]


def _counts(statement: GraphStatement) -> bool:
    return bool(statement.papers) or statement.derived


def _about(statement: GraphStatement, benchmark: str) -> bool:
    return statement.object == benchmark or any(r.entity == benchmark for r in statement.qualifiers.benchmark)
