"""A made-up graph of any size for measurements: ``python tests/web/big_graph.py 100000 big.kg``.

Names follow a long-tailed distribution, as in papers: a few models are named by thousands, most methods by
one. The same size gives the same file.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from extractors.lexicon import Vote
from kg.build.builder import Builder
from kg.build.rules import load_rules
from ontology.types import (
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

SYLLABLES = (
    "ba",
    "con",
    "dra",
    "el",
    "fin",
    "gor",
    "hy",
    "is",
    "jun",
    "kal",
    "lo",
    "mer",
    "nu",
    "or",
    "pyx",
    "qua",
)
METRICS = ("accuracy", "perplexity", "F1", "latency", "throughput", "speedup")
TASKS = ("summarization", "question answering", "code generation", "translation", "retrieval", "planning")
DEVICES = ("A100", "H100", "RTX 4090", "Jetson Orin", "TPU v4")


def name(kind: str, number: int) -> str:
    """A speakable name, different for every number."""
    parts = []
    while True:
        parts.append(SYLLABLES[number % 16])
        number //= 16
        if not number:
            break
    stem = "".join(parts).capitalize()
    return {"Method": stem + "Net", "Model": stem + "LM", "Benchmark": stem + "Bench"}[kind]


class BigPipeline:
    """Extractions from the paper's number alone."""

    fingerprint = "big-1"

    def __init__(self, size: int) -> None:
        self._methods = max(50, size // 2)
        self._models = max(20, size // 30)
        self._benchmarks = max(10, size // 50)

    def votes(self, paper: Paper) -> tuple[Vote, ...]:
        return ()

    def extract(self, papers: Sequence[Paper], lexicon: Mapping[str, EntityType]) -> list[Extraction]:
        return [_Reading(paper, self._pick(random.Random(paper.id))).extraction() for paper in papers]

    def _pick(self, dice: random.Random) -> Iterator[tuple[str, str, str, Qualifiers]]:
        def tail(count: int) -> int:
            return min(count - 1, int(count ** dice.random() ** 1.6) - 1)

        own = name("Method", dice.randrange(self._methods))
        model = name("Model", tail(self._models))
        bench = name("Benchmark", tail(self._benchmarks))
        value = Decimal(dice.randrange(100, 990)).scaleb(-1)
        figure = Quantity(low=value, high=value, unit="%", kind=QuantityKind.ABSOLUTE, text=f"{value}%")
        measured = Qualifiers(metric=(Reference(text=dice.choice(METRICS)),), value=(figure,))
        yield "paper", "proposes", f"Method:{own}", Qualifiers()
        yield f"Method:{own}", "applies-to", f"Model:{model}", Qualifiers()
        yield f"Method:{own}", "evaluated-on", f"Benchmark:{bench}", measured
        for _ in range(dice.randrange(1, 4)):
            other = name("Method", tail(self._methods))
            if other != own:
                yield f"Method:{own}", "outperforms", f"Method:{other}", Qualifiers()
        yield f"Method:{own}", "used-for", f"Task:{dice.choice(TASKS)}", Qualifiers()
        if dice.random() < 0.3:
            yield f"Method:{own}", "runs-on", f"Hardware:{dice.choice(DEVICES)}", Qualifiers()


class _Reading:
    def __init__(self, paper: Paper, claims: Iterator[tuple[str, str, str, Qualifiers]]) -> None:
        self._paper = paper
        self._claims = claims
        self._ids: dict[str, str] = {}

    def _id(self, end: str) -> str:
        return "paper" if end == "paper" else self._ids.setdefault(end, f"e{len(self._ids) + 1}")

    def extraction(self) -> Extraction:
        statements = tuple(
            Statement(
                subject=self._id(subject),
                predicate=predicate,
                object=self._id(target),
                qualifiers=qualifiers,
                evidence=(
                    Evidence(paper=self._paper.id, start=0, end=len(self._paper.title), rule="big/made-up"),
                ),
            )
            for subject, predicate, target, qualifiers in self._claims
        )
        entities = []
        for end, local in self._ids.items():
            kind, _, form = end.partition(":")
            mention = Mention(start=0, end=5, type=EntityType(kind), rule="big/made-up")
            entities.append(PaperEntity(id=local, type=EntityType(kind), forms=(form,), mentions=(mention,)))
        return Extraction(paper=self._paper.id, entities=tuple(entities), statements=statements)


def papers(size: int) -> Iterator[Paper]:
    for number in range(size):
        dice = random.Random(number)
        words = [dice.choice(SYLLABLES) + dice.choice(SYLLABLES) for _ in range(90)]
        title = f"{' '.join(words[:7])} number {number}"
        yield Paper(id=f"big-{number:07}", title=title, abstract=" ".join(words), year=2015 + number % 11)


def make_big_graph(path: Path, size: int) -> Path:
    with Builder(path, load_rules()) as builder:
        builder.take(papers(size), only=True)
        builder.finish(lambda: BigPipeline(size))
    return path


if __name__ == "__main__":
    make_big_graph(Path(sys.argv[2]), int(sys.argv[1]))
