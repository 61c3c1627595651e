"""Offsets of a cleaned text and of the text it came from, both ways."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ontology.types import Span


class Edit(NamedTuple):
    """``before[start:end]`` became ``text``. Never empty before; an empty ``text`` is a deletion."""

    start: int
    end: int
    text: str


class OffsetMap:
    """The edits of one pass over a text, as a piecewise linear map of offsets.

    What lies between two edits is copied. An edit is never divided: a part of its new text stands for all of
    its old text, and the reverse.
    """

    __slots__ = ("_after_end", "_after_start", "_before_end", "_before_start")

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._before_start = [e.start for e in edits]
        self._before_end = [e.end for e in edits]
        self._after_start: list[int] = []
        self._after_end: list[int] = []
        shift = 0
        for edit in edits:
            at = edit.start + shift
            self._after_start.append(at)
            self._after_end.append(at + len(edit.text))
            shift += len(edit.text) - (edit.end - edit.start)

    def before(self, start: int, end: int) -> Span:
        """The span that gave ``[start, end)`` of the new text."""
        first = self._before_of(start)[0]
        return (first, first) if end <= start else (first, self._before_of(end - 1)[1])

    def _before_of(self, at: int) -> Span:
        """The old span of one new character."""
        i = bisect_right(self._after_start, at) - 1
        if i < 0:
            return at, at + 1
        if at < self._after_end[i]:
            return self._before_start[i], self._before_end[i]
        moved = self._before_end[i] + at - self._after_end[i]
        return moved, moved + 1

    def after(self, start: int, end: int) -> Span:
        """The span that ``[start, end)`` of the old text became; empty where all of it was deleted."""
        first = self._after_of(start, bisect_right(self._before_start, start) - 1, self._after_start)
        if end <= start:
            return first, first
        return first, self._after_of(end, bisect_left(self._before_start, end) - 1, self._after_end)

    def _after_of(self, at: int, i: int, inside: list[int]) -> int:
        if i < 0:
            return at
        return inside[i] if at < self._before_end[i] else self._after_end[i] + at - self._before_end[i]


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text without its markup. Spans are half-open, in Unicode code points."""

    text: str
    maps: tuple[OffsetMap, ...] = field(default=(), repr=False, compare=False)
    """One for each pass, first pass first; none where nothing had to be cleaned."""
    source: str = field(default="", repr=False, compare=False)
    """The original text."""

    def original(self, start: int, end: int) -> Span:
        """The span of the original text that gave ``text[start:end]``: without markup around it, but with
        the other end of markup that begins or ends inside ("D$^2$", not "D$^2"), unless it is one letter."""
        kept = self.text[start:end]
        for offsets in reversed(self.maps):
            start, end = offsets.before(start, end)
        return _closed(self.source, start, end, kept) if self.maps and len(kept) > 1 else (start, end)

    def cleaned(self, start: int, end: int) -> Span:
        """The span of ``text`` that ``original[start:end]`` became; empty where all of it was markup."""
        for offsets in self.maps:
            start, end = offsets.after(start, end)
        return start, end


_OPENING = re.compile(r"\$?(?:\\[A-Za-z]+)?\{[^{}$\s]*$")
_FURTHEST = 24
"""Letters of markup before a name."""


def _closed(text: str, start: int, end: int, kept: str) -> Span:
    """The span with the brace or dollar that one of its own belongs to, where that is next to it.

    Signs that cleaning kept are no markup.
    """
    opening, closing = (text.count(sign, start, end) - kept.count(sign) for sign in "{}")
    if closing > opening:
        before = _OPENING.search(text, max(0, start - _FURTHEST), start)
        start = before.start() if before else start
    elif opening > closing and text[end : end + 1] == "}":
        end += 1
    if (text.count("$", start, end) - kept.count("$")) % 2:
        if text[end : end + 1] == "$":
            end += 1
        elif text[start - 1 : start] == "$":
            start -= 1
    return start, end
