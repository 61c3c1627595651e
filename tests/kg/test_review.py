"""The user's review file: each kind of decision does what it says, and mistakes are explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from graph_files import build, dump, paper, rules

from kg.propose import proposals
from kg.resolve.review import NO_REVIEW, load_review, parse_review
from kg.resolve.write_review import add_decision
from kg.store import Store
from ontology.errors import KgError
from ontology.types import EntityType

PAPERS = [
    paper("a", "paper proposes Method:Zorbo . Method:Zorbo outperforms Method:Quark"),
    paper("b", "Method:Zorbo-X outperforms Method:Quark"),
    paper("c", "Method:Zorbo quantizes Model:Llama"),
]


def ids(path: Path) -> set[str]:
    with Store(path) as store:
        return {e.id for e in store.entities()}


def built(graph: Path, text: str) -> set[str]:
    build(graph, PAPERS, review=parse_review(text, "test"))
    return ids(graph)


def test_merge(graph: Path) -> None:
    assert "method/zorbo-x" not in built(graph, "merge: [{names: [Zorbo, Zorbo-X], into: Zorbo}]")
    with Store(graph) as store:
        assert store.papers_of("method/zorbo") == ["a", "b", "c"]
        (claim,) = store.statements(predicate="outperforms")
        assert claim.papers == ("a", "b")


def test_a_merge_for_another_type_does_nothing(graph: Path) -> None:
    assert "method/zorbo-x" in built(graph, "merge: [{names: [Zorbo-X], into: Zorbo, type: Model}]")


def test_split(graph: Path) -> None:
    found = built(graph, "split: [{name: Zorbo, papers: [c], as: Zorbo (vision)}]")
    assert {"method/zorbo", "method/zorbo-vision"} <= found
    with Store(graph) as store:
        assert store.papers_of("method/zorbo-vision") == ["c"]
        assert store.entity("method/zorbo-vision").name == "Zorbo (vision)"


def test_rename(graph: Path) -> None:
    found = built(graph, "rename: [{name: Zorbo, to: ZORBO-Net}]")
    assert "method/zorbo-net" in found
    assert "method/zorbo" not in found


def test_a_rename_to_a_name_that_is_there_merges(graph: Path) -> None:
    found = built(graph, "rename: [{name: Zorbo-X, to: Zorbo}]")
    assert {i for i in found if "zorbo" in i} == {"method/zorbo"}


def test_retype_drops_what_the_new_type_cannot_say(graph: Path) -> None:
    found = built(graph, "retype: [{name: Zorbo, to: Benchmark}]")
    assert "benchmark/zorbo" in found
    with Store(graph) as store:
        assert {s.predicate for s in store.statements(subject="benchmark/zorbo")} == set()
        assert [s.subject for s in store.statements(object="benchmark/zorbo")] == ["paper/a"]


def test_reject_a_name(graph: Path) -> None:
    assert not {i for i in built(graph, "reject: [{name: Quark}]") if "quark" in i}
    with Store(graph) as store:
        assert list(store.statements(predicate="outperforms")) == []


def test_reject_a_claim(graph: Path) -> None:
    built(graph, "reject: [{subject: zorbo, predicate: outperforms, object: Quark}]")
    with Store(graph) as store:
        assert [s.subject for s in store.statements(predicate="outperforms")] == ["method/zorbo-x"]


def test_taking_a_decision_back_gives_the_old_graph(graph: Path, tmp_path: Path) -> None:
    build(tmp_path / "plain.kg", PAPERS)
    built(graph, "merge: [{names: [Zorbo-X], into: Zorbo}]\nreject: [{name: Quark}]")
    build(graph, PAPERS)
    assert dump(graph) == dump(tmp_path / "plain.kg")


def test_an_incremental_add_keeps_the_decisions(graph: Path, tmp_path: Path) -> None:
    review = parse_review("merge: [{names: [Zorbo-X], into: Zorbo}]", "test")
    build(graph, PAPERS[:1], review=review)
    build(graph, PAPERS[1:], review=review, only=False)
    build(tmp_path / "fresh.kg", PAPERS, review=review)
    assert dump(graph) == dump(tmp_path / "fresh.kg")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("merge: [{names: [A]}]", "merge > number 1 > into: Field required"),
        ("marge: []", "marge"),
        ("retype: [{name: A, to: Thing}]", "retype > number 1 > to"),
        (
            "reject: [{subject: A, predicate: beats, object: B}]",
            "unknown predicate 'beats'; allowed: proposes",
        ),
        ("reject: [{name: A, subject: B}]", "give either"),
        ("reject: [{reason: none}]", "give either"),
        ("merge: [", "not YAML"),
        ("!!python/object/apply:os.system [ls]", "not YAML"),
        ("[1]", "allowed are merge"),
    ],
)
def test_mistakes_are_explained(text: str, words: str) -> None:
    with pytest.raises(KgError, match=r"file\.yaml") as caught:
        parse_review(text or "", "file.yaml")
    assert words in str(caught.value)


def test_no_file_and_an_empty_file_decide_nothing(tmp_path: Path) -> None:
    empty = tmp_path / "empty.yaml"
    empty.write_text("", encoding="utf-8")
    assert load_review(None) == load_review(empty) == NO_REVIEW


def test_a_decision_is_added_without_touching_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "# my own words\nmerge:\n    # why\n    - {names: [A], into: B}\nsplit: []\n", encoding="utf-8"
    )
    add_decision(path, "merge", {"names": ["C"], "into": "D: E"})
    review = add_decision(path, "apart", {"names": ["X", "Y"]})
    text = path.read_text(encoding="utf-8")
    assert "# my own words" in text
    assert "# why" in text
    assert [m.into for m in review.merge] == ["D: E", "B"]
    assert review.apart[0].names == ("X", "Y")
    assert load_review(path) == review


def test_a_broken_file_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("merge: [", encoding="utf-8")
    with pytest.raises(KgError):
        add_decision(path, "merge", {"names": ["C"], "into": "D"})
    assert path.read_text(encoding="utf-8") == "merge: ["


def test_proposals_are_useful_first_and_never_what_was_kept_apart(graph: Path) -> None:
    papers = [
        paper(f"u{i}", "name Method:speculative_decodng . name Method:speculative_decoding") for i in range(3)
    ]
    papers += [paper("m", "name Method:Zorbo_network . name Method:Zorbo")]
    build(graph, papers)
    with Store(graph) as store:
        found = proposals(store.db, rules().names)
        assert [(p.kind, p.reason) for p in found] == [
            (EntityType.METHOD, "one letter"),
            (EntityType.METHOD, "but for the word of its kind"),
        ]
        apart = parse_review("apart: [{names: [speculative decodng, speculative decoding]}]", "test")
        assert [p.reason for p in proposals(store.db, rules(apart).names)] == ["but for the word of its kind"]


@pytest.mark.parametrize(
    "said",
    [
        "name Benchmark:MT-Bench . name Benchmark:MMBench",
        "name Method:Zorbo = deep_Zorbo . name Method:deep_Zorbo",
    ],
    ids=["two known names", "a kind of it"],
)
def test_what_is_told_apart_is_not_proposed(graph: Path, said: str) -> None:
    build(graph, [paper("a", said), paper("b", "name Method:Zorbo")])
    with Store(graph) as store:
        assert proposals(store.db, rules().names) == []
