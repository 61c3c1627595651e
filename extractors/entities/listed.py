"""Lower-case names that a list makes names: "tasks such as essay scoring and slot filling"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.entities.rules import ListedRules, read
from extractors.entities.spans import Found
from extractors.entities.words import JOINS, Words
from ontology.types import EntityType

RULE = "listed"
RANK = 15
_MOST = 8
"""Members of the longest list."""
LONGEST = 4
"""Words of the longest member."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The rules of ``listed.toml``."""

    classes: dict[str, EntityType]
    endings: dict[EntityType, re.Pattern[str]]
    breaks: frozenset[str]
    excluded: frozenset[str]

    def find(self, words: Words) -> Iterator[Found]:
        """Members of lists behind a class noun, in order."""
        for index, low in enumerate(words.low):
            if (kind := self.classes.get(low)) is not None:
                start = _behind_trigger(words, index + 1)
                if start is not None and not _own(words, index):
                    yield from self._members(words, start, kind)

    def headed(self, words: Words) -> Iterator[Found]:
        """Members before a class noun: "slot filling, essay scoring, and tabular processing tasks"."""
        for index, low in enumerate(words.low):
            if low != "tasks" or index == 0 or words.gap[index] != " ":
                continue
            last = index
            for _ in range(_MOST):
                first = self._member_start(words, last)
                member = Found(first, last, EntityType.TASK, RULE, "", RANK)
                before = _separated(words, first)
                if before is None:
                    break
                if self._fits(words, member, EntityType.TASK):
                    yield member
                last = before

    def _member_start(self, words: Words, last: int) -> int:
        first = last
        while (
            first and words.low[first - 1] not in self.breaks and (first == last or words.gap[first] in JOINS)
        ):
            first -= 1
        return first

    def _members(self, words: Words, first: int, kind: EntityType) -> Iterator[Found]:
        at, sentence = first, words.sentence[first]
        while at < len(words) and words.sentence[at] == sentence:
            last = self._member_end(words, at)
            start = at
            while start + 1 < last and words.low[start].endswith("ed") and not words.glued_right(start):
                start += 1
            member = Found(start, last, kind, RULE, "", RANK)
            if self._fits(words, member, kind):
                yield member
            at = last
            while at < len(words) and words.low[at] in ("and", "or"):
                at += 1
            if at == len(words) or (at == last and not _LIST_GAP.fullmatch(words.gap[at])) or last == first:
                return
            first = at

    def _member_end(self, words: Words, first: int) -> int:
        """One member: words up to a separator or a word that ends it."""
        last = first
        while last < len(words) and words.low[last] not in self.breaks:
            if last > first and words.gap[last] not in JOINS:
                break
            last += 1
        return last

    def _fits(self, words: Words, member: Found, kind: EntityType) -> bool:
        if not 0 < member.last - member.first <= LONGEST + 1:
            return False
        forms = words.form[member.first : member.last]
        if (
            any(not form.islower() or not form.isalpha() for form in forms)
            or words.low[member.first] in self.excluded
        ):
            return False
        return self.endings[kind].fullmatch(forms[-1]) is not None and " ".join(forms) not in self.excluded


_LIST_GAP = re.compile(r",\s|, \(|/|; ")


def _separated(words: Words, first: int) -> int | None:
    """Where the member before ends, if a comma or "and" parts it from the one that begins at ``first``."""
    before = first
    while before and words.low[before - 1] in ("and", "or"):
        before -= 1
    if before == 0 or (before == first and words.gap[first] != ", "):
        return None
    return before


def load_listed() -> Listed:
    """Read ``listed.toml``."""
    rules = read("listed", ListedRules)
    classes = {noun: kind for kind, nouns in rules.classes.items() for noun in nouns}
    endings = {kind: re.compile(pattern) for kind, pattern in rules.endings.items()}
    return Listed(classes, endings, frozenset(rules.breaks), frozenset(rules.excluded))


def _own(words: Words, index: int) -> bool:
    """ "we propose three techniques, including ...": parts of the paper's own method."""
    return any(
        words.low[at] in _PROPOSING
        for at in range(max(0, index - 12), index)
        if words.sentence[at] == words.sentence[index]
    )


_PROPOSING = frozenset(
    [
        "propose",
        "proposes",
        "introduce",
        "introduces",
        "present",
        "presents",
        "proposed",
        "introducing",
        "develop",
        "design",
    ]
)


def _behind_trigger(words: Words, index: int) -> int | None:
    """The first word of a list that a class noun opens: "tasks such as", "tasks (e.g.,"."""
    if index + 1 >= len(words) or words.sentence[index] != words.sentence[index - 1]:
        return None
    low, second = words.low[index], words.low[index + 1]
    if low == "such" and second == "as":
        return index + 2 if index + 2 < len(words) else None
    if low == "e" and second == "g":
        return index + 2 if index + 2 < len(words) else None
    return index + 1 if low in ("including", "like", "namely") else None
