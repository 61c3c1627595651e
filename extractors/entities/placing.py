"""From character spans of the cleaned text to tokens of the document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc

from extractors.document import Occurrence
from ontology.types import EntityType

Placed = tuple[int, int, EntityType, str, str]
"""Start and end offset in the cleaned text, type, rule, local id of the entity."""


class TokenIndex:
    """Start and end offsets of a document's tokens, for lookup by character."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, doc: Doc) -> None:
        columns = doc.to_array([IDX, LENGTH])
        self._starts: list[int] = columns[:, 0].tolist() if len(doc) else []
        self._ends: list[int] = (columns[:, 0] + columns[:, 1]).tolist() if len(doc) else []

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of tokens that touch ``[start, end)``; empty where only spaces do."""
        return bisect_right(self._ends, start), bisect_left(self._starts, end)


def occurrences(index: TokenIndex, placed: Iterable[Placed]) -> list[Occurrence]:
    """Token occurrences, sorted and disjoint: where two names share a token, the first keeps it."""
    return list(_disjoint(index, sorted(placed, key=lambda p: (p[0], -p[1]))))


def _disjoint(index: TokenIndex, placed: Iterable[Placed]) -> Iterator[Occurrence]:
    taken = 0
    for start, end, kind, rule, entity in placed:
        first, last = index.covering(start, end)
        first = max(first, taken)
        if first < last:
            taken = last
            yield Occurrence(first, last, kind, rule, entity)
