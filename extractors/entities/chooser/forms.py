"""The forms worth a look: thinned by a cheap sum of word scores, and all their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.entities.chooser.spans import LONGEST, OVERLAPS, Span
from extractors.entities.chooser.text import Text


@dataclass(frozen=True)
class Gate:
    """Weights of a span: of its end words, their shapes, its size, and how it lies to the rules' names.

    Attributes:
        first, last: score of each row of the vectors as first and as last word of a name.
        flags: score of the flags that :func:`gate_flags` of ``train.py`` names.
    """

    first: Sequence[int]
    last: Sequence[int]
    flags: Mapping[str, int]

    def passed(self, text: Text, rows: Sequence[int]) -> Iterator[Span]:
        """The spans worth a closer look; ``rows`` of the vectors, one for each word."""
        flag, proposed = self.flags.get, text.proposed
        pairs = list(zip(rows, text.shapes, strict=True))
        start = [self.first[row] + flag(f"first={kind}", 0) for row, kind in pairs]
        end = [self.last[row] + flag(f"last={kind}", 0) for row, kind in pairs]
        lies = {lie: flag(f"overlap={lie}", 0) for lie in OVERLAPS}
        for first, last in proposed.by_span:
            size = flag(f"size={last - first}", 0)
            if start[first] + end[last - 1] + size + lies["same"] >= 0:
                yield first, last
        least = -max(score for lie, score in lies.items() if lie != "same")
        for (first, last), score in _runs(text, start, end, self._sizes(), least):
            if (first, last) not in proposed.by_span and score + lies[proposed.overlap(first, last)] >= 0:
                yield first, last

    def _sizes(self) -> list[int]:
        return [self.flags.get(f"size={size}", 0) for size in range(LONGEST + 1)]


def _runs(
    text: Text, start: Sequence[int], end: Sequence[int], sizes: Sequence[int], least: int
) -> Iterator[tuple[Span, int]]:
    """Runs of words with a score of ``least`` or more."""
    for first, furthest in enumerate(text.reach):
        for last in range(first, furthest):
            score = start[first] + end[last] + sizes[last + 1 - first]
            if score >= least:
                yield (first, last + 1), score


def forms(gate: Gate, text: Text, rows: Sequence[int]) -> list[list[Span]]:
    """The places of each form, in text order; one that passes anywhere is looked at everywhere.

    Case and hyphens make no difference.
    """
    low = text.words.low
    starts: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(low):
        starts[word].append(at)
    passed = {" ".join(low[first:last]): (first, last) for first, last in gate.passed(text, rows)}
    return sorted(_places(text, span, starts[low[span[0]]]) for span in passed.values())


def _places(text: Text, span: Span, starts: Sequence[int]) -> list[Span]:
    """Where the words of a span may stand, given where the first of them does."""
    if len(starts) == 1:
        return [span]
    low, size = text.words.low, span[1] - span[0]
    words = low[span[0] : span[1]]
    places = [(at, at + size) for at in starts if low[at : at + size] == words]
    return [p for p in places if p[1] <= text.reach[p[0]] or p in text.proposed.by_span]
