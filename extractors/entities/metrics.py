"""Metrics count as entities only where the text reports or compares a result by them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.entities.rules import RoleRules, read
from extractors.entities.spans import Found
from extractors.entities.words import Words

_SCORES = frozenset({"score", "scores", "metric", "metrics", "value", "values", "accuracy"})
_CHANGES = frozenset(["reduction", "reductions", "increase", "increases", "improvement", "improvements"])
_FARTHEST = 300
"""Characters before a metric in which a result can be told by it."""
_SAVED = frozenset({"memory", "cost", "energy", "parameter", "token"})
"""What "reduction" makes a measure of its own: "memory reduction", but "reduction" of "latency"."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """The rules of ``roles.toml``, compiled."""

    figure: re.Pattern[str]
    reach: int
    before: re.Pattern[str]
    compared: re.Pattern[str]
    named: re.Pattern[str]
    behind: re.Pattern[str]
    untold: re.Pattern[str]
    figures_only: frozenset[str]
    beside: frozenset[str]
    front: frozenset[str]

    def trim(self, words: Words, item: Found) -> Found:
        """Without "average" in front, and without "score" behind a name in capitals ("BLEU score")."""
        first, last = item.first, item.last
        while last - first > 1 and words.low[first] in self.front:
            first += 1
            while first < last - 1 and words.low[first] in ("to", "end"):
                first += 1
        if last - first > 1 and words.low[last - 1] in _CHANGES:
            last -= last - first > 2 or words.low[last - 2] not in _SAVED
        if last - first > 1 and words.low[last - 1] in _SCORES and _capitals(words.form[last - 2]):
            last -= 1
        if (first, last) == (item.first, item.last):
            return item
        return item._replace(first=first, last=last, key="")

    def reported(self, words: Words, items: Sequence[Found]) -> list[Found]:
        """All places of one metric if a result is told at any of them, else none."""
        start = own_sentence(words)
        return list(items) if any(self._told(words, item, start) for item in items) else []

    def _told(self, words: Words, item: Found, own: int) -> bool:
        left, right = sentence_bounds(words, item.first)
        start, end = words.start[item.first], words.end[item.last - 1]
        head = words.low[item.last - 1]
        single = item.last - item.first == 1
        reach = self.reach
        if item.rule == "vocabulary:generic":
            reach = 12
        elif (single and head in self.beside) or item.rule == "open-phrase":
            reach = 22
        near = (
            words.text[max(left, start - reach) : start] + " # " + words.text[end : min(right, end + reach)]
        )
        before = words.text[max(left, start - _FARTHEST) : start].lower()
        behind = words.text[end:right].lower()
        untold = self.untold.search(before) is not None
        if self.figure.search(near.lower()):
            return not untold or self.behind.match(behind) is not None
        if self.named.search(before) is not None:
            return True
        if item.rule == "open-phrase" or words.sentence[item.first] < own or untold:
            return False
        if self.compared.search(before) is not None or self.behind.match(behind) is not None:
            return head not in self.figures_only or not single
        if head in self.figures_only or (single and head in self.beside):
            return False
        return self.before.search(before) is not None


def load_metrics() -> Metrics:
    """Read ``roles.toml``."""
    rules = read("roles", RoleRules).metric
    return Metrics(
        figure=re.compile(rules.figure),
        reach=rules.reach,
        before=_phrase(rules.told_before, rules.breaks),
        compared=_phrase(rules.compared_before, rules.breaks),
        named=re.compile(rules.named_before),
        behind=re.compile(rules.told_behind),
        untold=re.compile(rules.untold),
        figures_only=frozenset(rules.figures_only),
        beside=frozenset(rules.beside),
        front=frozenset(rules.front),
    )


def _phrase(words: Sequence[str], breaks: Sequence[str]) -> re.Pattern[str]:
    """One of some words, then at most a noun phrase or a list of them, at the end."""
    noun = rf"(?: (?!(?:{'|'.join(breaks)})\b)[a-z0-9/%'-]+){{0,4}}"
    joined = rf"(?:{noun},)*{noun}(?:,? (?:and|&))?{noun} ?$"
    return re.compile(rf"\b(?:{'|'.join(words)})(?= ){joined}")


_OWN = re.compile(r"(?:we|our|this (?:paper|work|study|article|report|research))\b")


def own_sentence(words: Words) -> int:
    """The first sentence in which the paper speaks of itself; 0 where none does."""
    for index, low in enumerate(words.low):
        if low in ("we", "our", "this") and words.sentence[index] > 0:
            first = words.start[index]
            if _OWN.match(words.text[first : first + 20].lower()):
                return words.sentence[index]
    return 0


def sentence_bounds(words: Words, index: int) -> tuple[int, int]:
    """Character offsets of the sentence that a word stands in."""
    number = words.sentence[index]
    first = last = index
    while first and words.sentence[first - 1] == number:
        first -= 1
    while last + 1 < len(words) and words.sentence[last + 1] == number:
        last += 1
    return words.start[first], words.end[last] + 2


def _capitals(form: str) -> bool:
    return sum(char.isupper() or char.isdigit() for char in form) >= 2
