"""The grammar of technique, task, metric and hardware phrases (``phrases.toml``): modifiers and a head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.entities.rules import Phrase, PhraseRules, read
from extractors.entities.spans import Found
from extractors.entities.words import JOINS, Words
from ontology.types import EntityType

RULE = "phrase"
RANK = 20
LONGEST = 7
"""Words of the longest phrase."""

_GAPS = JOINS | {":", "/"}

Term = tuple[str, ...]
"""Words of a term in lower case."""


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """One head group: modifiers by their last word, longest first."""

    type: EntityType
    modifiers: dict[str, tuple[Term, ...]]
    excluded: frozenset[str]
    trimmed: frozenset[str]


class Phrases:
    """All phrase rules."""

    def __init__(self, rules: PhraseRules) -> None:
        self._heads: dict[str, list[tuple[Term, PhraseRule]]] = defaultdict(list)
        self._pairs: dict[str, list[tuple[Term, EntityType]]] = defaultdict(list)
        for row in rules.phrase:
            self._add(row, rules.sets)
        for heads in self._heads.values():
            heads.sort(key=lambda pair: -len(pair[0]))

    def find(self, words: Words) -> Iterator[Found]:
        """All phrases; those that end at one word overlap, the longest comes first."""
        for index, low in enumerate(words.low):
            for head, rule in self._heads.get(low, ()):
                first = index + 1 - len(head)
                if (
                    first >= 0
                    and _joined(words, first, head)
                    and (found := self._extend(words, first, index + 1, rule))
                ):
                    yield found
            for pair, kind in self._pairs.get(low, ()):
                first = index + 1 - len(pair)
                if first >= 0 and _joined(words, first, pair):
                    yield Found(first, index + 1, kind, RULE, "", RANK)

    def _extend(self, words: Words, first: int, last: int, rule: PhraseRule) -> Found | None:
        start = first
        while start and last - start < LONGEST and words.gap[start] in _GAPS:
            step = _modifier(words, start, rule)
            if step is None:
                break
            start = step
        phrase = " ".join(words.low[start:last])
        while start < first and (phrase in rule.excluded or phrase.split(" ", 1)[0] in rule.trimmed):
            start += 1
            phrase = " ".join(words.low[start:last])
        if start == first:
            return None
        return Found(_coordinated(words, start, rule), last, rule.type, RULE, "", RANK)

    def _add(self, row: Phrase, sets: dict[str, list[str]]) -> None:
        modifiers: dict[str, list[Term]] = defaultdict(list)
        for name in row.modifiers:
            for text in sets[name[1:]] if name.startswith("@") else [name]:
                term = tuple(text.lower().replace("-", " ").replace(":", " ").replace("/", " ").split())
                modifiers[term[-1]].append(term)
        ordered = {
            key: tuple(sorted(set(terms), key=lambda t: (-len(t), t))) for key, terms in modifiers.items()
        }
        rule = PhraseRule(row.type, ordered, frozenset(row.excluded), frozenset(row.trim))
        for head in row.heads:
            term = tuple(head.split())
            self._heads[term[-1]].append((term, rule))
        for pair in row.pairs:
            for form in _numbers(pair):
                self._pairs[form[-1]].append((form, rule.type))


def load_phrases() -> Phrases:
    """Read ``phrases.toml``."""
    return Phrases(read("phrases", PhraseRules))


def _joined(words: Words, first: int, term: Sequence[str]) -> bool:
    low, gap = words.low, words.gap
    return all(low[first + k] == word for k, word in enumerate(term)) and all(
        gap[first + k] in _GAPS for k in range(1, len(term))
    )


def _modifier(words: Words, before: int, rule: PhraseRule) -> int | None:
    """Where the longest modifier that ends before a word begins."""
    for term in rule.modifiers.get(words.low[before - 1], ()):
        first = before - len(term)
        if first >= 0 and _joined(words, first, term):
            return first
    return None


def _coordinated(words: Words, start: int, rule: PhraseRule) -> int:
    """Where "mathematical and commonsense reasoning" begins: modifiers that share the head. Speed "and
    memory efficiency" share nothing."""
    if rule.type is EntityType.METRIC and "efficiency" in words.low[start : start + LONGEST]:
        return start
    if start < 2 or words.low[start - 1] != "and" or words.gap[start] != " " or words.gap[start - 1] != " ":
        return start
    first = _modifier(words, start - 1, rule)
    if first is None:
        return start
    while first and words.gap[first] in _GAPS and (step := _modifier(words, first, rule)) is not None:
        first = step
    return first


def _numbers(pair: str) -> list[Term]:
    term = tuple(pair.split())
    return [term, (*term[:-1], term[-1] + "s")] if not term[-1].endswith(("s", "ing", "sql")) else [term]
