"""What stands together in a clause: its bounds, the numbers of a unit, the reach of a figure, what shares of
a list go where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from extractors.quantities import Found
from extractors.relations.governor import governor
from extractors.relations.results import winning_words
from extractors.relations.sentence import Sentence
from extractors.relations.units import Unit

_HARD = frozenset((";", "while", "whereas", "but", "although", "that"))
T = TypeVar("T")


def clause(sentence: Sentence, at: int) -> range:
    """The indexes of the units of the clause around ``at``."""
    first = last = at
    while first > 0 and sentence.lower[first - 1] not in _HARD:
        first -= 1
    while last + 1 < len(sentence.units) and sentence.lower[last + 1] not in _HARD:
        last += 1
    return range(first, last + 1)


def share(items: Sequence[T], i: int, of: int, sentence: Sentence) -> Sequence[T]:
    """The part of a list that belongs to the i-th of several claims: one each where the numbers agree."""
    if len(items) == of > 1 and ("respectively" in sentence.words or of > 1):
        return items[i : i + 1]
    return items


def numbers_of(unit: Unit) -> list[Found]:
    """The numbers among its members."""
    return [m.quantity for m in unit.members if m.quantity]


def compared_with(sentence: Sentence, i: int) -> bool:
    """True behind a comparing word: "than", "over", "outperforms"."""
    leader = governor(sentence.units, i)
    comparing = {"than", "over", "compared", "from", "versus", "vs", "vs.", "against"}
    return leader in comparing or leader in winning_words()


def reach(sentence: Sentence, value: int, near: range) -> range:
    """What may tell of a figure: up to the next figure; from the start of the clause only for the first."""
    figures = [i for i in near if sentence.units[i].kind == "Quantity"]
    following = next((i for i in figures if i > value), near.stop)
    before = max((i for i in figures if i < value), default=near.start - 1)
    return range(before + 1, following)
