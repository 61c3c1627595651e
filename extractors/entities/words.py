"""A text as words with the gaps between them: what every entity rule looks at.

Finer than the parser's tokens: hyphens and slashes are gaps, so that "LLaMA-7B/13B" is three words, and a
name can end inside a token. All offsets are half-open characters of the text that was split.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2012", "\u2013", "_", "--"})
"""Gaps that hold a compound together."""

JOINS = HYPHENS | {" ", " -", "- ", "~", "\u00a0", "  "}
"""Gaps that a term may have between its words: "chain of thought", "chain-of-thought"."""

_WORD = re.compile(
    r"(?P<address>https?://\S+|www\.\S+)|"
    r"[^\W_]+(?:(?:[@.](?=\d|[a-z]{2,}(?<=[a-z][@.][a-z]{2})|k\b|K\b)|(?<=[A-Za-z])\^"
    r"|(?<=[A-Za-z]{2})&(?=[A-Z]))[^\W_]+)*"
    r"(?:\+\+|[+#](?![^\W_]))?|[^\W_]+"
)
_SENTENCE_END = re.compile(r"[.!?][\"')\]”’]*\s|\n")


class Words:
    """Words of a text, in parallel lists.

    Attributes:
        text: what was split.
        form: the words as written; ``low`` in lower case.
        start: offset of each word's first character; ``end`` behind its last.
        gap: text before each word, back to the word before ("" before the first).
        sentence: number of the sentence that each word stands in, counted from 0; the title is sentence 0.
    """

    __slots__ = ("end", "form", "gap", "low", "sentence", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        spans = [match.span() for match in _WORD.finditer(text) if match.lastgroup is None]
        self.form = [text[a:b] for a, b in spans]
        self.low = [form.lower() for form in self.form]
        self.start = [a for a, _ in spans]
        self.end = [b for _, b in spans]
        self.gap = [text[b:a] for (a, _), b in zip(spans, [0, *self.end], strict=False)]
        self.sentence = _sentences(self.gap, self.form)

    def __len__(self) -> int:
        return len(self.form)

    def slice(self, first: int, last: int) -> str:
        """The text of words ``[first, last)``."""
        return self.text[self.start[first] : self.end[last - 1]]

    def at(self, offset: int) -> int:
        """The first word that ends behind an offset; ``len(self)`` where none does."""
        return bisect_right(self.end, offset)

    def before(self, offset: int) -> int:
        """The number of words that start before an offset."""
        return bisect_left(self.start, offset)

    def glued_left(self, index: int) -> bool:
        """True where a hyphen joins the word to the one before."""
        return index > 0 and self.gap[index] in HYPHENS

    def glued_right(self, index: int) -> bool:
        """True where a hyphen joins the word to the one behind."""
        return index + 1 < len(self.gap) and self.gap[index + 1] in HYPHENS


def _sentences(gaps: list[str], forms: list[str]) -> list[int]:
    number, numbers = 0, []
    for gap, form in zip(gaps, forms, strict=True):
        if "\n" in gap or (len(gap) > 1 and not form[0].islower() and _SENTENCE_END.search(gap)):
            number += 1
        numbers.append(number)
    return numbers
