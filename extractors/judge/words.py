"""The words around the names of a paper, as the judge sees them: other names are told by their type."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ontology.types import Extraction, Paper

_WORD = re.compile(r"\w+|[^\w\s]")
START, END, FIGURE = "^", "$", "0"


class Around:
    """The words of a paper in lower case, with one for each name.

    A name is its type in angle brackets, a number is :data:`FIGURE`; the ends of the text are START and END.
    """

    def __init__(self, paper: Paper, extraction: Extraction) -> None:
        spans = sorted((m.start, m.end, f"<{e.type}>") for e in extraction.entities for m in e.mentions)
        self._starts: list[int] = []
        self._words: list[str] = []
        at = 0
        for start, end, kind in spans:
            if start >= at:
                self._plain(paper.text, at, start)
                self._add(start, kind)
                at = end
        self._plain(paper.text, at, len(paper.text))

    def before(self, offset: int, count: int) -> Sequence[str]:
        """The words in front of an offset, in text order."""
        at = bisect_left(self._starts, offset)
        return [self._words[i] if i >= 0 else START for i in range(at - count, at)]

    def behind(self, offset: int, count: int) -> Sequence[str]:
        """The words from an offset on."""
        at = bisect_left(self._starts, offset)
        return [self._words[i] if i < len(self._words) else END for i in range(at, at + count)]

    def between(self, first: int, last: int) -> Sequence[str]:
        """The words that start in ``[first, last)``."""
        return self._words[bisect_left(self._starts, first) : bisect_left(self._starts, last)]

    def _plain(self, text: str, first: int, last: int) -> None:
        for match in _WORD.finditer(text, first, last):
            word = match.group()
            self._add(match.start(), FIGURE if word[0].isdigit() else word.lower())

    def _add(self, start: int, word: str) -> None:
        self._starts.append(start)
        self._words.append(word)
