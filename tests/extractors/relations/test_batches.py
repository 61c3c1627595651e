"""What a paper gives does not depend on the papers that are extracted with it."""

from __future__ import annotations

from functools import cache

import pytest

from extractors.extract import Extractor
from extractors.readers import read
from extractors.samples import sample_paths
from ontology.types import Extraction, Paper


@cache
def papers() -> list[Paper]:
    return list(read([sample_paths()["jsonl"]], on_reject=lambda _: None))[:30]


@cache
def extractor() -> Extractor:
    return Extractor.load()


@cache
def alone() -> list[Extraction]:
    return [extractor().extract([paper])[0] for paper in papers()]


@pytest.mark.parametrize("size", [2, 7, 30])
def test_a_batch_gives_what_each_paper_gives_alone(size: int) -> None:
    parts = [papers()[start : start + size] for start in range(0, len(papers()), size)]
    assert [found for part in parts for found in extractor().extract(part)] == alone()


def test_the_order_of_the_papers_does_not_matter() -> None:
    assert extractor().extract(papers()[::-1])[::-1] == alone()


def test_an_empty_batch_gives_nothing() -> None:
    assert extractor().extract([]) == []
