"""One paper as the chooser sees it; what is asked of its words again and again is told once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.entities.abbreviations import Definition
from extractors.entities.chooser.spans import Proposed, Span, reach, shape
from extractors.entities.words import HYPHENS, Words

START, END = "^", "$"


@dataclass(frozen=True, slots=True)
class Text:
    """Its words, what the rules found, and the abbreviations that it defines.

    Attributes:
        words: of title and abstract.
        proposed: what the rules found.
        short: the long form of each short form; ``long`` the reverse.
        shapes: of the words.
        gaps: kind of the gap before each word, START before the first, and END behind the last.
        parts: what some sentences are; others are in the middle.
        capitals: whether each word starts with one.
        reach: for each word, the end of the longest run that starts there.
    """

    words: Words
    proposed: Proposed
    short: dict[Span, Span]
    long: dict[Span, Span]
    shapes: Sequence[str]
    gaps: Sequence[str]
    parts: Mapping[int, str]
    capitals: Sequence[bool]
    reach: Sequence[int]

    @classmethod
    def of(cls, words: Words, proposed: Proposed, pairs: Sequence[Definition]) -> Text:
        """Index the abbreviations by both ends, and tell shapes, gaps and sentences."""
        short = {pair.short: pair.long for pair in pairs}
        long = {span: place for place, span in short.items()}
        parts = {0: "title", 1: "opening", **({words.sentence[-1]: "end"} if words.sentence else {})}
        gaps = [START, *map(_gap, words.gap[1:]), END]
        shapes = list(map(shape, words.form))
        capitals = [form[0].isupper() for form in words.form]
        return cls(words, proposed, short, long, shapes, gaps, parts, capitals, reach(words))


@lru_cache(maxsize=4096)
def _gap(gap: str) -> str:
    if gap in HYPHENS:
        return "-"
    return gap.strip()[:2] or "_"
