"""Questions: the store and the graph in memory give the same answers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from graph_files import build, paper

from kg.diff import diff
from kg.graph import Graph
from kg.queries.metrics import lower_is_better
from kg.queries.view import View
from kg.records import GraphStatement
from kg.store import Store
from ontology.ids import statement_id
from ontology.types import Entity, EntityType, Qualifiers, Statement

ON_GSM8K = "achieves Metric:accuracy on Benchmark:GSM8K is"
ON_WIKI = "achieves Metric:perplexity on Benchmark:WikiText-2 is"
PAPERS = [
    paper("a", f"Method:Alpha outperforms Method:Beta . Method:Alpha {ON_GSM8K} 75.2"),
    paper("b", f"Method:Beta outperforms Method:Gamma . Method:Beta {ON_GSM8K} 80", year=2023),
    paper("c", f"Method:Gamma outperforms Method:Beta . Method:Alpha {ON_GSM8K} 70.1"),
    paper("d", f"Method:Alpha {ON_WIKI} 9 . Method:Beta {ON_WIKI} 5"),
    paper(
        "e",
        "paper proposes Method:Lonely . Model:Llama-3-8B evaluated-on Benchmark:GSM8K . name Model:Llama-3",
    ),
]


@pytest.fixture(params=["file", "memory"])
def view(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[View]:
    path = tmp_path / "q.kg"
    build(path, PAPERS)
    with Store(path) as store:
        yield store if request.param == "file" else Graph.of(store)


def test_both_views_hold_the_same(tmp_path: Path) -> None:
    build(tmp_path / "q.kg", PAPERS)
    with Store(tmp_path / "q.kg") as store:
        graph = Graph.of(store)
        assert list(graph.statements()) == list(store.statements())
        assert list(graph.entities()) == list(store.entities())
        assert list(graph.papers()) == list(store.papers())
        assert graph.degrees() == store.degrees()
        for entity in store.entities():
            assert graph.neighbours(entity.id) == store.neighbours(entity.id)


def test_statements_are_found_by_all_that_is_given(view: View) -> None:
    def ids(**given: object) -> list[tuple[str, str, str]]:
        return [(s.subject, s.predicate, s.object) for s in view.statements(**given)]  # type: ignore[arg-type]

    assert ids(subject="method/alpha", predicate="outperforms") == [
        ("method/alpha", "outperforms", "method/beta")
    ]
    assert len(ids(object="method/beta")) == 2
    assert len(ids(benchmark="benchmark/gsm8k")) == 4
    assert {s for s, _, _ in ids(year=2023)} == {"method/beta"}
    assert ids(min_belief=Decimal("0.99")) == []
    assert ids(subject="method/nobody") == ids(object="method/nobody") == []


def test_statement_ids_are_those_of_the_ontology(view: View) -> None:
    for s in view.statements():
        plain = Statement(subject=s.subject, predicate=s.predicate, object=s.object, qualifiers=s.qualifiers)
        assert s.id == statement_id(plain)
        assert view.statement(s.id) == s


def test_find(view: View) -> None:
    assert view.find("alpha")[0].id == "method/alpha"
    assert view.find("method/alpha")[0].id == "method/alpha"
    assert view.find("Llama 3")[0].id == "model/llama-3"
    assert view.find("alpha", EntityType.MODEL) == []
    assert view.find("nothing like it") == []


def test_leaderboard_is_best_first_in_the_metric_s_own_direction(view: View) -> None:
    rows = view.leaderboard("benchmark/gsm8k")  # type: ignore[attr-defined]
    assert [(r.subject, r.value) for r in rows] == [
        ("method/beta", 80),
        ("method/alpha", Decimal("75.2")),
        ("method/alpha", Decimal("70.1")),
    ]
    lower = view.leaderboard("benchmark/wikitext-2", "Perplexity")  # type: ignore[attr-defined]
    assert [r.value for r in lower] == [5, 9]
    assert view.leaderboard("benchmark/gsm8k", "perplexity") == []  # type: ignore[attr-defined]
    best = view.leaderboard("benchmark/gsm8k", most=1)  # type: ignore[attr-defined]
    assert [(r.value, r.statement.object) for r in best] == [(80, "metric/accuracy")]
    assert len(list(view.figures("benchmark/gsm8k"))) == 3


def test_compare(view: View) -> None:
    found = view.compare("method/alpha", "method/beta")  # type: ignore[attr-defined]
    assert [s.subject for s in found.statements] == ["method/alpha"]
    assert {(a.value, b.value) for a, b in found.shared} == {
        (Decimal("75.2"), 80), (Decimal("70.1"), 80), (Decimal(9), 5),
    }  # fmt: skip


def test_conflicts(view: View) -> None:
    found = view.conflicts()  # type: ignore[attr-defined]
    assert [(c.kind, c.about, len(c.statements)) for c in found] == [
        ("values", "method/alpha", 2),
        ("order", "method/beta", 2),
    ]


def test_a_paper_that_tells_two_settings_apart_is_no_conflict(graph: Path) -> None:
    build(graph, [paper("a", "Method:X outperforms Method:Y . Method:Y outperforms Method:X")])
    with Store(graph) as store:
        assert store.conflicts() == []


CLASH = "Method:Alpha achieves Metric:accuracy on Benchmark:GSM8K is"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (f"{CLASH} 75.2", f"{CLASH} 70.1", 1),
        (f"{CLASH} 75.2", f"{CLASH} 75", 0),
        (f"{CLASH} 75.2", "Method:Alpha achieves Metric:F1 on Benchmark:GSM8K is 70", 0),
        (f"{CLASH} 75.2 . {CLASH} 70.1", f"{CLASH} 75.2", 0),
        (f"{CLASH} 75.2 . {CLASH} 70.1", "paper proposes Method:Alpha", 0),
    ],
    ids=[
        "two papers differ",
        "rounded",
        "other metric",
        "one of two settings agrees",
        "one paper, two settings",
    ],
)
def test_figures_that_two_papers_give_for_one_thing(graph: Path, one: str, other: str, found: int) -> None:
    build(graph, [paper("a", one), paper("b", other)])
    with Store(graph) as store:
        assert len(store.conflicts()) == found
        assert Graph.of(store).conflicts() == store.conflicts()


SPEED = {"metric": [{"text": "inference speed"}]}
FACTOR = {"delta": [{"low": "3", "high": "3", "unit": "x", "kind": "ratio", "text": "3x"}]}
QUALITY = {"metric": [{"text": "accuracy"}]}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({}, {}, 1),
        (QUALITY, {}, 1),
        (SPEED, {}, 0),
        (SPEED, FACTOR, 1),
        (FACTOR, QUALITY, 0),
        (QUALITY, {"metric": [{"text": "BLEU"}]}, 0),
        ({"model": [{"text": "OPT"}]}, {"model": [{"text": "BERT"}]}, 0),
    ],
)
def test_orders_of_a_pair_contradict_only_in_the_same_respect(
    one: dict[str, object], other: dict[str, object], found: int
) -> None:
    said = [
        beats("s1", "method/a", "method/b", one, "p1"),
        beats("s2", "method/b", "method/a", other, "p2"),
    ]
    things = [Entity(id=f"method/{n}", type=EntityType.METHOD, name=n) for n in "ab"]
    assert len(Graph((), things, said).conflicts()) == found


def beats(id_: str, winner: str, loser: str, qualifiers: dict[str, object], by: str) -> GraphStatement:
    return GraphStatement(
        id=id_,
        subject=winner,
        predicate="outperforms",
        object=loser,
        qualifiers=Qualifiers.model_validate(qualifiers),
        papers=(by,),
    )


def test_path(view: View) -> None:
    steps = view.path("method/alpha", "method/gamma")  # type: ignore[attr-defined]
    assert [s.node for s in steps] == ["method/beta", "method/gamma"]
    assert view.path("method/alpha", "method/alpha") == []  # type: ignore[attr-defined]
    assert view.path("method/alpha", "method/lonely") is None  # type: ignore[attr-defined]
    through = view.path("model/llama-3", "benchmark/gsm8k")  # type: ignore[attr-defined]
    assert [s.node for s in through] == ["model/llama-3-8b", "benchmark/gsm8k"]


def test_a_path_goes_over_a_metric_only_where_there_is_no_other(graph: Path) -> None:
    over = "Method:{} achieves Metric:accuracy on Benchmark:MMLU is 5"
    longer = "Method:One uses Method:Two . Method:Two uses Method:Three . Method:Three uses Method:Last"
    ends = [paper("a", over.format("One")), paper("b", over.format("Last"))]
    build(graph, ends)
    with Store(graph) as store:
        assert next(s.node for s in store.path("method/one", "method/last") or ()) == "metric/accuracy"
        assert len(store.path("method/one", "metric/accuracy") or ()) == 1
    build(graph, [*ends, paper("c", longer)])
    with Store(graph) as store:
        assert len(store.path("method/one", "method/last") or ()) == 3


def test_beats(view: View) -> None:
    assert [c[-1].node for c in view.beats("method/alpha")] == ["method/beta"]  # type: ignore[attr-defined]
    chains = view.beats("method/alpha", transitive=True)  # type: ignore[attr-defined]
    assert [c[-1].node for c in chains] == ["method/beta", "method/gamma"]
    assert [step.node for step in chains[1]] == ["method/beta", "method/gamma"]


def test_neighbourhood(view: View) -> None:
    near = view.neighbourhood("method/gamma", 1)  # type: ignore[attr-defined]
    assert {e.id for e in near.entities()} == {"method/gamma", "method/beta"}
    assert len(list(near.statements())) == 2
    assert view.neighbourhood("method/gamma", 0).to_networkx().number_of_edges() == 0  # type: ignore[attr-defined]


def test_networkx_carries_typed_records(view: View) -> None:
    graph = view.to_networkx()  # type: ignore[attr-defined]
    assert graph.nodes["method/alpha"]["record"].type is EntityType.METHOD
    assert graph.nodes["paper/a"]["record"].id == "a"
    for _, _, key, record in graph.edges(keys=True, data="record"):
        assert record.id == key


def test_pandas(view: View) -> None:
    pytest.importorskip("pandas")
    table = view.to_pandas()  # type: ignore[attr-defined]
    assert list(table.columns)[:4] == ["id", "subject", "predicate", "object"]
    assert len(table) == len(list(view.statements()))


def test_a_notebook_shows_counts(view: View) -> None:
    assert "<td>Method</td><td>4</td>" in view._repr_html_()  # type: ignore[attr-defined]


def test_diff(tmp_path: Path) -> None:
    old, new = tmp_path / "old.kg", tmp_path / "new.kg"
    build(old, PAPERS[:2])
    build(new, [PAPERS[0], paper("z", "Method:Alpha outperforms Method:Beta")])
    with Store(old) as before, Store(new) as after:
        found = diff(before, after)
        assert diff(before, before).statements == ()
    assert found.papers == (("z",), ("b",))
    assert found.entities == ((), ("method/gamma",))
    assert sorted((c.what, c.statement.subject, c.statement.predicate) for c in found.statements) == [
        ("changed", "method/alpha", "outperforms"),
        ("went", "method/beta", "achieves"),
        ("went", "method/beta", "outperforms"),
    ]


@pytest.mark.parametrize(
    ("metric", "lower"), [("WER", True), ("latency", True), ("F1", False), ("speedup", False)]
)
def test_direction_of_metrics(metric: str, lower: bool) -> None:
    assert lower_is_better(metric) is lower


def test_search_finds_words_and_phrases_and_never_fails_on_syntax(tmp_path: Path) -> None:
    build(tmp_path / "s.kg", PAPERS)
    with Store(tmp_path / "s.kg") as store:
        assert [h.paper.id for h in store.search("gamma outperforms")] == ["b", "c"]
        assert [h.paper.id for h in store.search('"Gamma outperforms"')] == ["c"]
        for hostile in ('"', "NEAR(", "a AND", "title:x", "*", "-", "' OR 1=1 --", "\x00"):
            store.search(hostile)
            store.complete(hostile)
        assert [e.id for e in store.complete("ga")] == ["method/gamma"]
