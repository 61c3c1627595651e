"""Names as rules find them, and which of them stay where several claim one place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ontology.types import EntityType

CERTAIN = 100
"""Probability, in percent, of what nobody doubts."""


class Found(NamedTuple):
    """A name in :class:`Words`: half-open word range, what it is taken for, and why.

    ``key`` is equal for forms of one thing; ``rank`` decides between types (higher is surer). Of what was
    chosen, it is the probability in percent.
    """

    first: int
    last: int
    type: EntityType | None
    rule: str
    key: str
    rank: int


def disjoint(found: Iterable[Found]) -> list[Found]:
    """The longest of the names that overlap, then the surest, in text order."""
    taken: set[int] = set()
    kept: list[Found] = []
    for item in sorted(found, key=_preference):
        span = range(item.first, item.last)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(item)
    return sorted(kept)


def _preference(item: Found) -> tuple[int, int, int, str, str]:
    return (item.first - item.last, -item.rank, item.first, item.type or "", item.rule)
