"""Shortest paths over the claims, searched from both ends, level by level, in the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from exports.web.nodes import HELD

MOST_STEPS = 6
MOST_SEEN = 200_000
_CHUNK = 400


def shortest_path(db: sqlite3.Connection, start: int, goal: int) -> Sequence[int]:
    """Node numbers from start to goal along claims in any direction; empty where there is no path of at
    most six steps. Of several shortest ones always the same: the one by the smallest numbers."""
    if start == goal:
        return (start,)
    ahead: dict[int, int | None] = {start: None}
    back: dict[int, int | None] = {goal: None}
    edge_a, edge_b = [start], [goal]
    for _ in range(MOST_STEPS):
        if not edge_a or not edge_b or len(ahead) + len(back) > MOST_SEEN:
            return ()
        if len(edge_a) <= len(edge_b):
            edge_a = _step(db, edge_a, ahead)
            met = [number for number in edge_a if number in back]
        else:
            edge_b = _step(db, edge_b, back)
            met = [number for number in edge_b if number in ahead]
        if met:
            return _joined(min(met), ahead, back)
    return ()


def _step(db: sqlite3.Connection, edge: Sequence[int], seen: dict[int, int | None]) -> list[int]:
    fresh: dict[int, int] = {}
    for at in range(0, len(edge), _CHUNK):
        marks = ",".join(str(int(number)) for number in edge[at : at + _CHUNK])
        rows = db.execute(
            f"SELECT subject, object FROM claim WHERE subject IN ({marks}) AND {HELD} UNION "  # noqa: S608 - integers
            f"SELECT object, subject FROM claim WHERE object IN ({marks}) AND {HELD} ORDER BY 1, 2"
        )
        for known, other in rows:
            if other not in seen:
                fresh[other] = min(known, fresh.get(other, known))
    seen.update(fresh)
    return sorted(fresh)


def _joined(middle: int, ahead: dict[int, int | None], back: dict[int, int | None]) -> Sequence[int]:
    return (*reversed(_trail(middle, ahead)), *_trail(middle, back)[1:])


def _trail(number: int, seen: dict[int, int | None]) -> list[int]:
    trail = [number]
    while (before := seen[trail[-1]]) is not None:
        trail.append(before)
    return trail
