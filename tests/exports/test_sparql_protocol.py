"""The SPARQL 1.1 Protocol: request forms, content types, refusals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from memory_graph import MemoryGraph

from exports.sparql.engine import Engine, Limits
from exports.sparql.protocol import FORM, MOST_BYTES, QUERY, UPDATE, Request, Response, respond
from exports.sparql.session import session

SELECT = "SELECT ?a { ?a kg:outperforms method:gptq }"
CONSTRUCT = "CONSTRUCT WHERE { ?a kg:outperforms method:gptq }"


@pytest.fixture(scope="module")
def engine(graph: MemoryGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with session(graph, "one", tmp_path_factory.mktemp("p") / "g.kg", limits=Limits(rows=100)) as opened:
        yield opened


def get(engine: Engine, query: str, accept: str = "", **more: str) -> Response:
    return respond(Request("GET", urlencode({"query": query, **more}), accept=accept), engine.ask)


def test_three_ways_to_ask_give_one_answer(engine: Engine) -> None:
    by_get = get(engine, SELECT)
    by_form = respond(Request("POST", "", FORM, "", urlencode({"query": SELECT}).encode()), engine.ask)
    direct = respond(Request("POST", "", f"{QUERY}; charset=UTF-8", "", SELECT.encode()), engine.ask)
    assert by_get.status == 200
    assert by_get == by_form == direct
    assert [r["a"]["value"][-3:] for r in json.loads(by_get.body)["results"]["bindings"]] == ["awq"]


@pytest.mark.parametrize(
    ("query", "accept", "content_type"),
    [
        (SELECT, "", "application/sparql-results+json"),
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (
            SELECT,
            "text/csv;q=0.9, text/tab-separated-values;q=0.8",
            "text/csv; charset=utf-8; header=present",
        ),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (SELECT, "text/turtle, application/sparql-results+json;q=0.5", "application/sparql-results+json"),
        (SELECT, "application/xml", "application/xml"),
        (CONSTRUCT, "", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "text/html, application/xhtml+xml, */*;q=0.8", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "text/*", "text/turtle; charset=utf-8"),
    ],
)
def test_the_client_chooses_the_media_type(
    engine: Engine, query: str, accept: str, content_type: str
) -> None:
    response = get(engine, query, accept)
    assert (response.status, response.content_type) == (200, content_type)
    assert response.headers["Vary"] == "Accept"


@pytest.mark.parametrize(
    ("request_", "status", "says"),
    [
        (Request("GET", "query="), 400, "not a SPARQL query"),
        (Request("GET", "query=SELEC"), 400, "error at 1:"),
        (Request("GET", urlencode([("query", SELECT), ("query", SELECT)])), 400, "exactly once, not 2"),
        (Request("GET", "foo=bar"), 400, "exactly once, not 0"),
        (Request("GET", "query=%ff"), 400, "cannot be read"),
        (
            Request("GET", urlencode({"query": SELECT, "default-graph-uri": "http://x.org/"})),
            400,
            "one graph",
        ),
        (Request("GET", urlencode({"query": SELECT}), accept="image/png"), 406, "Accept"),
        (Request("GET", urlencode({"query": SELECT}), accept="text/csv;q=0"), 406, "Accept"),
        (Request("GET", urlencode({"update": "DROP ALL"})), 403, "read-only"),
        (Request("GET", urlencode({"query": "DROP ALL"})), 403, "read-only"),
        (Request("GET", urlencode({"query": "SELECT * { SERVICE <http://x.org/> {} }"})), 403, "SERVICE"),
        (Request("GET", urlencode({"query": "SELECT * { ?s ?p ?o }"})), 500, "more than 100 rows"),
        (Request("POST", "", FORM, "", b"update=DROP+ALL"), 403, "read-only"),
        (Request("POST", "", FORM, "", b""), 400, "exactly once, not 0"),
        (Request("POST", "", UPDATE, "", b"DROP ALL"), 403, "read-only"),
        (Request("POST", "", "text/plain", "", SELECT.encode()), 415, "application/sparql-query"),
        (Request("POST", "", "", "", SELECT.encode()), 415, "(none)"),
        (Request("POST", "", f"{QUERY}; charset=latin-1", "", SELECT.encode()), 415, "UTF-8"),
        (Request("POST", "", QUERY, "", b"\xff"), 400, "not UTF-8"),
        (Request("POST", "", QUERY, "", b"x" * (MOST_BYTES + 1)), 413, "bytes"),
        (Request("POST", "named-graph-uri=http://x.org/", QUERY, "", SELECT.encode()), 400, "one graph"),
        (Request("PUT", "", QUERY, "", SELECT.encode()), 405, "GET or POST"),
    ],
)
def test_refusals_say_why(engine: Engine, request_: Request, status: int, says: str) -> None:
    response = respond(request_, engine.ask)
    assert response.status == status
    assert says in response.body.decode()
    assert response.content_type == "text/plain; charset=utf-8"


def test_a_bare_get_describes_the_service(engine: Engine) -> None:
    response = respond(Request("GET"), engine.ask, endpoint="http://127.0.0.1:8000/sparql")
    assert response.status == 200
    assert b"sd:endpoint <http://127.0.0.1:8000/sparql>" in response.body


def test_parameters_that_clients_add_are_passed_over(engine: Engine) -> None:
    assert get(engine, SELECT, format="json", output="json", results="json").status == 200
