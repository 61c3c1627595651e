"""Where sentences start, told by punctuation; better than the parser's own guess on this text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import Match
from typing import Final

from extractors.english.protected import GLUED_DOT

_END: Final = re.compile(r"(?P<mark>[.!?]+|…)(?P<close>[\"'”’)\]]*)(?P<gap>\s*)(?=\S)")
_NEVER_LAST: Final = frozenset(
    ("e.g", "i.e", "e.q", "cf", "vs", "viz", "approx", "resp", "wrt", "w.r.t", "aka", "a.k.a")
)
"""Abbreviations that are followed by the rest of their sentence."""
_NUMBERED: Final = frozenset(
    ("fig", "figs", "eq", "eqs", "sec", "sect", "tab", "ref", "refs", "no", "nos", "vol", "ch")
)
"""Abbreviations that are followed by a number."""
_TITLES: Final = frozenset(("Dr", "Prof", "Mr", "Mrs", "Ms", "St"))
_AMBIGUOUS: Final = frozenset(("etc", "inc", "ltd", "co", "corp", "jr", "sr"))
_WORD: Final = re.compile(r"[\w.\-/’'%+*\\]*$")
_PLAIN: Final = re.compile(r"[a-z]{4,}$")
_OPENS: Final = re.compile(r"[\"'“‘(\[]*(?:[A-Z\d$]|[a-z]+-?[A-Z\d]|[^\x00-\x7f])")
_GLUED: Final = re.compile(GLUED_DOT)
_ITEM: Final = re.compile(r"(?:^|[.:;!?]\s)\d{1,2}$")
_CITED: Final = re.compile(r"[(\[]\s*\d|\(?\d{4}")


def sentence_starts(text: str, first: int = 0) -> Iterator[int]:
    """Offsets at which a sentence of ``text`` starts, from ``first`` on (which is the first of them)."""
    yield first
    for match in _END.finditer(text, first):
        if _is_end(text, match):
            yield match.end()


def _is_end(text: str, match: Match[str]) -> bool:
    if not match["gap"]:
        return bool(_GLUED.match(text, match.start()))
    before = _WORD.search(text, max(0, match.start() - 40), match.start())
    word = before.group() if before else ""
    if match["mark"] != ".":
        return bool(_OPENS.match(text, match.end()))
    return _dot_ends(word, text, match)


def _dot_ends(word: str, text: str, match: Match[str]) -> bool:
    if not match["close"] and _abbreviates(word, text, match):
        return False
    plain = _PLAIN.search(word) and word not in _AMBIGUOUS
    return bool(plain or _OPENS.match(text, match.end()))


def _abbreviates(word: str, text: str, match: Match[str]) -> bool:
    """True where the dot belongs to an abbreviation and the sentence goes on."""
    lower = word.lower()
    if lower == "al":
        return bool(_CITED.match(text, match.end()))
    if lower in _NUMBERED:
        return text[match.end()].isdigit()
    dot = match.start()
    return lower in _NEVER_LAST or word in _TITLES or _is_initial(word, text, dot) or _is_item(text, dot)


def _is_initial(word: str, text: str, dot: int) -> bool:
    """ "J. Smith": one capital before the dot, a name before or after it."""
    return (
        len(word) == 1
        and text[dot - 1].isupper()
        and bool(re.match(r"\. [A-Z][a-z]+ [A-Z]", text[dot : dot + 20]))
    )


def _is_item(text: str, dot: int) -> bool:
    """ "1. Speed. 2. Cost.": the number of a list item."""
    return bool(_ITEM.search(text, max(0, dot - 5), dot))
