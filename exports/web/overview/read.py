"""The part of the graph that the map shows: the most connected nodes and the strongest ties between them."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from exports.web.nodes import HELD, kind_of

MOST_NODES = 50_000
MOST_EDGES = 150_000


class MapNode(NamedTuple):
    """A node of the map; ``weight`` counts papers (for a paper: its claims)."""

    id: str
    name: str
    type: str
    weight: int


class MapGraph(NamedTuple):
    """Nodes in order of degree, edges as (index, index, papers); ``total`` counts all nodes with a claim."""

    nodes: list[MapNode]
    edges: list[tuple[int, int, int]]
    total: int


def read(db: sqlite3.Connection, most_nodes: int = MOST_NODES, most_edges: int = MOST_EDGES) -> MapGraph:
    """Read nodes by degree and then every tie among them."""
    degrees = db.execute(
        f"SELECT number, sum(n) AS degree FROM ("  # noqa: S608
        f"SELECT subject AS number, count(*) AS n FROM claim WHERE {HELD} GROUP BY subject "
        f"UNION ALL SELECT object, count(*) FROM claim WHERE {HELD} GROUP BY object) "
        "GROUP BY number ORDER BY degree DESC, number DESC"
    ).fetchall()
    chosen = dict(degrees[:most_nodes])
    nodes = _nodes(db, chosen)
    index = {number: at for at, number in enumerate(nodes)}
    ties: dict[tuple[int, int], int] = {}
    for subject, target, papers in db.execute(f"SELECT subject, object, papers FROM claim WHERE {HELD}"):  # noqa: S608
        a, b = index.get(subject), index.get(target)
        if a is not None and b is not None and a != b:
            pair = (min(a, b), max(a, b))
            ties[pair] = ties.get(pair, 0) + max(1, papers)
    return MapGraph(list(nodes.values()), _strongest(ties, most_edges), len(degrees))


def _strongest(ties: dict[tuple[int, int], int], most: int) -> list[tuple[int, int, int]]:
    """The strongest ties, but first of all the strongest of each node, so that none is cut off."""
    order = sorted(ties, key=lambda pair: (-ties[pair], pair))
    held: set[int] = set()
    first: list[tuple[int, int]] = []
    rest: list[tuple[int, int]] = []
    for pair in order:
        (rest if held.issuperset(pair) else first).append(pair)
        held.update(pair)
    return [(a, b, ties[a, b]) for a, b in (first + rest)[:most]]


def _nodes(db: sqlite3.Connection, chosen: dict[int, int]) -> dict[int, MapNode]:
    found: dict[int, MapNode] = {}
    for i, id_, code, name, papers in db.execute("SELECT i, id, type, name, papers FROM node"):
        if i in chosen:
            found[i] = MapNode(id_, name, kind_of(code), papers)
    for n, id_, title in db.execute("SELECT n, id, title FROM paper WHERE status > 0"):
        if -n in chosen:
            found[-n] = MapNode(f"paper/{id_}", title, "Paper", 1)
    return {number: found[number] for number in chosen if number in found}
