"""Abbreviations and their long forms, defined in the text: "reinforcement learning (RL)".

The algorithm is that of A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation
definitions in biomedical text", Pacific Symposium on Biocomputing 2003, with its limits on length. Added:
the definition in the other order, "RL (reinforcement learning)", and a plural "s" behind capitals, which
takes no part in the match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.entities.words import Words

_PARENTHESES = re.compile(r"\(\s*([^()]{2,90}?)\s*[,.]?\)")
_OR = re.compile(r", or ([A-Z][\w-]{1,10})[,.]")
_BREAK = re.compile(r"[.;:?!,]\s|\n|[()\[\]]")
_SHORT = re.compile(r"[A-Za-z0-9][\w+&/.\-]{0,13}[\w+]")


class Definition(NamedTuple):
    """Word ranges of a long form and of its short form."""

    long: tuple[int, int]
    short: tuple[int, int]


def definitions(words: Words) -> list[Definition]:
    """All definitions in the text, in order of their parentheses."""
    found: list[Definition] = []
    for match in _PARENTHESES.finditer(words.text):
        found.extend(_defined(words, match))
    for match in _OR.finditer(words.text):
        first, last = words.before(match.start(1)), words.before(match.end(1))
        if (
            first > 1
            and is_short(match[1])
            and (long := match_long(words, _clause_start(words, first - 1), first - 1, match[1]))
        ):
            found.append(Definition(long, (first, last)))
    return found


def _defined(words: Words, match: re.Match[str]) -> Iterator[Definition]:
    inside = re.split(r"[,;]\s", match.group(1))[0]
    first, last = words.before(match.start(1)), words.before(match.start(1) + len(inside))
    if first == 0 or first == last:
        return
    if is_short(inside):
        start = _clause_start(words, first)
        long = match_long(words, start, first, inside)
        if long is None and first - start > 2 and words.low[first - 1] in _KIND:
            long = match_long(words, start, first - 1, inside)
        if long:
            yield Definition(long, (first, last))
        return
    head = _chunk_start(words, first - 1)
    short = words.slice(head, first)
    if (
        words.gap[first].strip() == "("
        and is_short(short)
        and (long := match_long(words, first, last, short))
    ):
        yield (
            Definition((first, last), (head, first)) if long[0] == first else Definition(long, (head, first))
        )


_KIND = frozenset(
    [
        "module",
        "mechanism",
        "method",
        "framework",
        "approach",
        "strategy",
        "algorithm",
        "technique",
        "scheme",
        "loss",
        "model",
        "dataset",
        "benchmark",
        "task",
        "architecture",
        "paradigm",
        "system",
        "network",
        "layer",
        "block",
        "metric",
        "score",
        "algorithm",
        "architectures",
        "models",
    ]
)
"""Words between a long form and its short form: "Similarity as Points module (SasP)"."""


def is_short(form: str) -> bool:
    """Whether a string can be a short form: 2 to 15 characters without a space, with a capital letter.

    >>> is_short("MoE"), is_short("2023"), is_short("e.g"), is_short("VQA")
    (True, False, False, True)
    """
    capitals = sum(char.isupper() for char in form)
    return bool(_SHORT.fullmatch(form)) and capitals >= 1 and (capitals >= 2 or len(form) <= 6)


def match_long(words: Words, start: int, stop: int, short: str) -> tuple[int, int] | None:
    """The shortest run of words that ends at ``stop`` and spells the short form, or None.

    Every letter or digit of the short form occurs in order, the first one at the start of a word.
    """
    return next(
        (found for core in _cores(short) if (found := _match_core(words, start, stop, core, len(short)))),
        None,
    )


def _cores(short: str) -> tuple[str, ...]:
    """The letters; a digit may also stand for a repeated letter ("A2C", "M2R2") or for "to" ("E2E").

    >>> _cores("M2R2")
    ('m2r2', 'mmrr', 'mtrt')
    """
    core = letters(short)
    repeated = re.sub(r"([a-z])([2-4])", lambda m: m[1] * int(m[2]), core)
    return tuple(dict.fromkeys((core, repeated, core.replace("2", "t"))))


def _match_core(words: Words, start: int, stop: int, core: str, length: int) -> tuple[int, int] | None:
    start = _longest(words, start, stop, min(len(core) + 5, 2 * len(core)))
    text = words.text[words.start[start] : words.end[stop - 1]] if start < stop else ""
    at = _align(core, text)
    if at is None or len(text) - at <= length:
        return None
    first = words.at(words.start[start] + at)
    return (first, stop) if _spells(words, first, stop, core) else None


def _longest(words: Words, start: int, stop: int, limit: int) -> int:
    """Where at most ``limit`` words before ``stop`` begin. In a run of capitalised words, small words and
    words behind a hyphen do not count."""
    first, counted = stop, 0
    capitals = True
    while first > start and counted < limit:
        first -= 1
        small = words.form[first] in _SMALL
        capitals = capitals and (small or words.form[first][0].isupper())
        counted += not (capitals and (small or words.glued_right(first)))
    return first


_SMALL = frozenset(
    ("of", "for", "and", "the", "in", "with", "to", "via", "on", "by", "as", "a", "an", "from")
)


def letters(short: str) -> str:
    """The characters that must be found: lower case, without the plural "s" behind capitals.

    >>> letters("LLMs"), letters("DPO"), letters("ViTs")
    ('llm', 'dpo', 'vit')
    """
    core = short[:-1] if short.endswith("s") and short[-2:-1].isupper() else short
    return "".join(char for char in core.lower() if char.isalnum())


def _align(core: str, text: str) -> int | None:
    """Right to left, each character at its last place; the first one must begin a word."""
    low, at = text.lower(), len(text)
    for index in range(len(core) - 1, -1, -1):
        at = low.rfind(core[index], 0, at)
        while index == 0 and at > 0 and low[at - 1].isalnum():
            at = low.rfind(core[index], 0, at)
        if at < 0:
            return None
    return at


def _spells(words: Words, first: int, stop: int, core: str) -> bool:
    """Against chance matches: no more words than letters and two, and the last word takes part."""
    return stop - _longest(words, first, stop, len(core) + 2) >= stop - first and any(
        char in words.low[stop - 1] or (words.glued_left(stop - 1) and char in words.low[stop - 2])
        for char in core[-2:]
    )


def _clause_start(words: Words, stop: int) -> int:
    """The first word behind the last break before ``stop``."""
    index = stop - 1
    while index > 0 and not _BREAK.search(words.gap[index]) and stop - index < 14:
        index -= 1
    return index


def _chunk_start(words: Words, index: int) -> int:
    while words.glued_left(index):
        index -= 1
    return index
