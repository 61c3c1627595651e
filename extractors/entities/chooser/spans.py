"""Where a name may stand: short runs of words, thinned by a cheap sum of word scores."""

from __future__ import annotations

import re
from collections import defaultdict
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
    """

    names: Sequence[Found]
    at: Sequence[int]
    by_span: dict[Span, int]

    @classmethod
    def of(cls, words: Words, names: Sequence[Found]) -> Proposed:
        """Index names by place."""
        at = [-1] * len(words)
        for index, name in enumerate(names):
            at[name.first : name.last] = [index] * (name.last - name.first)
        return cls(names, at, {(n.first, n.last): i for i, n in enumerate(names)})

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


def possible(words: Words, proposed: Proposed) -> Iterator[Span]:
    """Every place: what the rules found, and all runs of up to LONGEST words without function words."""
    yield from proposed.by_span
    breaks = [low in _STOPS and form[0].islower() for low, form in zip(words.low, words.form, strict=True)]
    size = len(words)
    for first in range(size):
        for last in range(first + 1, min(size, first + LONGEST) + 1):
            if breaks[last - 1] or (last - 1 > first and words.gap[last - 1] not in JOINS):
                break
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


def by_form(words: Words, spans: Sequence[Span]) -> dict[str, list[Span]]:
    """The places of each form, in order of first place; case and hyphens make no difference."""
    forms: dict[str, list[Span]] = defaultdict(list)
    for first, last in sorted(spans):
        forms[" ".join(words.low[first:last])].append((first, last))
    return forms
