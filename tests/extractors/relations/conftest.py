"""Papers written here, entities given: no recogniser stands between a test and the rules."""

from collections.abc import Callable
from functools import cache

import pytest

from extractors.cleanup import clean
from extractors.document import Document
from extractors.english import English
from extractors.entities import EntityRecognizer
from extractors.relations import RelationExtractor
from ontology.types import EntityType, Paper, PaperEntity, Statement

TYPES = {kind.value: kind for kind in EntityType}


@cache
def tools() -> tuple[English, EntityRecognizer, RelationExtractor]:
    english = English.load()
    return english, EntityRecognizer.load(rules_only=True), RelationExtractor.load(english)


def document(abstract: str, *, title: str = "An unnamed title", **names: str) -> Document:
    """A paper with entities: ``Method="GPTQ|RTN"`` names two methods; the id of each is its name."""
    english, recognizer, _ = tools()
    paper = Paper(id="p", title=title, abstract=abstract)
    entities = [
        PaperEntity(id=name, type=TYPES[kind], forms=(name,))
        for kind, many in names.items()
        for name in many.split("|")
    ]
    found = english.document(paper, clean(paper.text))
    recognizer.inject(found, entities)
    return found


@pytest.fixture
def extract() -> Callable[..., list[Statement]]:
    def run(abstract: str, *, title: str = "An unnamed title", **names: str) -> list[Statement]:
        return tools()[2].extract([document(abstract, title=title, **names)])[0]

    return run


@pytest.fixture
def claims(extract: Callable[..., list[Statement]]) -> Callable[..., set[tuple[str, str, str]]]:
    """Subject, predicate, object of what is asserted."""

    def run(abstract: str, *, title: str = "An unnamed title", **names: str) -> set[tuple[str, str, str]]:
        statements = extract(abstract, title=title, **names)
        return {(s.subject, s.predicate, s.object) for s in statements if s.asserted}

    return run
