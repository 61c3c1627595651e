"""What a head noun says of a name: "framework" is a Method, "benchmark" a Benchmark."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from extractors.entities.words import HYPHENS, Words
from ontology.types import EntityType

FARTHEST = 14
"""Words that a description may have before its head."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Head nouns in lower case, singular and plural, to their type."""

    types: dict[str, EntityType]
    last_words: dict[str, EntityType]
    of_heads: frozenset[str]
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

    def describe(self, words: Words, first: int, last: int | None = None) -> tuple[EntityType, int] | None:
        """The type by the head of the noun phrase that begins at ``first``, and the head's index."""
        end = min(len(words), first + FARTHEST) if last is None else last
        best: tuple[EntityType, int] | None = None
        index = first
        while index < end:
            low = words.low[index]
            if index > first and words.gap[index].strip(" ") not in ("", "-", "/", '"', "“", "'"):
                break
            if low == "of" and best is not None and words.low[index - 1].removesuffix("s") in self.of_heads:
                best = None
            elif low == "of" and index > first and words.low[index - 1].removesuffix("s") in self.of_heads:
                pass
            elif low in self.stops or (low == "of" and best is not None):
                if words.gap[index] not in HYPHENS and not _compound(words, index):
                    break
            elif (kind := self.at(words, index)) is not None and not words.glued_right(index):
                best = (kind, index)
            index += 1
        return best


def _compound(words: Words, index: int) -> bool:
    """A stop word inside a compound ("in-context", "plug-and-play") does not stop."""
    return words.glued_right(index) or words.glued_left(index)


def load_heads() -> Heads:
    """Read ``heads.toml``."""
    data = tomllib.loads(files(__package__).joinpath("heads.toml").read_text(encoding="utf-8"))
    return Heads(
        types=_typed(data["heads"]),
        last_words=_typed(data["last_words"]),
        of_heads=frozenset(data["of_heads"]),
        stops=frozenset(data["stops"]),
    )


def _typed(table: dict[str, list[str]]) -> dict[str, EntityType]:
    types: dict[str, EntityType] = {}
    for name, nouns in table.items():
        for noun in nouns:
            types.update(dict.fromkeys(_numbers(noun.lower().replace("-", " ")), EntityType(name)))
    return types


def _numbers(noun: str) -> tuple[str, ...]:
    if noun.endswith(("ss", "s")) and noun != "loss":
        return (noun,)
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return (noun, noun[:-1] + "ies")
    return (noun, noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s"))
