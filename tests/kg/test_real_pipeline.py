"""The shipped pipeline on the shipped samples: adds and removes, workers and order change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from graph_files import dump, rules

from extractors.extract import Extractor
from extractors.readers import merge, read
from extractors.samples import sample_paths
from kg.build.builder import Builder
from kg.verify import verify
from ontology.types import Paper


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    paths = [str(path) for path in sample_paths().values()]
    return list(merge(read(paths, on_reject=lambda reject: pytest.fail(str(reject)))))


def take(
    path: Path, extractor: Extractor, papers: list[Paper], *, only: bool = False, workers: int = 1
) -> None:
    with Builder(path, rules()) as builder:
        builder.take(papers, only=only)
        builder.finish(lambda: extractor, workers=workers)


def test_halves_and_detours_give_the_whole(
    tmp_path: Path, extractor: Extractor, papers: list[Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.build.builder.CHUNK", 4)
    whole, grown = tmp_path / "whole.kg", tmp_path / "grown.kg"
    take(whole, extractor, papers[::-1], only=True, workers=2)
    take(grown, extractor, papers[::2] + papers[1:20:2])
    take(grown, extractor, papers[1::2])
    with Builder(grown, rules()) as builder:
        builder.remove([paper.id for paper in papers[5:15]])
        builder.finish(lambda: extractor)
    take(grown, extractor, papers[5:15])
    assert dump(grown) == dump(whole)
    assert list(verify(grown, rules())) == []
