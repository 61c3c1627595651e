"""Read each annotated paper with a chooser and a judge that were fitted on others.

::

    python scripts/crossed.py --papers FILE... --out FOLDER --developed SET... -- SET...
    kg eval FOLDER/crossed.jsonl FOLDER/found.jsonl --write-precision kg/believe/precision.tsv

Options as for the trainers. ``crossed.jsonl`` and ``crossed_papers.jsonl`` are the papers whose readings hold
relations, ``found.jsonl`` is what was extracted: how often a rule is right is counted on papers that
nothing learned has seen. The gate and the use of forms are those that are shipped: they saw all papers.
Needs the extra ``[train]``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from extractors.annotated import Annotated, annotated
from extractors.annotated.fitting import arguments
from extractors.annotations import dump
from extractors.english import English
from extractors.entities import EntityRecognizer
from extractors.entities.chooser import Chooser
from extractors.entities.chooser.model import load_model, weighed
from extractors.entities.chooser.train import Example, examples, fit_choice
from extractors.entities.discovery import Discovery
from extractors.entities.vocabulary import Trie
from extractors.extract import Extractor, extract_all
from extractors.judge import Judge
from extractors.judge.train import fit, rows_of
from extractors.relations import RelationExtractor
from ontology.types import Extraction
from ontology.vocabulary import load_vocabularies

PARTS = 3


class Item(NamedTuple):
    """One annotated paper, as the trainers see it."""

    told: Annotated
    example: Example
    weight: float

    @property
    def part(self) -> int:
        return int(hashlib.sha256(self.told.paper.id.encode()).hexdigest(), 16) % PARTS


def extractors_of(items: Sequence[Item]) -> list[Extractor]:
    """For each part, an extractor without judge whose chooser was fitted on the other parts."""
    vocabulary, english, model = load_vocabularies(()), English.load(), load_model()
    relations, found = RelationExtractor.load(english), []
    for part in range(PARTS):
        data = [item.example for item in items if item.part != part]
        fitted = fit_choice(data, model.vectors, model.usage, model.gate)
        chooser = Chooser(weighed(model.vectors, model.usage, model.gate, fitted["names"], fitted), "crossed")
        discovery = Discovery(Trie(vocabulary), chooser)
        found.append(Extractor(english, EntityRecognizer(discovery, vocabulary, "crossed"), relations))
    return found


def crossed(items: Sequence[Item]) -> Iterator[tuple[Annotated, Extraction]]:
    """Each paper whose reading holds relations, with what is extracted from it."""
    found: list[list[tuple[Item, Extraction]]] = []
    for part, extractor in enumerate(extractors_of(items)):
        own = [item for item in items if item.part == part and item.told.reading.statements]
        found.append(list(zip(own, extract_all(extractor, [i.told.paper for i in own]), strict=True)))
    told = [[row for item, got in read for row in rows_of(item.told, got, item.weight)] for read in found]
    for part, read in enumerate(found):
        judge = Judge(fit([row for other in range(PARTS) if other != part for row in told[other]]), "crossed")
        for item, extraction in read:
            yield item.told, judge.judged(item.told.paper, extraction)


def main() -> None:
    given = arguments(__doc__)
    vectors = load_model().vectors
    items: list[Item] = []
    for path, weight in given.sets:
        found = annotated(path, given.papers)
        read = examples(found, vectors, weight)
        items += (Item(told, example, weight) for told, example in zip(found, read, strict=True))
    lines = sorted(
        (told.paper.id, dump(told.reading, told.paper), told.paper.model_dump_json(), dump(got, told.paper))
        for told, got in crossed(items)
    )
    out: Path = given.out
    out.mkdir(parents=True, exist_ok=True)
    for column, name in enumerate(("crossed.jsonl", "crossed_papers.jsonl", "found.jsonl"), start=1):
        (out / name).write_text("".join(line[column] + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
