"""The two map steps over papers, one paper at a time: what a worker does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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


Do = Callable[[Pipeline, int, Paper, Mapping[str, EntityType]], Outcome]


def work(
    pipeline: Pipeline, step: Step, papers: Sequence[Numbered], lexicon: Mapping[str, EntityType]
) -> list[Outcome]:
    """One step for some papers. A paper on which the rules fail gives nothing, and loses no other paper."""
    do = _votes if step == "votes" else _extract
    return [_safely(do, pipeline, n, paper, lexicon) for n, paper in papers]


def _safely(do: Do, pipeline: Pipeline, n: int, paper: Paper, lexicon: Mapping[str, EntityType]) -> Outcome:
    try:
        return do(pipeline, n, paper, lexicon)
    except Exception as error:  # noqa: BLE001 - whatever a rule does with hostile text, the other papers go on
        empty = pack_extraction(Extraction(paper=paper.id))
        return Outcome(n, (), empty, f"{type(error).__name__}: {error}"[:500])


def _votes(pipeline: Pipeline, n: int, paper: Paper, lexicon: Mapping[str, EntityType]) -> Outcome:
    del lexicon
    return Outcome(n, tuple(pipeline.votes(paper)), b"", None)


def _extract(pipeline: Pipeline, n: int, paper: Paper, lexicon: Mapping[str, EntityType]) -> Outcome:
    return Outcome(n, (), pack_extraction(pipeline.extract(paper, lexicon)), None)
