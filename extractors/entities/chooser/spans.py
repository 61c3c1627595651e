"""Where a name may stand: short runs of words, and what the rules found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from extractors.entities.spans import Found
from extractors.entities.words import JOINS, Words

LONGEST = 6
"""Words of the longest phrase that no rule proposed."""

OVERLAPS = ("same", "none", "in", "over", "cross")
"""How a span may lie to the names that rules found."""

Span = tuple[int, int]
"""First word and last word (exclusive)."""

_STOPS = frozenset(
    files(__package__).joinpath("data", "function_words.txt").read_text(encoding="utf-8").split()
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the rules found, by place.

    Attributes:
        names: the names, in text order, disjoint.
        at: for each word, the index of the name that covers it, or -1.
        by_span: the index of the name of exactly this span.
        kinds: types of the names.
    """

    names: Sequence[Found]
    at: Sequence[int]
    by_span: dict[Span, int]
    kinds: Sequence[str]

    @classmethod
    def of(cls, words: Words, names: Sequence[Found]) -> Proposed:
        """Index names by place."""
        at = [-1] * len(words)
        for index, name in enumerate(names):
            at[name.first : name.last] = [index] * (name.last - name.first)
        by_span = {(name.first, name.last): index for index, name in enumerate(names)}
        return cls(names, at, by_span, [str(name.type) for name in names])

    def inside(self, first: int, last: int) -> int:
        """The first name that covers any word of a span, or -1."""
        return next((index for index in self.at[first:last] if index >= 0), -1)

    def overlap(self, first: int, last: int) -> str:
        """How a span lies to the rules' names: it is one, touches none, is in one, over some, or across."""
        inside = [index for index in self.at[first:last] if index >= 0]
        if not inside:
            return "none"
        if (first, last) in self.by_span:
            return "same"
        left, right = self.names[inside[0]], self.names[inside[-1]]
        if left.first <= first and left.last >= last:
            return "in"
        return "over" if left.first >= first and right.last <= last else "cross"


def reach(words: Words) -> list[int]:
    """For each word, the end (exclusive) of the longest run that starts there: up to LONGEST words without
    function words and marks."""
    ends, end = [0] * len(words), -1
    for at in range(len(words) - 1, -1, -1):
        if words.low[at] in _STOPS and words.form[at][0].islower():
            end = -1
        elif end < 0 or words.gap[at + 1] not in JOINS:
            end = at + 1
        ends[at] = min(end, at + LONGEST)
    return ends


def possible(words: Words, proposed: Proposed) -> Iterator[Span]:
    """Every place: what the rules found, and all runs of up to LONGEST words without function words."""
    yield from proposed.by_span
    for first, end in enumerate(reach(words)):
        for last in range(first + 1, end + 1):
            if (first, last) not in proposed.by_span:
                yield first, last


@lru_cache(maxsize=65_536)
def shape(form: str) -> str:
    """ "Xx" for "Llama", "X0" for "A100": letters and digits by kind, runs shortened.

    >>> shape("Llama"), shape("GPTQ"), shape("4bit"), shape("QuaRot")
    ('Xx', 'X', '0x', 'XxXx')
    """
    return _CAPITALS.sub("X", _SMALL.sub("x", _DIGITS.sub("0", form)))[:6]


_CAPITALS, _SMALL, _DIGITS = re.compile("[A-Z]+"), re.compile("[a-z]+"), re.compile(r"\d+")
