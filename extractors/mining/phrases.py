"""Phrases that may be terms: one to three modifiers and a head noun ("post-training quantization")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.mining.heads import HEAD_NOUNS
from extractors.mining.shapes import STOP_WORDS

LONGEST = 4
"""Words in a phrase, the head included."""

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def phrases(lowered: str) -> Iterator[tuple[str, str, int, int]]:
    """Phrase, head and span of every candidate, the shorter ones inside the longer ones too.

    Args:
        lowered: the text in lower case.

    >>> [phrase for phrase, *_ in phrases("we use post-training quantization.")]
    ['post-training', 'post-training quantization']
    """
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(lowered):
        if word[0] in STOP_WORDS or word[0].isdigit():
            run = []
            continue
        if run and lowered[run[-1].end() : word.start()] != " ":
            run = []
        run.append(word)
        if (head := word[0].rsplit("-", 1)[-1]) in HEAD_NOUNS:
            yield from _ending(lowered, run[-LONGEST:], head)


def _ending(lowered: str, run: list[re.Match[str]], head: str) -> Iterator[tuple[str, str, int, int]]:
    """Every phrase of two or more parts that ends where the run ends."""
    last = run[-1]
    for word in run:
        phrase = lowered[word.start() : last.end()]
        if phrase != head:
            yield phrase, head, word.start(), last.end()
