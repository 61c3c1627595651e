"""A batch of papers that fails or takes too long costs its own limit, and then each paper is tried alone."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

import pytest
from graph_files import paper
from tiny_pipeline import TinyPipeline

from kg.build import tasks
from kg.build.tasks import Numbered, Outcome, Step, work
from kg.store.extractions import unpack_extraction
from ontology.types import EntityType, Extraction, Paper

SAID = "Method:A outperforms Method:B"


class Slow(TinyPipeline):
    """Takes long over some papers, and notes the companies in which papers came."""

    def __init__(self, seconds: Mapping[str, float]) -> None:
        super().__init__()
        self.seconds = seconds
        self.asked: list[int] = []

    def votes(self, paper: Paper) -> tuple[()]:
        self._work(paper)
        return ()

    def extract(self, papers: Sequence[Paper], lexicon: Mapping[str, EntityType]) -> list[Extraction]:
        self.asked.append(len(papers))
        for one in papers:
            self._work(one)
        return super().extract(papers, lexicon)

    def _work(self, paper: Paper) -> None:
        end = time.process_time() + self.seconds.get(paper.id, 0)
        while time.process_time() < end:
            pass


@pytest.fixture(autouse=True)
def short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "SECONDS_PER_BATCH", 0.2)
    monkeypatch.setattr(tasks, "SECONDS_PER_PAPER", 0.4)


def batch(*ids: str) -> list[Numbered]:
    return [(n, paper(id_, SAID)) for n, id_ in enumerate(ids)]


def statements(outcome: Outcome) -> int:
    return len(unpack_extraction(outcome.extraction).statements)


def test_a_paper_that_never_ends_costs_both_limits_and_no_other_paper() -> None:
    pipeline, begun = Slow({"poison": 60}), time.process_time()
    outcomes = work(pipeline, "extract", batch("a", "poison", "b"), {})
    assert time.process_time() - begun < 2
    assert pipeline.asked == [3, 1, 1, 1]
    assert [statements(o) for o in outcomes] == [1, 0, 1]
    said = "TimeoutError: more than 0.4 seconds of processor time"
    assert [o.error for o in outcomes] == [None, said, None]


def test_papers_that_are_slow_together_are_all_read() -> None:
    pipeline = Slow(dict.fromkeys("abc", 0.1))
    outcomes = work(pipeline, "extract", batch(*"abc"), {})
    assert pipeline.asked == [3, 1, 1, 1]
    assert [(o.n, o.error, statements(o)) for o in outcomes] == [(n, None, 1) for n in range(3)]


@pytest.mark.parametrize("step", ["votes", "extract"])
def test_a_paper_that_comes_alone_is_tried_once(step: Step) -> None:
    begun = time.process_time()
    (outcome,) = work(Slow({"poison": 60}), step, batch("poison"), {})
    assert time.process_time() - begun < 0.7
    assert outcome.error
