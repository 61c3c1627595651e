"""The process that loads the pipeline and forks the workers: what it tells, and how it ends."""

from __future__ import annotations

import multiprocessing
import os
import time
from pathlib import Path

import pytest
from graph_files import build, dump, paper, rules
from tiny_pipeline import TinyPipeline

import kg.build.builder as builder_module
from kg.build.builder import Builder
from kg.build.nursery import Nursery
from ontology.errors import KgError
from ontology.types import Paper

pytestmark = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="no forking here"
)
PAPERS = [paper(f"p{i:02}", f"Method:M{i % 3} outperforms Method:N{i % 5}") for i in range(40)]


class Deadly(TinyPipeline):
    """Ends its process."""

    def votes(self, paper: Paper) -> tuple[()]:
        del paper
        os._exit(9)


def _fail() -> TinyPipeline:
    raise KgError("the vocabulary is broken")


def _slow() -> TinyPipeline:
    time.sleep(60)
    return TinyPipeline()


def test_its_workers_give_what_one_process_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder_module, "CHUNK", 4)
    build(tmp_path / "one.kg", PAPERS)
    with Nursery(TinyPipeline, 4) as nursery, Builder(tmp_path / "nursed.kg", rules()) as builder:
        builder.take(PAPERS, only=True)
        assert builder.finish(nursery, workers=4).extracted == len(PAPERS)
    assert dump(tmp_path / "one.kg") == dump(tmp_path / "nursed.kg")


def test_it_says_why_it_cannot_load() -> None:
    with Nursery(_fail, 2) as nursery, pytest.raises(KgError, match="the vocabulary is broken"):
        nursery.fingerprint()


def test_a_worker_that_dies_is_reported() -> None:
    with Nursery(Deadly, 2) as nursery:
        nursery.fingerprint()
        with pytest.raises(KgError, match="worker process ended with 9"), nursery.workers(2) as pool:
            list(pool.map("votes", [[(i, p)] for i, p in enumerate(PAPERS)], {}))


def test_it_ends_with_its_context_whatever_it_does() -> None:
    start = time.monotonic()
    with Nursery(_slow, 2):
        pass
    assert time.monotonic() - start < 10
    assert not multiprocessing.active_children()
