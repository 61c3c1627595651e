"""What the text around a possible name says of its type, by the rules of ``contexts.toml``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractors.entities.heads import Heads
from extractors.entities.names import Name, Strength
from extractors.entities.rules import ContextRules, Left, Right, read
from extractors.entities.words import Words
from ontology.types import EntityType

FARTHEST = 14
"""Words between a trigger and its name."""

DEFAULT_RANK = 12
"""How sure a rule is that says "name" but not of what type."""

RESOURCE_RANK = 44
"""How sure "X dataset" is."""

_LIST = re.compile(
    r"(?: ?\([^()]{1,40}\))?"
    r"(?:,? (?:and|or|as well as|vs\.?|versus) (?:the )?|, (?:the )?(?:[\d.]+[KMBT]? )?"
    r"|/| & |; |, e\.g\.,? )"
    r"[“\"']?"
)
_ADJECTIVE = re.compile(
    r"[a-z]+(?:ing|ion|al|ive|ic|ent|ed|level|task|modal|language|image|video|text|code|math|data|open|source|style|based|like|aware|free|bit|memory|time|pre|fine|post|self|multi|sub)"
)


class Evidence(NamedTuple):
    """A type and how sure its rule is; ``strong`` rules make any shape a name."""

    type: EntityType
    rank: int
    rule: str
    strong: bool


@dataclass(frozen=True, slots=True)
class LeftRule:
    """Words before a name."""

    id: str
    between: re.Pattern[str]
    after: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    type: str
    default: EntityType | None
    rank: int
    list: bool
    strong: bool


@dataclass(frozen=True, slots=True)
class RightRule:
    """Text behind a name."""

    id: str
    after: re.Pattern[str]
    type: str
    rank: int
    list: bool
    strong: bool


class Contexts:
    """All context rules, compiled once."""

    def __init__(self, rules: ContextRules, heads: Heads) -> None:
        self.heads = heads
        self._left: dict[str, list[tuple[str, LeftRule]]] = defaultdict(list)
        for row in rules.left:
            rule = _left_rule(row)
            for trigger in row.at:
                first, _, rest = trigger.partition(" ")
                self._left[first].append((rest, rule))
        self._right = [_right_rule(row) for row in rules.right]

    def evidence(self, words: Words, names: Sequence[Name]) -> list[list[Evidence]]:
        """For each name, in order, what its surroundings say."""
        found: list[list[Evidence]] = [[] for _ in names]
        for group in lists(words, names):
            first, last = names[group[0]], names[group[-1]]
            for rule, evidence in self._before(words, first):
                sure = rule.list and is_list(words, names, group)
                for member in group if sure else group[:1]:
                    found[member].append(evidence)
            for member in group:
                for right, evidence in self._behind(words, names[member]):
                    targets = group if right.list and names[member] is last and len(group) > 1 else (member,)
                    for target in targets:
                        found[target].append(evidence)
        return found

    def _before(self, words: Words, name: Name) -> Iterator[tuple[LeftRule, Evidence]]:
        sentence = words.sentence[name.first]
        seen: set[str] = set()
        for index in range(name.first - 1, max(-1, name.first - 1 - FARTHEST), -1):
            if words.sentence[index] != sentence:
                break
            for rest, rule in self._left.get(words.low[index], ()):
                if rule.id in seen:
                    continue
                last = _trigger_end(words, index, rest)
                if last is None or last > name.first:
                    continue
                between = words.text[words.end[last - 1] : words.start[name.first]]
                if rule.between.fullmatch(between) is None or not _needed(rule, words, name):
                    continue
                if rule.after is not None and rule.after.match(words.text, words.end[name.last - 1]) is None:
                    continue
                if rule.id == "propose" and self._goes_on(words, name):
                    continue
                typed = self._left_type(rule, words, index, last, name)
                if typed is not None:
                    seen.add(rule.id)
                    yield rule, Evidence(*typed, rule.id, rule.strong)

    def _goes_on(self, words: Words, name: Name) -> bool:
        """One plain word of a longer phrase: "Graded" of "we propose Graded template modal logic"."""
        if name.strength is Strength.STRONG or name.last - name.first > 1 or name.last == len(words):
            return False
        low = words.low[name.last]
        if words.gap[name.last] != " " or low != words.form[name.last] or low in _FUNCTION:
            return False
        return self.heads.at(words, name.last) is None and not _ADJECTIVE.fullmatch(low)

    def _left_type(
        self, rule: LeftRule, words: Words, first: int, last: int, name: Name
    ) -> tuple[EntityType, int] | None:
        """The type and how sure it is: a default is less sure than a head."""
        kind: EntityType | None = None
        if rule.type == "self":
            kind = self.heads.at(words, first)
        elif rule.type == "before":
            kind = self.heads.before(words, first)
        elif rule.type == "head":
            kind = self._described(words, last, name)
        if rule.id == "such-as" and kind is EntityType.TASK:
            return EntityType.BENCHMARK, rule.rank
        if rule.id == "such-as" and kind is EntityType.BENCHMARK:
            return kind, RESOURCE_RANK
        if kind is not None:
            return kind, rule.rank
        return (rule.default, rule.rank if rule.type == "fixed" else DEFAULT_RANK) if rule.default else None

    def _described(self, words: Words, first: int, name: Name) -> EntityType | None:
        return self.heads.before(words, name.first) if first < name.first else None

    def _behind(self, words: Words, name: Name) -> Iterator[tuple[RightRule, Evidence]]:
        end = words.end[name.last - 1]
        for rule in self._right:
            if rule.id == "apposition" and _opens_adverbial(words, name):
                continue
            match = rule.after.match(words.text, end)
            if match is None:
                continue
            typed = self._right_type(rule, words, words.before(match.end()))
            if typed is not None:
                yield rule, Evidence(*typed, rule.id, rule.strong)

    def _right_type(self, rule: RightRule, words: Words, index: int) -> tuple[EntityType, int] | None:
        if rule.type == "head":
            kind = self.heads.describe(words, index) if index < len(words) else None
            return (kind, rule.rank) if kind else None
        if rule.type == "noun":
            return self._noun(words, index, rule.rank)
        return EntityType(rule.type), rule.rank

    def _noun(self, words: Words, index: int, rank: int) -> tuple[EntityType, int] | None:
        """The head right behind a name: "X benchmark", "X training framework"."""
        for at in range(index, min(index + 3, len(words))):
            if words.gap[at] != " " or words.sentence[at] != words.sentence[index - 1]:
                return None
            low = words.low[at]
            if low in self.heads.resources or (
                at > index and f"{words.low[at - 1]} {low}" in self.heads.resources
            ):
                return self.heads.at(words, at) or EntityType.BENCHMARK, RESOURCE_RANK
            kind = self.heads.at(words, at)
            if kind is not None and low not in self.heads.vague:
                return kind, rank
            if kind is None and not _ADJECTIVE.fullmatch(low):
                return None
        return None


def load_contexts(heads: Heads) -> Contexts:
    """Read ``contexts.toml``."""
    return Contexts(read("contexts", ContextRules), heads)


def _left_rule(row: Left) -> LeftRule:
    fixed = row.type not in ("head", "before", "self")
    return LeftRule(
        id=row.id,
        between=re.compile(row.between),
        after=re.compile(row.after) if row.after else None,
        needs=re.compile(row.needs) if row.needs else None,
        type="fixed" if fixed else row.type,
        default=EntityType(row.type) if fixed else row.default,
        rank=row.rank,
        list=row.list,
        strong=row.strong,
    )


def _right_rule(row: Right) -> RightRule:
    return RightRule(row.id, re.compile(row.after), row.type, row.rank, row.list, row.strong)


def _trigger_end(words: Words, index: int, rest: str) -> int | None:
    last = index + 1
    for word in rest.split():
        if last == len(words) or words.low[last] != word:
            return None
        last += 1
    return last


def _needed(rule: LeftRule, words: Words, name: Name) -> bool:
    return rule.needs is None or rule.needs.search(sentence_text(words, name.first)) is not None


def sentence_text(words: Words, index: int) -> str:
    """The text of the sentence that a word stands in."""
    number = words.sentence[index]
    first = last = index
    while first and words.sentence[first - 1] == number:
        first -= 1
    while last + 1 < len(words) and words.sentence[last + 1] == number:
        last += 1
    return words.text[words.start[first] : words.end[last] + 1]


def lists(words: Words, names: Sequence[Name]) -> Iterator[list[int]]:
    """Indexes of names, in runs that a list joins; "and" or "or" comes before its last member."""
    run: list[int] = []
    closed = False
    for index, name in enumerate(names):
        if run:
            before = names[run[-1]]
            between = words.text[words.end[before.last - 1] : words.start[name.first]]
            if closed or _LIST.fullmatch(between) is None:
                yield run
                run, closed = [], False
            else:
                closed = _CONJUNCTION.search(between) is not None
        run.append(index)
    if run:
        yield run


def _opens_adverbial(words: Words, name: Name) -> bool:
    """ "In StreamingQA, our approach wins": what follows the comma is the subject, not an apposition."""
    before = name.first - 1
    if before < 0 or words.sentence[before] != words.sentence[name.first]:
        return False
    opening = before == 0 or words.sentence[before - 1] != words.sentence[before]
    return opening and words.form[before] in _ADVERBIAL


_FUNCTION = frozenset(
    [
        "that",
        "which",
        "to",
        "for",
        "as",
        "with",
        "by",
        "using",
        "in",
        "on",
        "via",
        "and",
        "or",
        "of",
        "at",
        "from",
        "where",
        "who",
        "is",
        "are",
        "was",
        "can",
        "it",
        "we",
        "a",
        "an",
        "the",
    ]
)
_ADVERBIAL = frozenset(
    [
        "In",
        "On",
        "With",
        "For",
        "Using",
        "By",
        "At",
        "Under",
        "Unlike",
        "Across",
        "Within",
        "Through",
        "From",
        "Via",
        "Like",
        "Given",
    ]
)
_CONJUNCTION = re.compile(r"\b(?:and|or|versus|vs)\b")


def is_list(words: Words, names: Sequence[Name], run: Sequence[int]) -> bool:
    """Whether a run is surely a list: two that a comma parts may meet by chance ("With A, B wins")."""
    if len(run) != 2:
        return len(run) > 2
    between = words.text[words.end[names[run[0]].last - 1] : words.start[names[run[1]].first]]
    return "," not in between or _CONJUNCTION.search(between) is not None
