"""The part of the graph that a drawing shows: nodes, their strongest neighbours, a shortest path."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import Field, model_validator

from exports.web.claims import belief
from exports.web.endpoint import Endpoint, Query
from exports.web.models import GraphEdge, GraphNode, Subgraph
from exports.web.nodes import HELD, details, number_of
from exports.web.paths import shortest_path
from exports.web.source import Source

MOST_NODES = 800
MOST_EXPANDED = 60
NodeIds = Annotated[tuple[str, ...], Field(max_length=200)]


class GraphQuery(Query):
    """``node``: shown for their own sake; ``expand``: shown with up to ``limit`` neighbours each;
    ``from`` and ``to``: shown with a shortest path between them."""

    node: NodeIds = ()
    expand: Annotated[tuple[str, ...], Field(max_length=MOST_EXPANDED)] = ()
    limit: Annotated[int, Field(ge=1, le=100)] = 25
    start: str | None = Field(default=None, alias="from")
    goal: str | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _both_ends(self) -> GraphQuery:
        if (self.start is None) != (self.goal is None):
            raise ValueError("a path needs both ends: from and to")
        return self


def graph(source: Source, query: GraphQuery) -> Subgraph:
    """The nodes with every edge between them."""
    db = source.db
    expanded = [number_of(db, node) for node in query.expand]
    path = _path(db, query)
    wanted = dict.fromkeys([*(number_of(db, node) for node in query.node), *expanded, *path])
    for number in expanded:
        wanted.update(dict.fromkeys(neighbours(db, number, query.limit)))
    chosen = list(wanted)[:MOST_NODES]
    shown = details(db, chosen)
    ids = {number: node.id for number, node in zip(chosen, shown, strict=True)}
    return Subgraph(
        nodes=tuple(GraphNode(**node.model_dump()) for node in shown),
        edges=tuple(_edges(db, ids)),
        path=tuple(ids[number] for number in path if number in ids),
    )


def _path(db: sqlite3.Connection, query: GraphQuery) -> Sequence[int]:
    if query.start is None or query.goal is None:
        return ()
    return shortest_path(db, number_of(db, query.start), number_of(db, query.goal))


def neighbours(db: sqlite3.Connection, number: int, limit: int) -> list[int]:
    """The nodes most strongly tied to this one: by papers that say so, then by the better known."""
    rows = db.execute(
        f"SELECT other, sum(papers) AS support, count(*) AS claims FROM ("  # noqa: S608
        f"SELECT object AS other, papers FROM claim WHERE subject = ?1 AND {HELD} UNION ALL "
        f"SELECT subject, papers FROM claim WHERE object = ?1 AND {HELD}) "
        "WHERE other != ?1 GROUP BY other "
        "ORDER BY other < 0, support DESC, claims DESC, "
        "coalesce((SELECT papers FROM node WHERE i = other), 0) DESC, other "
        "LIMIT ?2",
        (number, limit),
    )
    return [other for other, _, _ in rows]


def _edges(db: sqlite3.Connection, ids: dict[int, str]) -> Iterable[GraphEdge]:
    """All claims between the nodes, one edge for each pair and predicate, with the years of their papers."""
    marks = ",".join(str(int(number)) for number in ids)
    rows = db.execute(
        "SELECT c.subject, c.object, c.predicate, count(DISTINCT c.k), max(c.belief), count(DISTINCT e.n), "  # noqa: S608 - integers
        "min(p.year), max(p.year) FROM claim c "
        "LEFT JOIN evidence e ON e.k = c.k LEFT JOIN paper p ON p.n = e.n "
        f"WHERE c.subject IN ({marks}) AND c.object IN ({marks}) AND (c.papers > 0 OR c.derived = 1) "
        "GROUP BY c.subject, c.object, c.predicate ORDER BY c.subject, c.object, c.predicate"
    )
    for subject, target, predicate, count, most, support, first, last in rows:
        yield GraphEdge(
            source=ids[subject],
            target=ids[target],
            predicate=predicate,
            statements=count,
            belief=belief(most),
            papers=support,
            first=first,
            last=last,
        )


ENDPOINTS = (
    Endpoint("/api/graph", "Nodes, neighbours and shortest paths to draw", GraphQuery, graph, Subgraph),
)
