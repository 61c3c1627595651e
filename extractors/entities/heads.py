"""What a head noun says of a name: "framework" is a Method, "benchmark" a Benchmark."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.entities.rules import HeadRules, read
from extractors.entities.words import Words
from ontology.types import EntityType

FARTHEST = 14
"""Words that a description may have before its head."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Head nouns in lower case, singular and plural, to their type."""

    types: dict[str, EntityType]
    last_words: dict[str, EntityType]
    of_heads: frozenset[str]
    neutral: frozenset[str]
    resources: frozenset[str]
    vague: frozenset[str]
    stops: frozenset[str]

    def at(self, words: Words, index: int) -> EntityType | None:
        """The type by the noun that ends at ``index``, two words first ("test suite")."""
        if index and (kind := self.types.get(f"{words.low[index - 1]} {words.low[index]}")) is not None:
            return kind
        return self.types.get(words.low[index])

    def by_last_word(self, words: Words, first: int, last: int) -> EntityType | None:
        """The type of a capitalised or abbreviated phrase by its last words."""
        for start in range(max(first, last - 3), last):
            if (kind := self.last_words.get(" ".join(words.low[start:last]))) is not None:
                return kind
        return None

    def describe(self, words: Words, first: int, last: int | None = None) -> EntityType | None:
        """The type by the head of the noun phrase that begins at ``first``: "novel *framework* for ...".

        Args:
            last: where it ends at the latest.
        """
        end = min(len(words), first + FARTHEST) if last is None else last
        kind: EntityType | None = None
        for index in range(first, end):
            if index > first and words.gap[index].strip(" ") not in _INSIDE:
                break
            low = words.low[index]
            if low == "of" and index > first and self._hides(words.low[index - 1]):
                kind = None
            elif self._ends(words, index, kind):
                return None if low == "based" else kind
            else:
                kind = (
                    self.at(words, index)
                    or self.by_last_word(words, index, index + 1)
                    or self._passed(words, index, kind)
                )
        return kind

    def before(self, words: Words, last: int) -> EntityType | None:
        """The type by the noun phrase that ends before ``last``: "*methods* for LLMs" says Method."""
        index, kind = last - 1, None
        if index < 0 or words.low[index].removesuffix("s") in self.neutral:
            return None
        kind = self.at(words, index)
        for at in range(index, max(0, index - FARTHEST), -1):
            if words.sentence[at - 1] != words.sentence[index] or words.gap[at].strip(" ") not in _INSIDE:
                break
            if words.low[at] in _PREPOSITIONS and (outer := self.at(words, at - 1)) is not None:
                kind = outer
        return kind

    def _hides(self, low: str) -> bool:
        return low in self.of_heads or low.removesuffix("s") in self.of_heads

    def _ends(self, words: Words, index: int, kind: EntityType | None) -> bool:
        low = words.low[index]
        if words.glued_right(index) or words.glued_left(index):
            return False
        if kind is not None:
            return low in self.stops or low in _VERBS or low in _PREPOSITIONS
        return low in _PREPOSITIONS or low in _VERBS

    def _passed(self, words: Words, index: int, kind: EntityType | None) -> EntityType | None:
        """A noun behind a head takes its place: "LLM service" is no model; numbers and brackets do not."""
        return None if words.low[index].isalpha() else kind


_INSIDE = frozenset({"", "-", "/", '"', "“", "'", "”", "(", ")", ",", "‘", "’"} - {","})
_PREPOSITIONS = frozenset(
    [
        "for",
        "of",
        "in",
        "on",
        "to",
        "with",
        "by",
        "from",
        "at",
        "via",
        "through",
        "as",
        "into",
        "over",
        "under",
        "within",
        "across",
        "between",
    ]
)
_VERBS = frozenset(
    [
        "that",
        "which",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "can",
        "whose",
        "where",
        "who",
        "we",
        "it",
        "achieves",
        "outperforms",
    ]
)


def load_heads() -> Heads:
    """Read ``heads.toml``."""
    rules = read("heads", HeadRules)
    return Heads(
        types=_typed(rules.heads),
        last_words=_typed(rules.last_words),
        of_heads=frozenset(rules.of_heads),
        neutral=frozenset(rules.neutral),
        resources=frozenset(form for noun in rules.resources for form in _numbers(noun)),
        vague=frozenset(form for noun in rules.vague for form in _numbers(noun)),
        stops=frozenset(rules.stops),
    )


def _typed(table: dict[EntityType, list[str]]) -> dict[str, EntityType]:
    types: dict[str, EntityType] = {}
    for kind, nouns in table.items():
        for noun in nouns:
            types.update(dict.fromkeys(_numbers(noun.lower().replace("-", " ")), kind))
    return types


def _numbers(noun: str) -> tuple[str, ...]:
    if noun.endswith(("ss", "s")) and noun != "loss":
        return (noun,)
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return (noun, noun[:-1] + "ies")
    return (noun, noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s"))
