"""The shapes of names, terms and lists, as regular expressions that never run far."""

from __future__ import annotations

import re
from collections.abc import Iterator

WORD = r"(?<![\w.-])(?=[\w-]{0,20}[A-Z])[^\W_]+(?:[-.+/#@'’:*²][^\W_]+)*(?:[+#*]|\(\w{1,8}\)(?=[\s,.;:]))?"
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

FIRST_WORDS = frozenset(
    "A An The We Our In On This These Those It Its For With By To Of And Or But Both All Each Other Using From "
    "However Our While When As At Such Most Many Several Two Three Four Some Among Across Unlike Furthermore "
    "Moreover Recent Existing Current Additionally Experiments Results Extensive Although Given After Although "
    "Here First Second Third Finally Specifically Compared Through Towards Toward How What Why Which Can Is Are".split()
)
"""Words that take a capital at the start of a sentence and belong to no name."""

STOP_WORDS = frozenset(
    "a an the and or but of in on for to with by from as at into over under between across via per is are was were be "
    "been being has have had do does can could may might will would should that which who whose this these those it "
    "its their our we they such more most less least than then thus both each all any some other others many several "
    "not no only also even while when where how what why if so using used use uses based including e.g i.e etc "
    "through without within among during after before because due toward towards up out about above against "
    "significantly substantially effectively often still".split()
)
"""Words that no term begins or ends with, and that none holds but for "of", "in", "with", "by", "from", "to"."""


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
