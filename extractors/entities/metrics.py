"""Metrics count as entities only where the text reports or compares a result by them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from extractors.entities.spans import Found
from extractors.entities.words import Words

_SCORES = frozenset({"score", "scores", "metric", "metrics", "value", "values", "accuracy"})


@dataclass(frozen=True, slots=True)
class Metrics:
    """The rules of ``roles.toml``, compiled."""

    figure: re.Pattern[str]
    reach: int
    before: re.Pattern[str]
    behind: re.Pattern[str]
    untold: re.Pattern[str]
    own: re.Pattern[str]
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
        if last - first > 1 and words.low[last - 1] in _SCORES and _capitals(words.form[last - 2]):
            last -= 1
        if (first, last) == (item.first, item.last):
            return item
        return item._replace(first=first, last=last, key="")

    def reported(self, words: Words, items: Sequence[Found]) -> list[Found]:
        """All places of one metric if a result is told at any of them, else none."""
        start = self._own_sentence(words)
        return list(items) if any(self._told(words, item, start) for item in items) else []

    def _own_sentence(self, words: Words) -> int:
        for index, low in enumerate(words.low):
            if low in ("we", "our", "this") and words.sentence[index] > 0:
                first = words.start[index]
                if self.own.match(words.text[first : first + 20].lower()):
                    return words.sentence[index]
        return 0

    def _told(self, words: Words, item: Found, own: int) -> bool:
        left, right = sentence_bounds(words, item.first)
        start, end = words.start[item.first], words.end[item.last - 1]
        head = words.low[item.last - 1]
        single = item.last - item.first == 1
        reach = 22 if (single and head in self.beside) or item.rule == "open-phrase" else self.reach
        near = (
            words.text[max(left, start - reach) : start] + " # " + words.text[end : min(right, end + reach)]
        )
        before, behind = words.text[left:start].lower(), words.text[end:right].lower()
        untold = self.untold.search(before) is not None
        if self.figure.search(near.lower()):
            return not untold or self.behind.match(behind) is not None
        if (
            item.rule == "open-phrase"
            or head in self.figures_only
            or words.sentence[item.first] < own
            or untold
        ):
            return False
        return self.before.search(before) is not None or self.behind.match(behind) is not None


def load_metrics(data: Mapping[str, Any] | None = None) -> Metrics:
    """Read ``roles.toml``, or take given rules."""
    if data is None:
        data = tomllib.loads(files(__package__).joinpath("roles.toml").read_text(encoding="utf-8"))["metric"]
    return Metrics(
        figure=re.compile(data["figure"]),
        reach=data["reach"],
        before=re.compile(data["told_before"]),
        behind=re.compile(data["told_behind"]),
        untold=re.compile(data["untold"]),
        own=re.compile(data["own"]),
        figures_only=frozenset(data["figures_only"]),
        beside=frozenset(data["beside"]),
        front=frozenset(data["front"]),
    )


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
