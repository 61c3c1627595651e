"""Terms that papers abbreviate, "knowledge distillation (KD)": to abbreviate is to treat as a term."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHORT = re.compile(r" \(([A-Za-z][A-Za-z0-9-]{1,9})s?\)")
_BEFORE = re.compile(r"(?:[\w’'/-]+ ){0,7}[\w’'/-]+$")
_REACH = 120
"""Characters before the bracket in which the long form lies."""


def pairs(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Long form, short form and the span of both, by the letters test of Schwartz and Hearst (2003,
    "A simple algorithm for identifying abbreviation definitions in biomedical text").

    >>> [(long, short) for long, short, _, _ in pairs("We use chain of thought (CoT) here")]
    [('chain of thought', 'CoT')]
    """
    for match in _SHORT.finditer(text):
        short = match[1]
        before = _BEFORE.search(text[max(0, match.start() - _REACH) : match.start()])
        if before and sum(char.isupper() for char in short) > 1:
            start = long_form_start(before[0], short)
            if start is not None:
                long = before[0][start:]
                yield long, short, match.start() - len(long), match.end()


def long_form_start(words: str, short: str) -> int | None:
    """Where in ``words`` the long form of ``short`` starts, or None.

    Each letter or digit of the short form is found from right to left, the first one at the start of a word.
    """
    here = len(words)
    for i in range(len(short) - 1, -1, -1):
        char = short[i].lower()
        if not char.isalnum():
            continue
        here -= 1
        while here >= 0 and (words[here].lower() != char or (i == 0 and here and words[here - 1].isalnum())):
            here -= 1
        if here < 0:
            return None
    return words.rfind(" ", 0, here) + 1 if words[here - 1 : here] == "-" else here
