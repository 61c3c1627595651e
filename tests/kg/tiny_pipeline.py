"""A pipeline for tests that reads a tiny language, so that tests need no model.

An abstract is sentences that end in " ." and are one of

    vote NAME TYPE              a vote for the type of a form
    SUBJECT predicate OBJECT    a claim; an end is "paper", "Type:Name", or "?Name" (typed by the lexicon)
    name Type:Name = Name ...   an entity with several forms
    maybe SUBJECT ...           the same claim, hedged
    boom                        the rules fail on this paper
    "on Benchmark:Name is 75.2" behind a claim adds a benchmark and a value

Underscores in names stand for spaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from extractors.lexicon import Vote
from ontology.types import (
    Certainty,
    EntityType,
    Evidence,
    Extraction,
    Mention,
    Paper,
    PaperEntity,
    Qualifiers,
    Quantity,
    QuantityKind,
    Reference,
    Statement,
)


class TinyPipeline:
    """Votes and extractions of the tiny language; counts how often it is asked."""

    def __init__(self, fingerprint: str = "tiny-1") -> None:
        self.fingerprint = fingerprint
        self.extracted: list[str] = []

    def votes(self, paper: Paper) -> tuple[Vote, ...]:
        words = [s.split() for _, s in sentences(paper)]
        return tuple(Vote(w[1], EntityType(w[2]), "test/vote") for w in words if w[0] == "vote")

    def extract(self, papers: Sequence[Paper], lexicon: Mapping[str, EntityType]) -> list[Extraction]:
        found = [Reading(paper, lexicon).extraction() for paper in papers]
        self.extracted += [paper.id for paper in papers]
        return found


def sentences(paper: Paper) -> Iterator[tuple[int, str]]:
    """(offset, text) of each sentence of the abstract."""
    at = len(paper.title) + 1
    for part in paper.abstract.split(" ."):
        text = part.strip()
        if text:
            yield at + part.index(text), text
        at += len(part) + 2


class Reading:
    """One paper's entities and statements."""

    def __init__(self, paper: Paper, lexicon: Mapping[str, EntityType]) -> None:
        self._paper = paper
        self._lexicon = lexicon
        self._entities: dict[str, dict[str, Any]] = {}
        self._statements: list[Statement] = []

    def extraction(self) -> Extraction:
        for at, text in sentences(self._paper):
            self._read(at, text.split(), len(text))
        entities = tuple(PaperEntity(**e) for e in self._entities.values())
        return Extraction(paper=self._paper.id, entities=entities, statements=tuple(self._statements))

    def _read(self, at: int, words: list[str], length: int) -> None:
        if words[0] == "boom":
            raise RuntimeError("boom")
        if words[0] == "vote":
            return
        if words[0] == "name":
            self._entity(words[1], *(w for w in words[2:] if w != "="))
            return
        hedged = words[0] == "maybe"
        self._claim(at, words[hedged:], length, Certainty.HEDGED if hedged else Certainty.ASSERTED)

    def _claim(self, at: int, words: list[str], length: int, certainty: Certainty) -> None:
        subject, object_ = self._entity(words[0]), self._entity(words[2])
        if subject is None or object_ is None:
            return
        evidence = Evidence(
            paper=self._paper.id, start=at, end=at + length, rule=f"{words[1]}/test", certainty=certainty
        )
        self._statements.append(
            Statement(
                subject=subject,
                predicate=words[1],
                object=object_,
                qualifiers=self._qualifiers(words[3:]),
                evidence=(evidence,),
            )
        )

    def _qualifiers(self, words: list[str]) -> Qualifiers:
        if not words:
            return Qualifiers()
        place = self._entity(words[1])
        number = Decimal(words[3])
        value = Quantity(low=number, high=number, unit="%", kind=QuantityKind.ABSOLUTE, text=f"{number}%")
        return Qualifiers(benchmark=(Reference(text=words[1], entity=place),), value=(value,))

    def _entity(self, word: str, *more: str) -> str | None:
        if word == "paper":
            return "paper"
        if word.startswith("?"):
            kind, name = self._lexicon.get(word[1:]), word[1:]
            if kind is None:
                return None
        else:
            said, name = word.split(":", 1)
            kind = EntityType(said)
        name = name.replace("_", " ")
        known = self._entities.setdefault(
            f"{kind}:{name}",
            {"id": f"e{len(self._entities) + 1}", "type": kind, "forms": (name,), "mentions": ()},
        )
        known["forms"] = tuple(dict.fromkeys([*known["forms"], *(w.replace("_", " ") for w in more)]))
        known["mentions"] = self._mentions(known["forms"], kind)
        return str(known["id"])

    def _mentions(self, forms: tuple[str, ...], kind: EntityType) -> tuple[Mention, ...]:
        found = [(self._paper.text.find(f.replace(" ", "_")), f) for f in forms]
        return tuple(
            Mention(start=at, end=at + len(f), type=kind, rule="test/name") for at, f in found if at >= 0
        )
