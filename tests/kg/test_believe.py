"""Belief: rule precision with a prior, independent papers, and nothing for what is not asserted."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from graph_files import build, paper
from hypothesis import given
from hypothesis import strategies as st

from kg.believe.belief import CAP, grounds
from kg.believe.precision import Precision, load_precision, parse_counts
from kg.store import Store
from ontology.errors import KgError

P = {"a": Decimal("0.8"), "b": Decimal("0.6")}


def of(*support: tuple[str, str]) -> Decimal:
    return grounds(support, P).belief


def test_one_paper_is_believed_as_far_as_its_rule() -> None:
    assert of(("p", "a")) == Decimal("0.8000")


def test_sentences_of_one_paper_count_once_by_the_best_rule() -> None:
    assert of(("p", "b"), ("p", "a"), ("p", "a")) == Decimal("0.8000")


def test_papers_through_different_rules_are_independent() -> None:
    assert of(("p", "a"), ("q", "b")) == Decimal("0.9200")


def test_papers_through_one_rule_share_its_mistakes() -> None:
    assert of(("p", "a"), ("q", "a")) == Decimal("0.8800")
    assert of(("p", "a"), ("q", "a")) < of(("p", "a"), ("q", "b"))


def test_nobody_asserts_it() -> None:
    assert of() == 0


@given(st.lists(st.tuples(st.sampled_from("pqrstuvw"), st.sampled_from("ab")), min_size=1, max_size=12))
def test_belief_grows_with_support_and_never_reaches_one(support: list[tuple[str, str]]) -> None:
    whole = of(*support)
    assert of(*support[:-1]) <= whole <= CAP
    assert whole == of(*reversed(support))


def test_precision_is_drawn_towards_all_rules_together() -> None:
    precision = Precision({"good": (90, 10), "rare": (0, 1)}, {"names": (8, 0)})
    assert precision.of("never measured") == precision.overall
    assert Decimal("0.5") < precision.of("rare") < precision.overall < precision.of("good") < 1
    assert precision.of("names") > precision.overall
    assert Precision(precision.read).overall == precision.overall, "names say nothing of sentences"


def test_a_rule_of_two_predicates_is_summed() -> None:
    text = "predicate\trule\tright\twrong\nuses\tr\t1\t2\nis-a\tr\t3\t4\n"
    assert parse_counts(text, "x") == {"r": (4, 6)}


HEADER = "predicate\trule\tright\twrong\n"


@pytest.mark.parametrize("text", ["", "rule\tright\n", HEADER + "uses\ta\t1\n", HEADER + "uses\ta\t-1\t2\n"])
def test_bad_tables_are_refused(text: str) -> None:
    with pytest.raises(KgError, match=r"counts\.tsv: line"):
        parse_counts(text, "counts.tsv")


def test_the_shipped_tables_are_of_this_kind() -> None:
    shipped = load_precision()
    assert shipped.counts("variant-of/name")[0] > 0
    assert len(shipped.read) > 20


def test_hedged_claims_are_kept_but_not_asserted(graph: Path) -> None:
    build(graph, [paper("a", "maybe Method:Zorbo outperforms Method:Quark")])
    with Store(graph) as store:
        assert list(store.statements()) == []
        (claim,) = store.statements(unasserted=True)
        assert (claim.belief, claim.papers, len(claim.evidence)) == (0, (), 1)


def test_a_hedge_beside_an_assertion_adds_evidence_and_no_belief(graph: Path) -> None:
    build(graph, [paper("a", "Method:Zorbo outperforms Method:Quark")])
    with Store(graph) as store:
        (alone,) = store.statements()
    build(graph, [paper("b", "maybe Method:Zorbo outperforms Method:Quark")], only=False)
    with Store(graph) as store:
        (both,) = store.statements()
    assert (both.belief, both.papers) == (alone.belief, ("a",))
    assert len(both.evidence) == 2
