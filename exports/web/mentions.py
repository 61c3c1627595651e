"""Where a paper names the entities of the graph."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from kg.store.extractions import plain_extraction


class Place(NamedTuple):
    """One mention: half-open offsets in code points of the paper's text, and the number of the node."""

    start: int
    end: int
    node: int


def places(db: sqlite3.Connection, n: int) -> tuple[list[Place], list[int]]:
    """All mentions of a paper (by row number), and its nodes in order of first mention."""
    (packed,) = db.execute("SELECT extraction FROM reading WHERE n = ?", (n,)).fetchone() or (None,)
    plain = plain_extraction(packed) or {"entities": []}
    numbers = dict(db.execute("SELECT e, node FROM naming WHERE n = ? AND node IS NOT NULL", (n,)))
    found = [
        Place(mention["start"], mention["end"], numbers[e])
        for e, entity in enumerate(plain["entities"])
        if e in numbers
        for mention in entity.get("mentions", ())
    ]
    return found, list(dict.fromkeys(number for _, number in sorted(numbers.items())))
