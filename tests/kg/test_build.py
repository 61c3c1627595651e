"""Builds: any number of workers, any order of files, rejects, limits, changed papers, the lexicon."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Sequence
from pathlib import Path

import pytest
from graph_files import build, dump, paper, remove, rules
from tiny_pipeline import TinyPipeline

import kg.build.builder as builder_module
from kg.build.builder import Builder
from kg.build.pool import Pool
from kg.build.tasks import Numbered, time_limit
from kg.queries.stats import rejects, stats
from kg.store import Store
from kg.verify import verify
from ontology.errors import KgError, UsageError
from ontology.types import EntityType, Paper


def many(count: int = 200) -> list[Paper]:
    said = "Method:M{a} outperforms Method:M{b} . vote Zeta Method . ?Zeta quantizes Model:Llama-{c}B"
    return [paper(f"p{i:03}", said.format(a=i % 7, b=i % 11 + 7, c=i % 5)) for i in range(count)]


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder_module, "CHUNK", 4)


@pytest.mark.usefixtures("small_chunks")
def test_the_same_for_any_number_of_workers_and_any_order(tmp_path: Path) -> None:
    build(tmp_path / "one.kg", many())
    build(tmp_path / "three.kg", reversed(many()), workers=3)
    assert dump(tmp_path / "one.kg") == dump(tmp_path / "three.kg")


def chunks(count: int) -> list[Sequence[Numbered]]:
    return [[(i, p)] for i, p in enumerate(many(count))]


@pytest.mark.parametrize("fork", [True, False])
def test_workers_hand_back_results_in_order(fork: bool) -> None:
    if fork and "fork" not in multiprocessing.get_all_start_methods():
        pytest.skip("no forking here")
    with Pool(TinyPipeline, 3, fork=fork) as pool:
        got = [o.n for batch in pool.map("votes", chunks(40), {}) for o in batch]
        again = [o.n for batch in pool.map("extract", chunks(7), {"Zeta": EntityType.METHOD}) for o in batch]
    assert got == list(range(40))
    assert again == list(range(7))


class Deadly(TinyPipeline):
    """Ends its process."""

    def votes(self, paper: Paper) -> tuple[()]:
        import os

        os._exit(9)


def test_a_worker_that_dies_is_reported() -> None:
    with pytest.raises(KgError, match="worker process ended with 9"), Pool(Deadly, 2) as pool:
        list(pool.map("votes", chunks(4), {}))


def test_a_pool_that_cannot_load_says_why() -> None:
    def fail() -> TinyPipeline:
        raise KgError("the vocabulary is broken")

    with pytest.raises(KgError, match="the vocabulary is broken"), Pool(fail, 2) as pool:
        list(pool.map("votes", chunks(4), {}))


def test_a_paper_on_which_a_rule_fails_loses_no_other(graph: Path) -> None:
    report = build(graph, [paper("bad", "boom"), paper("good", "Method:A outperforms Method:B")])
    assert report.rejects == 1
    with Store(graph) as store:
        assert rejects(store.db) == [{"source": "paper bad", "line": None, "reason": "RuntimeError: boom"}]
        assert [e.id for e in store.entities()] == ["method/a", "method/b"]
        assert stats(store.db)["papers"] == 2
    build(graph, [paper("bad", "Method:A outperforms Method:C")], only=False)
    with Store(graph) as store:
        assert rejects(store.db) == []


def test_a_rule_that_does_not_end_is_stopped() -> None:
    with pytest.raises(TimeoutError), time_limit(0.05):
        forever()


def forever() -> None:
    while True:
        pass


def test_a_changed_paper_replaces_its_old_self(graph: Path) -> None:
    build(graph, [paper("a", "Method:Old outperforms Method:B"), paper("b", "Method:B uses Method:C")])
    build(graph, [paper("a", "Method:New outperforms Method:B")], only=False)
    with Store(graph) as store:
        assert {e.id for e in store.entities()} == {"method/new", "method/b", "method/c"}
        assert store.paper("a").abstract == "Method:New outperforms Method:B"


def test_a_statement_dies_with_its_last_evidence(graph: Path) -> None:
    said = "Method:A outperforms Method:B"
    build(graph, [paper("a", said), paper("b", said)])
    remove(graph, "a")
    with Store(graph) as store:
        assert [s.papers for s in store.statements()] == [("b",)]
    remove(graph, "b")
    with Store(graph) as store:
        assert list(store.statements()) == list(store.entities()) == list(store.papers()) == []


def test_removing_an_unknown_paper_removes_nothing(graph: Path) -> None:
    build(graph, many(3))
    with pytest.raises(UsageError, match="no paper 'nobody'"):
        remove(graph, "p000", "nobody")
    with Store(graph) as store:
        assert len(list(store.papers())) == 3


def test_a_build_holds_just_the_papers_given(graph: Path) -> None:
    build(graph, many(5))
    report = build(graph, many(8)[3:])
    assert (report.added, report.removed, report.total) == (3, 3, 5)


def test_limit_and_since(graph: Path) -> None:
    papers = [paper(f"p{i}", "Method:A uses Method:B", year=2020 + i if i else None) for i in range(5)]
    with Builder(graph, rules()) as builder:
        builder.take(papers, only=True, since=2022, limit=2)
        builder.finish(TinyPipeline)
    with Store(graph) as store:
        assert [p.id for p in store.papers()] == ["p2", "p3"]


def test_a_flipped_decision_reads_again_exactly_the_papers_with_the_form(graph: Path) -> None:
    papers = [
        paper("v1", "vote Zeta Method"),
        paper("use", "?Zeta quantizes Model:Llama"),
        paper("other", "Method:Zetas quantizes Model:Llama"),
        paper("none", "Method:A uses Method:B"),
    ]
    build(graph, papers)
    pipeline = TinyPipeline()
    build(graph, [paper("v2", "vote Zeta Method")], only=False, pipeline=pipeline)
    assert sorted(pipeline.extracted) == ["other", "use", "v1", "v2"], "all whose text contains the form"
    with Store(graph) as store:
        assert [s.papers for s in store.statements(subject="method/zeta")] == [("other", "use")]


def test_the_same_paper_from_two_sources_is_one(graph: Path) -> None:
    one = paper("a", "Method:A uses Method:B")
    longer = one.model_copy(
        update={"abstract": "Method:A uses Method:B . Method:A uses Method:C", "source": ("x",)}
    )
    for order in ([one, longer], [longer, one]):
        build(graph, order)
        with Store(graph) as store:
            (only,) = store.papers()
            assert only.source == ("test.jsonl", "x")
            assert only.abstract == longer.abstract


@pytest.mark.parametrize(
    "abstract",
    [
        "",
        "\x00\x01",
        "Method:𝔊𝔓𝔗 outperforms Method:ﬁne",
        "Method:-- uses Method:..",
        "Method:'\";DROP uses Method:<b>",
    ],
)
def test_hostile_papers_are_stored_and_verify(graph: Path, abstract: str) -> None:
    build(graph, [paper("x", abstract, title="")])
    with Store(graph) as store:
        assert store.paper("x").abstract == abstract
    assert list(verify(graph, rules())) == []


def test_quantities_of_one_value_are_one_claim_and_of_two_are_two(graph: Path) -> None:
    said = "Method:A achieves Metric:accuracy on Benchmark:GSM8K is {}"
    build(
        graph,
        [paper("a", said.format("75.2")), paper("b", said.format("75.20")), paper("c", said.format("75.3"))],
    )
    with Store(graph) as store:
        assert sorted(s.papers for s in store.statements(predicate="achieves")) == [("a", "b"), ("c",)]
        (first, *_) = store.statements(predicate="achieves")
        assert json.loads(first.qualifiers.model_dump_json())["benchmark"][0]["entity"] == "benchmark/gsm8k"
