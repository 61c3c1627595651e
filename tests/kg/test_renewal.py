"""Workers that give way to fresh copies of themselves, and jobs done by a copy of a process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys

import pytest
from graph_files import paper
from tiny_pipeline import TinyPipeline

import kg.build.pool as pool_module
from extractors.lexicon import Vote
from kg.build.pool import Pool
from kg.build.renewal import renewed
from ontology.types import EntityType, Paper

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are renewed where forking is safe")
CHUNKS = [[(i, paper(f"p{i:02}", "Method:A outperforms Method:B"))] for i in range(12)]


class Signed(TinyPipeline):
    """Votes for the number of its process."""

    def votes(self, paper: Paper) -> tuple[Vote, ...]:
        del paper
        return (Vote(str(os.getpid()), EntityType.METHOD, "test"),)


def test_workers_are_renewed_and_remember_the_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "LIFE", 3)
    with Pool(Signed, 1, fork=True) as pool:
        voted = [o for batch in pool.map("votes", CHUNKS, {}) for o in batch]
        extracted = [o for batch in pool.map("extract", CHUNKS, {}) for o in batch]
    assert [o.n for o in voted] == [o.n for o in extracted] == list(range(12))
    assert len({o.votes[0].form for o in voted}) == 4
    assert all(o.extraction for o in extracted)


def test_a_copy_answers_and_leaves_this_process_as_it_was() -> None:
    kept = [0]
    assert renewed(lambda: [*map(kept.append, (1, 2)), len(kept)]) == [None, None, 3]
    assert kept == [0]


def test_what_a_copy_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        renewed(lambda: 1 // 0)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGKILL, -9), (signal.SIGTERM, -15)])
def test_a_copy_that_is_killed_takes_its_process_with_it(number: int, code: int) -> None:
    def job() -> None:
        renewed(lambda: os.kill(os.getpid(), number))

    process = multiprocessing.get_context("fork").Process(target=job)
    process.start()
    process.join(20)
    assert process.exitcode == code
