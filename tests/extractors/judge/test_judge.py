"""The judge drops, and does nothing else."""

import pytest

from extractors.document import Reading
from extractors.extract import Extractor, read_all
from extractors.judge import LEAST_ODDS, Judge
from extractors.judge.features import features
from extractors.readers import merge, read
from extractors.samples import sample_paths
from ontology.schema import load_schema


@pytest.fixture(scope="module")
def found() -> list[Reading]:
    papers = list(merge(read(sample_paths().values(), on_reject=lambda _: None)))
    return list(read_all(Extractor.load(), papers))


def test_it_drops_few_and_keeps_the_order(found: list[Reading]) -> None:
    judge = Judge.load()
    before = [s for reading in found for s in reading.extraction.statements]
    after = [s for reading in found for s in judge.judged(reading).statements]
    assert 0.7 * len(before) < len(after) < len(before)
    remaining = iter(before)
    assert all(statement in remaining for statement in after)


def test_entities_stay(found: list[Reading]) -> None:
    judge = Judge.load()
    assert all(judge.judged(r).entities == r.extraction.entities for r in found)


def test_what_is_not_asserted_is_not_judged(found: list[Reading]) -> None:
    strict = Judge({"bias": min(LEAST_ODDS.values()) - 1}, "none pass")
    kept = [s for reading in found for s in strict.judged(reading).statements]
    every = [s for reading in found for s in reading.extraction.statements]
    assert kept == [s for s in every if not s.asserted]


def test_a_text_without_title_is_not_judged(found: list[Reading]) -> None:
    strict = Judge({"bias": min(LEAST_ODDS.values()) - 1}, "none pass")
    for reading in found:
        untitled = reading._replace(paper=reading.paper.model_copy(update={"title": ""}))
        assert strict.judged(untitled) == reading.extraction


def test_a_score_on_the_edge_is_kept(found: list[Reading]) -> None:
    even = Judge({"bias": max(LEAST_ODDS.values())}, "all pass")
    assert all(even.judged(reading) == reading.extraction for reading in found)


def test_more_is_asked_of_core_predicates(found: list[Reading]) -> None:
    predicates = load_schema().predicates
    between = Judge({"bias": LEAST_ODDS[False]}, "what is no core claim passes")
    for reading in found:
        every = reading.extraction.statements
        kept = tuple(s for s in every if not (s.asserted and predicates[s.predicate].core))
        assert between.judged(reading).statements == kept


def test_features_tell_rule_predicate_and_ends(found: list[Reading]) -> None:
    reading = next(r for r in found if any(s.predicate == "proposes" for s in r.extraction.statements))
    statements, rows = reading.extraction.statements, features(reading)
    assert len(rows) == len(statements)
    statement, names = next(
        pair for pair in zip(statements, rows, strict=True) if pair[0].predicate == "proposes"
    )
    assert names == sorted(set(names))
    assert {"bias", "predicate=proposes", "subject=paper", f"rule={statement.evidence[0].rule}"} <= set(names)


def test_features_tell_how_likely_the_ends_are(found: list[Reading]) -> None:
    reading = next(r for r in found if r.extraction.statements)
    sure, doubtful = (reading._replace(chances=dict.fromkeys(reading.chances, chance)) for chance in (99, 33))
    told = [{name for row in features(r) for name in row if " chance=" in name} for r in (sure, doubtful)]
    assert all(told)
    assert told[0].isdisjoint(told[1])


def test_with_and_without_are_different_rules() -> None:
    fingerprints = {Extractor.load(judge=judge).fingerprint for judge in (True, False)}
    assert len(fingerprints) == 2
