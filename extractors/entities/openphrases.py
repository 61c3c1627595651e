"""Phrases with telling heads and any noun in front (``open.toml``): "political ideology detection"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.entities.rules import OpenRules, read
from extractors.entities.spans import Found
from extractors.entities.words import HYPHENS, Words
from ontology.types import EntityType

RULE = "open-phrase"
WEAK = "open-weak"
"""The rule of a phrase that is a task only in use."""
RANK = 14
LONGEST = 3
"""Words in front of the head."""


@dataclass(frozen=True, slots=True)
class OpenPhrases:
    """Heads to types, and the words that are no modifier."""

    heads: dict[str, EntityType]
    weak: frozenset[str]
    excluded: frozenset[str]

    def find(self, words: Words) -> Iterator[Found]:
        """All phrases, in order."""
        for index, low in enumerate(words.low):
            kind = EntityType.TASK if low in self.weak else self.heads.get(low)
            if kind is None or words.glued_right(index):
                continue
            first = self._start(words, index)
            if first < index:
                yield Found(first, index + 1, kind, WEAK if low in self.weak else RULE, "", RANK)

    def _start(self, words: Words, head: int) -> int:
        first = head
        while first and head - first < LONGEST and self._modifies(words, first - 1):
            first -= 1
        while words.glued_left(first) and _PREFIX.fullmatch(words.low[first - 1]):
            first -= 1
        while first < head and words.glued_left(first):
            first += 1
        while (
            first < head
            and words.low[first].endswith(("ing", "ed", "ize", "ise"))
            and not words.glued_right(first)
            and not _nominal(words, first)
        ):
            first += 1
        return first

    def _modifies(self, words: Words, index: int) -> bool:
        """Whether a word can stand in front of a head: a noun, as far as its letters tell."""
        low, gap = words.low[index], words.gap[index + 1]
        if low in self.excluded or not low.isalpha() or len(low) < 3:
            return False
        if gap != " " and gap not in HYPHENS:
            return False
        return not low.endswith(("ly", "able", "ible", "ous", "ful", "est")) and (
            not low.endswith("s") or low.endswith(("ss", "sis", "us", "news"))
        )


_PREFIX = re.compile("multi|cross|bi|sub|non|semi|inter|intra|few|zero|one|fine|open|re|co|pre|post|anti")


def _nominal(words: Words, index: int) -> bool:
    """An "-ing" behind a verb of change or a figure is a noun: "reduces checkpointing latency"."""
    return (
        words.low[index].endswith("ing") and bool(index) and _GOVERNS.search(words.low[index - 1]) is not None
    )


_GOVERNS = re.compile(
    r"(?:reduc|lower|decreas|minimi[sz]|sav|improv|enhanc|increas|boost|rais|cut|incur)(?:es?|ed|s|ts)?|\d.*|higher|less|more|fewer|better|smaller"
)


def load_open_phrases() -> OpenPhrases:
    """Read ``open.toml``."""
    rules = read("open", OpenRules)
    heads = dict.fromkeys(rules.heads.Task, EntityType.TASK) | dict.fromkeys(
        rules.heads.Metric, EntityType.METRIC
    )
    excluded = frozenset(rules.words.function) | frozenset(rules.words.description)
    return OpenPhrases(heads, frozenset(rules.heads.Weak), excluded)
