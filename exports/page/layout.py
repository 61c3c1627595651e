"""Fixed positions, so that a page opens at rest and looks the same each time."""

from __future__ import annotations

from exports.page.part import Part

SPREAD = 110


def positions(part: Part) -> dict[str, tuple[int, int]]:
    """Pixels of each node: a force-directed layout (Fruchterman and Reingold, 1991) from a fixed start."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(part.nodes)
    graph.add_edges_from((link.source, link.target) for link in part.links)
    scale = SPREAD * max(1.0, len(graph)) ** 0.5
    found = nx.spring_layout(graph, k=2.2 / max(1.0, len(graph)) ** 0.5, iterations=120, seed=7, scale=scale)
    return {node: (round(float(x)), round(float(y))) for node, (x, y) in found.items()}
