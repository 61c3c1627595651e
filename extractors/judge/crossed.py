"""Annotated papers as they are read by a chooser that was fitted on others.

On papers that it was fitted on the chooser finds the names that the annotator found, and a judge that is
fitted on such readings believes what it should doubt. So the papers are dealt into parts by their ids, and
each is read by an extractor whose chooser was fitted on the other parts. The gate and the use of forms are
those that are shipped: they saw all papers. Needs the extra ``[train]``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from extractors.annotated import Annotated, annotated
from extractors.document import Reading
from extractors.english import English
from extractors.entities import EntityRecognizer
from extractors.entities.chooser import Chooser
from extractors.entities.chooser.choice import Least
from extractors.entities.chooser.model import Model, load_model, weighed
from extractors.entities.chooser.train import Example, examples, fit_choice
from extractors.entities.discovery import Discovery
from extractors.entities.vocabulary import Trie
from extractors.extract import Extractor, read_all
from extractors.relations import RelationExtractor
from ontology.vocabulary import load_vocabularies

PARTS = 3
DOUBT = Least(33, 25)
"""The judge learns from names that are more doubtful than those it will see: it learns more of doubt."""


class Crossed(NamedTuple):
    """A paper whose annotation holds relations, and how rules read it."""

    told: Annotated
    found: Reading
    weight: float

    @property
    def part(self) -> int:
        """Of :data:`PARTS`."""
        return _part(self.told)


class _Item(NamedTuple):
    """A paper as the chooser is fitted on it."""

    told: Annotated
    example: Example
    weight: float


def readings(sets: Sequence[tuple[Path, float]], papers: Sequence[Path]) -> Iterator[Crossed]:
    """The annotated papers with relations, part by part.

    Args:
        sets: annotated sets with the weight of their papers, as :func:`fitting.arguments` gives them.
        papers: files that hold the papers among others.
    """
    model = load_model()
    items: list[_Item] = []
    for path, weight in sets:
        told = annotated(path, papers)
        items += (
            _Item(*pair, weight) for pair in zip(told, examples(told, model.vectors, weight), strict=True)
        )
    vocabulary, english = load_vocabularies(()), English.load()
    relations = RelationExtractor.load(english)
    for part in range(PARTS):
        chooser = _chooser(model, [item.example for item in items if _part(item.told) != part])
        discovery = Discovery(Trie(vocabulary), chooser)
        extractor = Extractor(english, EntityRecognizer(discovery, vocabulary, "crossed"), relations)
        own = [item for item in items if _part(item.told) == part and item.told.reading.statements]
        found = read_all(extractor, [item.told.paper for item in own])
        for item, reading in zip(own, found, strict=True):
            yield Crossed(item.told, reading, item.weight)


def _part(told: Annotated) -> int:
    return int(hashlib.sha256(told.paper.id.encode()).hexdigest(), 16) % PARTS


def _chooser(model: Model, data: Sequence[Example]) -> Chooser:
    fitted = fit_choice(data, model.vectors, model.usage, model.gate)
    weights = weighed(model.vectors, model.usage, model.gate, fitted["names"], fitted)
    return Chooser(weights, "crossed", DOUBT)
