"""Draw the map: communities by Louvain (Blondel et al. 2008), places, names."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence

import networkx as nx
import numpy as np

from exports.web.models import Community, NodeType, Overview
from exports.web.overview.places import inside, pack, radius
from exports.web.overview.read import MapGraph, read

NAMES = 3
SMALLEST_NAMED = 3
TYPES: tuple[NodeType, ...] = (
    "Method",
    "Model",
    "Benchmark",
    "Dataset",
    "Task",
    "Metric",
    "Hardware",
    "Paper",
)


def draw(db: sqlite3.Connection) -> Overview:
    """The whole map of a graph file."""
    graph = read(db)
    groups = communities(graph)
    number = {node: at for at, group in enumerate(groups) for node in group}
    middles = pack([len(group) for group in groups], _ties(graph, number, len(groups)))
    places = _places(graph, groups, middles)
    degree = _degrees(graph)
    return Overview(
        state="ready",
        total=graph.total,
        types=TYPES,
        ids=tuple(node.id for node in graph.nodes),
        names=tuple(node.name for node in graph.nodes),
        type=tuple(TYPES.index(node.type) for node in graph.nodes),
        x=tuple(x for x, _ in places),
        y=tuple(y for _, y in places),
        sizes=tuple(_size(degree[at], len(graph.nodes)) for at in range(len(graph.nodes))),
        community=tuple(number[at] for at in range(len(graph.nodes))),
        edges=tuple(end for a, b, _ in graph.edges for end in (a, b)),
        communities=tuple(_named(graph, groups, middles, degree)),
    )


def communities(graph: MapGraph) -> list[list[int]]:
    """Sorted groups of node numbers, biggest first. Louvain runs with a fixed seed and order."""
    net = nx.Graph()
    net.add_nodes_from(range(len(graph.nodes)))
    net.add_weighted_edges_from((a, b, 1 + math.log2(weight)) for a, b, weight in graph.edges)
    found = nx.community.louvain_communities(net, seed=1)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))


def _ties(graph: MapGraph, number: dict[int, int], count: int) -> list[dict[int, int]]:
    ties: list[dict[int, int]] = [defaultdict(int) for _ in range(count)]
    for a, b, weight in graph.edges:
        left, right = number[a], number[b]
        if left != right:
            ties[left][right] += weight
            ties[right][left] += weight
    return ties


def _places(
    graph: MapGraph, groups: Sequence[Sequence[int]], middles: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    places: list[tuple[float, float]] = [(0.0, 0.0)] * len(graph.nodes)
    local = _local_edges(graph, groups)
    for group, (x, y), edges in zip(groups, middles, local, strict=True):
        r = radius(len(group))
        spots = inside(len(group), np.array(edges, dtype=np.int64).reshape(-1, 2))
        for node, (dx, dy) in zip(group, spots.tolist(), strict=True):
            places[node] = (round(x + r * dx, 1), round(y + r * dy, 1))
    return places


def _local_edges(graph: MapGraph, groups: Sequence[Sequence[int]]) -> list[list[tuple[int, int]]]:
    """Edges inside each group, by place in the group."""
    where = {node: (at, place) for at, group in enumerate(groups) for place, node in enumerate(group)}
    local: list[list[tuple[int, int]]] = [[] for _ in groups]
    for a, b, _ in graph.edges:
        (left, i), (right, j) = where[a], where[b]
        if left == right:
            local[left].append((i, j))
    return local


def _degrees(graph: MapGraph) -> Counter[int]:
    degree: Counter[int] = Counter()
    for a, b, weight in graph.edges:
        degree[a] += weight
        degree[b] += weight
    return degree


def _size(degree: int, nodes: int) -> float:
    """In pixels when all is in view: the more nodes there are, the smaller each."""
    shrunk = min(1.0, math.pow(2000 / max(nodes, 1), 0.4))
    return round(min(14.0, 1.6 + 0.9 * math.log2(1 + degree)) * shrunk, 2)


def _named(
    graph: MapGraph,
    groups: Sequence[Sequence[int]],
    middles: Sequence[tuple[float, float]],
    degree: Counter[int],
) -> list[Community]:
    """Communities by their most central nodes; papers name one only where nothing else can."""
    found = []
    for number, (group, (x, y)) in enumerate(zip(groups, middles, strict=True)):
        if len(group) < SMALLEST_NAMED:
            continue
        central = sorted(group, key=lambda node: (graph.nodes[node].type == "Paper", -degree[node], node))[
            :NAMES
        ]
        names = tuple(graph.nodes[node].name for node in central if graph.nodes[node].type != "Paper")
        found.append(
            Community(
                number=number,
                names=names or (graph.nodes[central[0]].name,),
                names_ids=tuple(graph.nodes[node].id for node in central),
                size=len(group),
                x=x,
                y=y,
                radius=round(radius(len(group)), 1),
            )
        )
    return found
