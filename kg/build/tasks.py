"""The two map steps over papers: what a worker does with a chunk of them."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Literal, NamedTuple

from extractors.lexicon import Vote
from kg.build.pipeline import Pipeline
from kg.store.extractions import pack_extraction
from ontology.types import EntityType, Extraction, Paper

Step = Literal["votes", "extract"]
Numbered = tuple[int, Paper]


class Outcome(NamedTuple):
    """What one paper gave: its votes, or its packed extraction; ``error`` where the rules failed on it."""

    n: int
    votes: tuple[Vote, ...]
    extraction: bytes
    error: str | None


SECONDS_PER_PAPER = 60.0
"""Processor time. The longest abstract that is read takes two, or four if it is one sentence: this is against
texts made to keep a rule busy."""
SECONDS_PER_BATCH = 30.0
"""Processor time of papers that are read together, seventy times what they take."""
Do = Callable[[Pipeline, Sequence[Numbered], Mapping[str, EntityType]], list[Outcome]]


def work(
    pipeline: Pipeline, step: Step, papers: Sequence[Numbered], lexicon: Mapping[str, EntityType]
) -> list[Outcome]:
    """One step for some papers. A paper on which the rules fail gives nothing, and loses no other paper."""
    do = _votes if step == "votes" else _extract
    if len(papers) > 1:
        # One of them fails: which, is told one by one.
        with suppress(Exception), time_limit(SECONDS_PER_BATCH):
            return do(pipeline, papers, lexicon)
    return [_safely(do, pipeline, paper, lexicon) for paper in papers]


def _safely(do: Do, pipeline: Pipeline, paper: Numbered, lexicon: Mapping[str, EntityType]) -> Outcome:
    try:
        with time_limit(SECONDS_PER_PAPER):
            return do(pipeline, [paper], lexicon)[0]
    except Exception as error:  # noqa: BLE001 - whatever a rule does with hostile text, the other papers go on
        n, record = paper
        empty = pack_extraction(Extraction(paper=record.id))
        return Outcome(n, (), empty, f"{type(error).__name__}: {error}"[:500])


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeoutError after so much processor time, where the platform and the thread allow it."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"more than {seconds:g} seconds of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _votes(
    pipeline: Pipeline, papers: Sequence[Numbered], lexicon: Mapping[str, EntityType]
) -> list[Outcome]:
    del lexicon
    return [Outcome(n, tuple(pipeline.votes(paper)), b"", None) for n, paper in papers]


def _extract(
    pipeline: Pipeline, papers: Sequence[Numbered], lexicon: Mapping[str, EntityType]
) -> list[Outcome]:
    found = pipeline.extract([paper for _, paper in papers], lexicon)
    numbers = (n for n, _ in papers)
    return [Outcome(n, (), pack_extraction(e), None) for n, e in zip(numbers, found, strict=True)]
