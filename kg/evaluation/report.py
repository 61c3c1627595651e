"""One evaluation from files to figures: read the reference, read or make the prediction, score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.annotations import load
from kg.evaluation import spans
from kg.evaluation.folds import Fold, holds
from kg.evaluation.matching import Boundaries
from kg.evaluation.qualifiers import QualifierCounts, score_qualifiers
from kg.evaluation.rules import ByRule, count_by_rule
from kg.evaluation.score import Mistake, Score, score
from ontology.errors import KgError, UsageError
from ontology.types import Extraction, Paper

if TYPE_CHECKING:
    from extractors.extract import Extractor


@dataclass(frozen=True, slots=True)
class Request:
    """What to score, and how."""

    reference: Path
    predicted: Path | None = None
    papers: Path | None = None
    given_entities: bool = False
    fold: Fold = Fold.ALL
    vocabularies: Sequence[Path] = ()
    rules_only: bool = False


@dataclass(slots=True)
class Run:
    """What came out: either paper scores by boundaries, or a span score."""

    scores: dict[Boundaries, Score] = field(default_factory=dict)
    qualifiers: dict[str, QualifierCounts] = field(default_factory=dict)
    by_rule: ByRule = field(default_factory=dict)
    spans: spans.SpanScore | None = None

    @property
    def mistakes(self) -> list[Mistake]:
        """The errors with exact boundaries."""
        exact = self.scores.get(Boundaries.EXACT)
        return exact.mistakes if exact else []


def run(request: Request) -> Run:
    """Score as asked.

    Raises:
        KgError: a file cannot be read or has another shape; says which line.
    """
    lines = _lines(request.reference)
    if lines and spans.is_span_shape(lines[0]):
        return _run_spans(request, lines)
    reference = {i: e for i, e in _extractions(request.reference, lines).items() if holds(request.fold, i)}
    predicted = _predict(request, reference)
    return Run(
        scores={b: score(reference, predicted, b) for b in Boundaries},
        qualifiers=score_qualifiers(reference, predicted),
        by_rule=count_by_rule(reference, predicted),
    )


def _run_spans(request: Request, lines: list[str]) -> Run:
    if request.predicted or request.given_entities:
        raise UsageError("a span corpus is scored by extracting from its own sentences: give no FILE")
    reference = spans.load(lines)
    return Run(spans=spans.score(reference, spans.predict(reference, lambda p: _extract(request, p))))


def _predict(request: Request, reference: dict[str, Extraction]) -> dict[str, Extraction]:
    if request.predicted:
        return _extractions(request.predicted, _lines(request.predicted))
    papers = [p for p in _papers(request) if p.id in reference]
    if missing := sorted(set(reference) - {p.id for p in papers}):
        raise KgError(
            f"{len(missing)} annotated papers have no text, the first is {missing[0]!r}: see --papers"
        )
    if request.given_entities:
        extractor = _extractor(request)
        return {p.id: extractor.extract_with(p, reference[p.id].entities) for p in papers}
    return {e.paper: e for e in _extract(request, papers)}


def _extract(request: Request, papers: Sequence[Paper]) -> Iterable[Extraction]:
    from extractors.extract import extract_all

    return extract_all(_extractor(request), papers)


def _extractor(request: Request) -> Extractor:
    from extractors.extract import Extractor

    return Extractor.load(vocabularies=request.vocabularies, rules_only=request.rules_only)


def _papers(request: Request) -> list[Paper]:
    from extractors.readers import Reject, merge, read

    path = request.papers or request.reference.with_name(f"{request.reference.stem}_papers.jsonl")
    if not path.exists():
        raise UsageError(f"no papers at {path}: name the file with --papers")

    def refuse(reject: Reject) -> None:
        if not reject.kept:
            raise KgError(f"{reject}")

    return list(merge(read([path], on_reject=refuse)))


def _lines(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"cannot read {path}: {error}") from error


def _extractions(path: Path, lines: list[str]) -> dict[str, Extraction]:
    found: dict[str, Extraction] = {}
    for number, line in enumerate(lines, 1):
        try:
            extraction = load(line)
        except (ValueError, KeyError) as error:
            raise KgError(f"{path}:{number}: not an annotation: {error}") from error
        found[extraction.paper] = extraction
    return found
