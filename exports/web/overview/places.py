"""Where everything stands on the map. All of it is arithmetic on sorted input: the same graph, the same map.

Each community is a disc whose area grows with its size. Its nodes are laid out by forces (Fruchterman and
Reingold 1991) and then spread evenly over the disc, keeping their directions and their order from the middle.
The discs are packed from the biggest on, each as near as it can come to those it is tied to.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
SPACE = 7.0
GAP = 10.0
GOLDEN = math.pi * (3 - math.sqrt(5))
ROUNDS = 40
MOST_EXACT = 400
SAMPLE = 150
MOST_PACKED = 250


def radius(size: int) -> float:
    """The radius of a community's disc, in map units."""
    return SPACE * math.sqrt(size) + 4.0


def sunflower(size: int) -> Points:
    """Evenly spread points in the unit disc, from the middle outwards (Vogel 1979)."""
    at = np.arange(size)
    r = np.sqrt((at + 0.5) / max(size, 1))
    return np.stack([r * np.cos(at * GOLDEN), r * np.sin(at * GOLDEN)], axis=1)


def inside(size: int, edges: npt.NDArray[np.int64]) -> Points:
    """Places in the unit disc for the nodes of one community; ``edges`` has shape (m, 2)."""
    places = sunflower(size)
    if size < 4 or not len(edges):
        return places
    ideal = 1.2 / math.sqrt(size)
    for step in range(ROUNDS):
        push = _repulsion(places, ideal) + _attraction(places, edges, ideal)
        length = np.maximum(np.linalg.norm(push, axis=1, keepdims=True), 1e-9)
        places = places + push / length * np.minimum(length, 0.12 * (1 - step / ROUNDS))
    return _spread(places)


def _repulsion(places: Points, ideal: float) -> Points:
    """From every other node, or in a big community from every k-th, with its force scaled up."""
    stride = 1 if len(places) <= MOST_EXACT else max(1, len(places) // SAMPLE)
    others = places[::stride]
    force = np.zeros_like(places)
    for at in range(0, len(places), 512):
        gap = places[at : at + 512, None, :] - others[None, :, :]
        square = np.maximum((gap**2).sum(axis=2), 1e-6)
        force[at : at + 512] = (gap / square[:, :, None]).sum(axis=1)
    return np.asarray(force * ideal**2 * stride)


def _attraction(places: Points, edges: npt.NDArray[np.int64], ideal: float) -> Points:
    force = np.zeros_like(places)
    gap = places[edges[:, 1]] - places[edges[:, 0]]
    pull = gap * np.linalg.norm(gap, axis=1, keepdims=True) / ideal
    np.add.at(force, edges[:, 0], pull)
    np.add.at(force, edges[:, 1], -pull)
    return force


def _spread(places: Points) -> Points:
    """Keep each direction and the order from the middle, but fill the disc evenly."""
    middle = places - places.mean(axis=0)
    order = np.argsort(np.linalg.norm(middle, axis=1), kind="stable")
    r = np.empty(len(places))
    r[order] = np.sqrt((np.arange(len(places)) + 0.5) / len(places))
    angle = np.arctan2(middle[:, 1], middle[:, 0])
    return np.stack([r * np.cos(angle), r * np.sin(angle)], axis=1)


def pack(sizes: Sequence[int], ties: Sequence[dict[int, int]]) -> list[tuple[float, float]]:
    """Middles of the discs, which do not overlap: the biggest near what they are tied to, the many small
    ones in rings around them.

    Args:
        sizes: nodes in each disc, biggest first.
        ties: for each disc the weights of its ties to others.

    >>> pack([1, 1], [{1: 1}, {0: 1}])[0]
    (0.0, 0.0)
    """
    placed: list[tuple[float, float, float]] = []
    middles: list[tuple[float, float]] = []
    for at, size in enumerate(sizes[:MOST_PACKED]):
        r = radius(size)
        x, y = _free_place(placed, _target(middles, ties[at]), r)
        placed.append((x, y, r))
        middles.append((x, y))
    return middles + _rings(placed, sizes[MOST_PACKED:])


def _rings(placed: Sequence[tuple[float, float, float]], sizes: Sequence[int]) -> list[tuple[float, float]]:
    """Places on rings outside everything placed, filled one after the other."""
    if not sizes:
        return []
    widest = radius(sizes[0])
    reach = max(math.hypot(x, y) + r for x, y, r in placed) + widest + GAP
    middles: list[tuple[float, float]] = []
    angle = 0.0
    for size in sizes:
        half = math.asin(min(1.0, (radius(size) + GAP / 2) / reach))
        if angle + 2 * half > 2 * math.pi:
            reach, angle = reach + 2 * widest + GAP, 0.0
            half = math.asin(min(1.0, (radius(size) + GAP / 2) / reach))
        at = angle + half
        middles.append((round(reach * math.cos(at), 1), round(reach * math.sin(at), 1)))
        angle += 2 * half
    return middles


def _target(middles: Sequence[tuple[float, float]], ties: dict[int, int]) -> tuple[float, float]:
    """The weighted middle of the discs already placed that this one is tied to."""
    known = [(weight, middles[other]) for other, weight in ties.items() if other < len(middles)]
    total = sum(weight for weight, _ in known)
    if not total:
        return 0.0, 0.0
    return sum(w * x for w, (x, _) in known) / total, sum(w * y for w, (_, y) in known) / total


def _free_place(
    placed: Sequence[tuple[float, float, float]], target: tuple[float, float], r: float
) -> tuple[float, float]:
    """The first free place on a spiral around the target."""
    if not placed:
        return target
    known = np.array(placed)
    step = 0
    while True:
        turn = np.arange(step, step + 2000)
        reach = 0.6 * (r + GAP) * np.sqrt(turn) * 0.5
        x = target[0] + reach * np.cos(turn * 0.5)
        y = target[1] + reach * np.sin(turn * 0.5)
        near = np.hypot(x[:, None] - known[None, :, 0], y[:, None] - known[None, :, 1])
        free = (near >= known[None, :, 2] + r + GAP).all(axis=1)
        if free.any():
            first = int(np.argmax(free))
            return round(float(x[first]), 1), round(float(y[first]), 1)
        step += 2000
