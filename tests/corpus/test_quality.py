"""The extraction keeps what it has reached on annotated papers: floors a little under the measured figures.

Raise a floor when the rules got better; lower one only with a reason in the commit message.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluation.folds import Fold
from kg.evaluation.matching import Boundaries
from kg.evaluation.report import Request, Run, run

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def found(shared: Path) -> Run:
    return run(Request(reference=shared / "annotations" / "dev.jsonl"))


@pytest.fixture(scope="module")
def given(shared: Path) -> Run:
    return run(Request(reference=shared / "annotations" / "dev.jsonl", given_entities=True))


def test_entities(found: Run) -> None:
    entities = found.scores[Boundaries.EXACT].all_entities
    assert entities.f1 >= 0.85
    assert entities.precision >= 0.87


@pytest.mark.parametrize("kind", ["Method", "Model", "Benchmark", "Task", "Metric", "Hardware"])
def test_no_type_is_weak(found: Run, kind: str) -> None:
    assert found.scores[Boundaries.EXACT].entities[kind].f1 >= 0.75


def test_core_relations(found: Run) -> None:
    core = found.scores[Boundaries.EXACT].core_relations
    assert core.f1 >= 0.72
    assert core.precision >= 0.82


def test_core_relations_with_given_entities(given: Run) -> None:
    assert given.scores[Boundaries.EXACT].core_relations.f1 >= 0.80


@pytest.mark.parametrize("predicate", ["achieves", "outperforms", "quantizes"])
def test_numbers_are_right(found: Run, predicate: str) -> None:
    counts = found.qualifiers[predicate]
    asked = counts.right + counts.wrong + counts.missing
    assert counts.right >= 0.85 * asked
    assert counts.wrong <= 1


def test_unseen_papers(shared: Path) -> None:
    unseen = run(Request(reference=shared / "annotations" / "dev.jsonl", fold=Fold.UNSEEN))
    score = unseen.scores[Boundaries.EXACT]
    assert score.all_entities.f1 >= 0.81
    assert score.all_entities.precision >= 0.85
    assert score.core_relations.f1 >= 0.60
    assert score.core_relations.precision >= 0.75


def test_abstracts_annotated_by_others(shared: Path) -> None:
    result = run(Request(reference=shared / "external" / "scier_dev.jsonl"))
    assert result.spans is not None
    hits = sum(c.hits for c in result.spans.entities.values())
    asked = sum(c.support for c in result.spans.entities.values())
    assert hits / asked >= 0.45
