"""Fixed positions, so that a page opens at rest and looks the same each time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from exports.page.part import Part

SPREAD = 130
"""Pixels between neighbours, about."""
ROOM = (150.0, 64.0)
"""Pixels that a node and its label need, across and down."""
ROUNDS = 120

Point = tuple[float, float]


def positions(part: Part) -> dict[str, tuple[int, int]]:
    """Pixels of each node: each connected component is laid out by itself (Fruchterman and Reingold, 1991),
    nodes are pushed apart until labels can be read, and the components are set side by side."""
    import networkx as nx

    graph: Any = nx.Graph()
    graph.add_nodes_from(part.nodes)
    graph.add_edges_from((link.source, link.target) for link in part.links)
    components = sorted((sorted(c) for c in nx.connected_components(graph)), key=lambda c: (-len(c), c))
    drawn = [_drawn(graph, nodes) for nodes in components]
    return {node: (round(x), round(y)) for node, (x, y) in _side_by_side(drawn).items()}


def _drawn(graph: Any, nodes: list[str]) -> dict[str, Point]:
    import networkx as nx
    import numpy as np

    within: Any = nx.Graph()
    within.add_nodes_from(nodes)
    within.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.subgraph(nodes).edges))
    scale = SPREAD * len(nodes) ** 0.5
    found = nx.spring_layout(within, k=2.5 / len(nodes) ** 0.5, iterations=ROUNDS, seed=7, scale=scale)
    at = _pushed_apart(np.array([found[node] for node in nodes], dtype=float) * (1.5, 0.75))
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, at, strict=True)}


def _pushed_apart(at: Any) -> Any:
    """Move nodes that share room away from each other, a little in each round."""
    import numpy as np

    for _ in range(ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        across, down = np.abs(apart[..., 0]) / ROOM[0], np.abs(apart[..., 1]) / ROOM[1]
        near = (across < 1) & (down < 1)
        np.fill_diagonal(near, False)
        if not near.any():
            break
        sign = np.where(apart >= 0, 1.0, -1.0)
        sign = np.where(
            np.arange(len(at))[:, None, None] < np.arange(len(at))[None, :, None], sign, -_turned(sign)
        )
        push_across = np.where(near & (across >= down), (1 - across) * ROOM[0] / 4, 0) * sign[..., 0]
        push_down = np.where(near & (across < down), (1 - down) * ROOM[1] / 4, 0) * sign[..., 1]
        at = at + np.stack([push_across.sum(axis=1), push_down.sum(axis=1)], axis=1)
    return at


def _turned(sign: Any) -> Any:
    """The signs as the other node of each pair sees them, so that two nodes at one place part."""
    return sign.transpose(1, 0, 2)


def _side_by_side(drawn: Iterable[dict[str, Point]]) -> dict[str, Point]:
    """Rows of components, about as wide as the first, which is the largest."""
    placed: dict[str, Point] = {}
    width, x, y, row = 0.0, 0.0, 0.0, 0.0
    for component in drawn:
        left, right, top, bottom = _box(component)
        if x > 0 and x + right - left > width:
            x, y, row = 0.0, y + row, 0.0
        placed |= {node: (px - left + x, py - top + y) for node, (px, py) in component.items()}
        width = max(width, right - left)
        x, row = x + right - left, max(row, bottom - top)
    return placed


def _box(component: dict[str, Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in component.values()], [y for _, y in component.values()]
    return min(xs) - ROOM[0], max(xs) + ROOM[0], min(ys) - ROOM[1], max(ys) + ROOM[1]
