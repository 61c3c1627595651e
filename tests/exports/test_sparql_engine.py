"""Questions through the worker: right answers, limits that hold, an index that follows the graph."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from memory_graph import MemoryGraph

from exports.rdf.names import Names
from exports.sparql import index as indexes
from exports.sparql.engine import BadQuery, Engine, Limits, TooExpensive
from exports.sparql.results import CSV, JSON, TSV, TURTLE, XML
from exports.sparql.service import Service
from exports.sparql.session import session
from exports.sparql.show import rows
from kg.records import GraphView
from ontology.errors import KgError

NAMES = Names()
BEATS = "SELECT ?a ?b { ?a kg:outperforms ?b } ORDER BY ?a ?b"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def engine(graph: MemoryGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    home = tmp_path_factory.mktemp("sparql")
    with session(graph, "one", home / "g.kg", limits=Limits(seconds=20, rows=200)) as opened:
        yield opened


def test_the_same_pairs_as_in_the_graph(engine: Engine, graph: MemoryGraph) -> None:
    wanted = {(s.subject, s.object) for s in graph.statements(predicate="outperforms") if s.papers}
    found = json.loads(engine.ask(BEATS).body)["results"]["bindings"]
    assert {tuple(NAMES.node_id(row[v]["value"]) for v in "ab") for row in found} == wanted


@pytest.mark.parametrize("media", [JSON, XML, TSV])
def test_tables_read_back_by_oxigraph(engine: Engine, media: str) -> None:
    formats = {
        JSON: ox.QueryResultsFormat.JSON,
        XML: ox.QueryResultsFormat.XML,
        TSV: ox.QueryResultsFormat.TSV,
    }
    query = "SELECT ?s ?o ?none { ?s kg:belief|rdfs:label|dcterms:title ?o } ORDER BY ?s ?o"
    answer = engine.ask(query, [media])
    back = ox.parse_query_results(answer.body, formats[media])
    assert answer.media == media
    assert {(str(r["s"]), str(r["o"]), r["none"]) for r in back} == {
        (str(r["s"]), str(r["o"]), None)
        for r in ox.parse_query_results(engine.ask(query).body, formats[JSON])
    }


def test_csv_has_plain_values(engine: Engine) -> None:
    body = engine.ask("SELECT ?l { method:gptq rdfs:label ?l }", [CSV]).body
    assert body == b"l\r\nGPTQ\r\n"


def test_ask_and_construct(engine: Engine) -> None:
    assert (
        json.loads(engine.ask("ASK { method:awq kg:runs-on hardware:jetson-orin }").body)["boolean"] is True
    )
    built = engine.ask("CONSTRUCT WHERE { method:awq kg:runs-on ?x }")
    assert built.media == TURTLE
    assert len(list(ox.parse(built.body, ox.RdfFormat.TURTLE))) == 1


def test_decimals_are_compared_as_numbers(engine: Engine) -> None:
    answer = engine.ask("ASK { ?s kg:belief ?b FILTER(?b > 0.95 && ?b < 1.0) }")
    assert json.loads(answer.body)["boolean"] is False


def test_what_is_not_sparql_says_where(engine: Engine) -> None:
    with pytest.raises(BadQuery, match=r"error at 1:\d+"):
        engine.ask("SELECT nothing")


def test_too_many_rows_are_an_error_and_no_cut_answer(engine: Engine) -> None:
    with pytest.raises(TooExpensive, match="more than 200 rows"):
        engine.ask("SELECT * { ?s ?p ?o }")
    assert engine.ask(BEATS).body


def test_a_query_without_end_is_stopped_and_the_next_one_answered(engine: Engine) -> None:
    start = time.perf_counter()
    with pytest.raises(TooExpensive, match=r"stopped after 0\.5 s"):
        engine.ask(ENDLESS, limits=Limits(seconds=0.5))
    assert time.perf_counter() - start < 5
    assert engine.ask(BEATS).body


def test_a_table_for_a_person(engine: Engine) -> None:
    columns, cells = rows(engine.ask(BEATS).body, NAMES.prefixes)
    assert columns == ["a", "b"]
    assert ["method:awq", "method:gptq"] in cells


def test_the_index_is_built_once_and_again_when_the_content_changes(
    graph: MemoryGraph, tmp_path: Path
) -> None:
    store = tmp_path / "g.kg"
    first = indexes.ensure(graph, "one", store, NAMES)
    stamp = (first / indexes.LOCK).stat().st_mtime_ns
    assert indexes.ensure(graph, "one", store, NAMES) == first
    assert (first / indexes.LOCK).stat().st_mtime_ns == stamp
    second = indexes.ensure(graph, "two", store, NAMES)
    assert second != first
    assert not first.exists()


def test_an_index_in_use_stays(graph: MemoryGraph, tmp_path: Path) -> None:
    store = tmp_path / "g.kg"
    with session(graph, "one", store) as old:
        assert old.ask(BEATS).body
        with session(graph, "two", store) as new:
            assert old.ask(BEATS).body == new.ask(BEATS).body
    indexes.ensure(graph, "three", store, NAMES)
    assert len(list((tmp_path / "g.kg-sparql").iterdir())) == 1


def test_the_service_follows_the_graph(graph: MemoryGraph, tmp_path: Path) -> None:
    now: list[tuple[GraphView, str]] = [(graph, "full")]

    @contextmanager
    def opened() -> Iterator[tuple[GraphView, str]]:
        yield now[0]

    service = Service(opened, tmp_path / "g.kg")
    try:
        assert b"gptq" in service.ask(BEATS).body
        now[0] = (MemoryGraph(graph.paper_list, graph.entity_list, []), "empty")
        assert b"gptq" not in service.ask(BEATS).body
    finally:
        service.close()


def test_the_service_answers_many_at_once(graph: MemoryGraph, tmp_path: Path) -> None:
    @contextmanager
    def opened() -> Iterator[tuple[GraphView, str]]:
        yield graph, "full"

    service = Service(opened, tmp_path / "g.kg", workers=2)
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(service.ask(BEATS).body)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    service.close()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_an_index_that_cannot_be_written_is_said(graph: MemoryGraph, tmp_path: Path) -> None:
    (tmp_path / "g.kg-sparql").write_text("a file is in the way")
    with pytest.raises(KgError, match="cannot write the SPARQL index"):
        indexes.ensure(graph, "one", tmp_path / "g.kg", NAMES)
