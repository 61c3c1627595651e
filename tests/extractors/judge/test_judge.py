"""The judge drops, and does nothing else."""

import pytest

from extractors.extract import Extractor, extract_all
from extractors.judge import LEAST_ODDS, Judge
from extractors.judge.features import features
from extractors.readers import merge, read
from extractors.samples import sample_paths
from ontology.types import Extraction, Paper


@pytest.fixture(scope="module")
def found() -> list[tuple[Paper, Extraction]]:
    papers = list(merge(read(sample_paths().values(), on_reject=lambda _: None)))
    return list(zip(papers, extract_all(Extractor.load(judge=False), papers), strict=True))


def test_it_drops_few_and_keeps_the_order(found: list[tuple[Paper, Extraction]]) -> None:
    judge = Judge.load()
    before = [s for _, extraction in found for s in extraction.statements]
    after = [s for paper, extraction in found for s in judge.judged(paper, extraction).statements]
    assert 0.7 * len(before) < len(after) < len(before)
    remaining = iter(before)
    assert all(statement in remaining for statement in after)


def test_entities_stay(found: list[tuple[Paper, Extraction]]) -> None:
    judge = Judge.load()
    assert all(judge.judged(p, e).entities == e.entities for p, e in found)


def test_what_is_not_asserted_is_not_judged(found: list[tuple[Paper, Extraction]]) -> None:
    strict = Judge({"bias": LEAST_ODDS - 1}, "none pass")
    kept = [s for paper, extraction in found for s in strict.judged(paper, extraction).statements]
    assert kept == [
        s for _, extraction in found for s in extraction.statements if not any(e.asserted for e in s.evidence)
    ]


def test_a_text_without_title_is_not_judged(found: list[tuple[Paper, Extraction]]) -> None:
    strict = Judge({"bias": LEAST_ODDS - 1}, "none pass")
    for paper, extraction in found:
        assert strict.judged(paper.model_copy(update={"title": ""}), extraction) == extraction


def test_a_score_on_the_edge_is_kept(found: list[tuple[Paper, Extraction]]) -> None:
    even = Judge({"bias": LEAST_ODDS}, "all pass")
    assert all(even.judged(paper, extraction) == extraction for paper, extraction in found)


def test_features_tell_rule_predicate_and_ends(found: list[tuple[Paper, Extraction]]) -> None:
    paper, extraction = next((p, e) for p, e in found if any(s.predicate == "proposes" for s in e.statements))
    rows = features(paper, extraction)
    assert len(rows) == len(extraction.statements)
    statement, names = next(
        (s, r) for s, r in zip(extraction.statements, rows, strict=True) if s.predicate == "proposes"
    )
    assert names == sorted(set(names))
    assert {"bias", "predicate=proposes", "subject=paper", f"rule={statement.evidence[0].rule}"} <= set(names)


def test_with_and_without_are_different_rules() -> None:
    fingerprints = {Extractor.load(judge=judge).fingerprint for judge in (True, False)}
    assert len(fingerprints) == 2
