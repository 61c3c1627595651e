"""Citations in running text say nothing of their own, and would part the members of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_OPENING = {"[": "]", "(": ")"}
_NUMBERS = re.compile(r"[\d,;\-– ]+$")
_YEAR = re.compile(r"(?:19|20)\d\d[a-z]?$")
_SIGNS = frozenset(("[", "et", "&"))
_LONGEST = 40
"""Tokens of a bracket; a longer one is no citation."""


def citations(lower: Sequence[str]) -> list[int]:
    """The indexes of the tokens of a sentence that cite: "[12, 45]", "(vaswani et al., 2017)"."""
    if _SIGNS.isdisjoint(lower):
        return []
    return [i for first, end in _brackets(lower) for i in range(first, end)]


def _brackets(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The citations as spans of token indexes; one that starts the sentence is its subject, and stays."""
    at = 1
    while at < len(texts):
        end = _closing(texts, at) if texts[at] in _OPENING else None
        if end is not None and _is_citation(texts[at], texts[at + 1 : end]):
            yield at, end + 1
            at = end
        at += 1


def _closing(texts: Sequence[str], first: int) -> int | None:
    closing = _OPENING[texts[first]]
    for i in range(first + 1, min(first + _LONGEST, len(texts))):
        if texts[i] == closing:
            return i
        if texts[i] == texts[first]:
            return None
    return None


def _is_citation(opening: str, inside: Sequence[str]) -> bool:
    if opening == "[":
        return bool(inside) and all(_NUMBERS.match(t) for t in inside)
    authors = any(t in {"et", "&"} for t in inside)
    return authors and any(_YEAR.match(t) for t in inside)
