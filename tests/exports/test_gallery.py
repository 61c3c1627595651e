"""Every question of the gallery runs, takes its parameters, and answers rightly on the sample."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from memory_graph import IDS, MemoryGraph

from exports.rdf.names import Names
from exports.sparql.engine import Engine
from exports.sparql.gallery import filled, gallery, question
from exports.sparql.session import session
from exports.sparql.show import rows
from ontology.errors import UsageError

NAMES = Names()
ANYTHING = {"entity": "GPTQ", "paper": "arxiv:2210.17323", "number": "3", "text": "GPTQ"}


@pytest.fixture(scope="module")
def engine(graph: MemoryGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with session(graph, "one", tmp_path_factory.mktemp("gallery") / "g.kg") as opened:
        yield opened


def answer(engine: Engine, name: str, **values: str) -> list[dict[str, str]]:
    query = filled(question(name), values, NAMES, IDS.__getitem__)
    columns, cells = rows(engine.ask(query).body, NAMES.prefixes)
    return [dict(zip(columns, row, strict=True)) for row in cells]


def test_there_are_many_and_each_is_a_question() -> None:
    assert len(gallery()) >= 15
    for found in gallery():
        assert found.description.endswith("?")
        assert len(found.description) > 30
        declared = [line for line in found.query.splitlines() if line.startswith("# parameter")]
        assert len(declared) == len(found.parameters)
        assert "LIMIT" in found.query
        assert "ORDER BY" in found.query


@pytest.mark.parametrize("name", [q.name for q in gallery()])
def test_each_runs_as_it_stands_and_with_its_parameters(engine: Engine, name: str) -> None:
    asked = question(name)
    as_it_stands = engine.ask(asked.query)
    values = {p.name: ANYTHING[p.kind] for p in asked.parameters}
    assert engine.ask(filled(asked, values, NAMES, IDS.__getitem__)).kind == as_it_stands.kind == "solutions"


@pytest.mark.parametrize("name", [q.name for q in gallery()])
def test_each_finds_something_in_the_sample(engine: Engine, name: str) -> None:
    assert rows(engine.ask(question(name).query).body, NAMES.prefixes)[1]


def test_what_beats(engine: Engine) -> None:
    assert answer(engine, "what-beats", item="RTN") == [
        {
            "winner": "method:gptq",
            "metric": "metric:perplexity",
            "benchmark": "benchmark:wikitext-2",
            "delta": "2.5 points",
            "year": "2022",
            "sentence": "On WikiText-2, GPTQ beats RTN by 2.5 points of perplexity.",
        }
    ]
    assert [row["winner"] for row in answer(engine, "what-beats", item="GPTQ")] == ["method:awq"]
    assert answer(engine, "what-beats", item="SmoothQuant") == []


def test_transitive_winners(engine: Engine) -> None:
    found = [(row["winner"], row["directly"]) for row in answer(engine, "transitive-winners", item="RTN")]
    assert found == [("method:gptq", "true"), ("method:awq", "false")]


def test_low_bit(engine: Engine) -> None:
    found = {(r["method"], r["model"], r["bits"], r["hardware"]) for r in answer(engine, "low-bit", most="3")}
    assert found == {
        ("method:awq", "model:llama-7b", "3 bits", "hardware:jetson-orin"),
        ("method:gptq", "model:opt-175b", "3 or 4 bits", "hardware:a100"),
    }
    assert answer(engine, "low-bit", most="2.9") == []


def test_disagreements(engine: Engine) -> None:
    found = answer(engine, "disagreements")
    assert [(row["one"], row["other"]) for row in found] == [("method:awq", "method:gptq")]


def test_leaderboard_and_results(engine: Engine) -> None:
    found = answer(engine, "leaderboard", benchmark="WikiText-2")
    assert {(r["metric"], r["system"]) for r in found} == {("metric:perplexity", "method:spqr")}
    assert [r["figure"] for r in found] == ["5.75", "5.68", "5.68"]
    found = answer(engine, "results-over-time", benchmark="WikiText-2")
    assert [(r["year"], r["value"]) for r in found] == [
        ("2023", "5.68 perplexity"),
        ("2024", "5.75 perplexity"),
    ]


def test_what_papers_agree_on_and_where_figures_differ(engine: Engine) -> None:
    (agreed,) = answer(engine, "confirmed")
    assert (agreed["subject"], agreed["predicate"], agreed["support"]) == ("method:qlora", "kg:based-on", "2")
    (differ,) = answer(engine, "different-figures")
    assert {differ["figure"], differ["other_figure"]} == {"5.68", "5.75"}


def test_hardware(engine: Engine) -> None:
    assert [r["hardware"] for r in answer(engine, "hardware-of", item="GPTQ")] == ["hardware:a100"]
    assert [r["system"] for r in answer(engine, "run-on", hardware="Jetson Orin")] == ["method:awq"]


def test_unexplored_pairs_have_no_evaluation(engine: Engine, graph: MemoryGraph) -> None:
    known = {(s.subject, s.object) for s in graph.statements(predicate="evaluated-on")}
    for row in answer(engine, "unexplored"):
        assert (row["method"].replace(":", "/"), row["benchmark"].replace(":", "/")) not in known


def test_what_a_paper_proposes(engine: Engine) -> None:
    found = answer(engine, "proposed-by", paper="t:0123456789ab")
    assert [(row["item"], row["kind"]) for row in found] == [("method:qlora", "kg:Method")]


def test_families(engine: Engine) -> None:
    assert {(r["variant"], r["system"]) for r in answer(engine, "family", item="OPT")} == {
        ("model:opt-175b", "method:gptq")
    }


def test_gains(engine: Engine) -> None:
    assert [r["factor"] for r in answer(engine, "gains", least="4.5")] == ["4.5"]
    assert answer(engine, "gains", least="4.51") == []


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        ("what-beets", {}, "did you mean what-beats"),
        ("zzz", {}, "lists them"),
        ("what-beats", {}, "missing: item"),
        ("what-beats", {"item": "GPTQ", "x": "1"}, "unknown: x"),
        ("low-bit", {"most": "three"}, "is a number"),
        ("low-bit", {"most": "NaN"}, "is a number"),
        ("most-extended", {"x": "1"}, "no parameters"),
    ],
)
def test_a_wrong_question_is_explained(name: str, values: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        filled(question(name), values, NAMES, IDS.__getitem__)


@pytest.mark.parametrize("evil", ["x> } DROP ALL #", '" } }', "a\nb", "}{", "\\1"])
def test_no_value_gets_out_of_its_place(engine: Engine, evil: str) -> None:
    query = filled(question("what-beats"), {"item": "it"}, NAMES, lambda _: f"method/{evil}")
    assert rows(engine.ask(query).body, NAMES.prefixes)[1] == []
    query = filled(question("proposed-by"), {"paper": evil}, NAMES, str)
    assert rows(engine.ask(query).body, NAMES.prefixes)[1] == []
