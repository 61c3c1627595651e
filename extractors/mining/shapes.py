"""The shapes of names, terms and lists, as regular expressions that never run far."""

from __future__ import annotations

import re
from collections.abc import Iterator

WORD = (
    r"(?<![\w.-])(?=[\w-]{0,20}[A-Z])[^\W_]{1,40}(?:[-.+/#@'’:*²][^\W_]{1,40}){0,8}"
    r"(?:[+#*]|\(\w{1,8}\)(?=[\s,.;:]))?"
)
"""A word with a capital in its first part."""

VERSION = r"v?\d+(?:\.\d+)*[BMKx]?\b"

NAME = rf"{WORD}(?: (?:{WORD}|{VERSION})){{0,4}}"
"""One to five words with capitals, or numbers after the first."""

TERM = r"[a-z][a-z0-9-]*(?: [a-z0-9][a-z0-9-]*){0,3}"
"""One to four words in lower case."""

_AND = r"(?:, and |, or |,? & |, | and | or | as well as )"

NAMES = rf"{NAME}(?:{_AND}{NAME}){{0,11}}"
TERMS = rf"{TERM}(?:{_AND}{TERM}){{0,11}}"

_SPLIT = re.compile(_AND)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIRST_WORDS = _words(
    """
    A Across Additionally After All Although Among An And Are As At Both But By Can Compared Current
    Each Existing Experiments Extensive Finally First For Four From Furthermore Given Here How
    However In Is It Its Many Moreover Most Of On Or Other Our Recent Results Second Several Some
    Specifically Such The These Third This Those Three Through To Toward Towards Two Unlike Using We
    What When Which While Why With
    """
)
"""Words that take a capital at the start of a sentence and belong to no name."""

STOP_WORDS = _words(
    """
    a about above across after against all also among an and any are as at based be because been
    before being between both but by can could do does due during e.g each effectively etc even for
    from had has have how i.e if in including into is it its least less many may might more most no
    not of often on only or other others our out over per several should significantly so some still
    substantially such than that the their then these they this those through thus to toward towards
    under up use used uses using via was we were what when where which while who whose why will with
    within without would
    """
)
"""Words that no term holds."""


def items(text: str) -> Iterator[str]:
    """The members of a list ("A, B, and C"), first words that belong to no name cut off.

    >>> list(items("The MMLU, GSM8K and MATH"))
    ['MMLU', 'GSM8K', 'MATH']
    """
    for item in _SPLIT.split(text):
        words = item.split()
        while words and words[0] in FIRST_WORDS:
            words.pop(0)
        if words and words[-1] != "Language":
            yield " ".join(words)


def terms(text: str) -> Iterator[str]:
    """The members of a list in lower case, each cut at the first stop word.

    >>> list(terms("question answering, summarization and machine translation with few"))
    ['question answering', 'summarization', 'machine translation']
    """
    for item in _SPLIT.split(text):
        words = item.split()
        stop = next((i for i, word in enumerate(words) if word in STOP_WORDS), len(words))
        if stop:
            yield " ".join(words[:stop])
