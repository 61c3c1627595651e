"""Real clients against the running endpoint: SPARQLWrapper, rdflib's SPARQLStore, pandas."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pandas as pd
import pytest
from memory_graph import MemoryGraph
from sample_store import build_sample

SPARQLWrapper = pytest.importorskip("SPARQLWrapper")
uvicorn = pytest.importorskip("uvicorn")

PREFIXES = """
PREFIX kg: <https://w3id.org/paper-kg/ontology#>
PREFIX method: <https://w3id.org/paper-kg/method/>
"""
BEATS = f"{PREFIXES} SELECT ?a ?b WHERE {{ ?a kg:outperforms ?b }} ORDER BY ?a ?b"
WINNERS = ["awq", "gptq", "gptq", "qlora"]


@pytest.fixture(scope="module")
def endpoint(graph: MemoryGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from exports.web.server import create_app

    store = build_sample(graph, tmp_path_factory.mktemp("clients") / "sample.kg")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(store), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}/sparql"
    server.should_exit = True
    thread.join()


def client(endpoint: str, query: str, form: str) -> object:
    wrapper = SPARQLWrapper.SPARQLWrapper(endpoint)
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    return wrapper


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_reads_json(endpoint: str, method: str) -> None:
    wrapper = client(endpoint, BEATS, SPARQLWrapper.JSON)
    wrapper.setMethod(method)  # type: ignore[attr-defined]
    rows = wrapper.query().convert()["results"]["bindings"]  # type: ignore[attr-defined]
    assert [row["a"]["value"].rsplit("/", 1)[1] for row in rows] == WINNERS


def test_sparqlwrapper_posts_the_query_itself(endpoint: str) -> None:
    wrapper = client(endpoint, BEATS, SPARQLWrapper.JSON)
    wrapper.setMethod(SPARQLWrapper.POST)  # type: ignore[attr-defined]
    wrapper.setRequestMethod(SPARQLWrapper.POSTDIRECTLY)  # type: ignore[attr-defined]
    assert len(wrapper.query().convert()["results"]["bindings"]) == len(WINNERS)  # type: ignore[attr-defined]


def test_sparqlwrapper_reads_xml_csv_and_tsv(endpoint: str) -> None:
    xml = client(endpoint, BEATS, SPARQLWrapper.XML).query().convert()  # type: ignore[attr-defined]
    assert len(xml.getElementsByTagName("result")) == len(WINNERS)
    csv = client(endpoint, BEATS, SPARQLWrapper.CSV).query().convert()  # type: ignore[attr-defined]
    assert [a.rsplit("/", 1)[1] for a in pd.read_csv(io.BytesIO(csv))["a"]] == WINNERS
    tsv = client(endpoint, BEATS, SPARQLWrapper.TSV).query().convert()  # type: ignore[attr-defined]
    assert tsv.decode().splitlines()[0] == "?a\t?b"


@pytest.mark.parametrize("form", ["TURTLE", "N3", "RDFXML", "JSONLD"])
def test_sparqlwrapper_reads_graphs(endpoint: str, form: str) -> None:
    import rdflib

    query = f"{PREFIXES} CONSTRUCT WHERE {{ ?a kg:outperforms method:gptq }}"
    found = client(endpoint, query, getattr(SPARQLWrapper, form)).query().convert()  # type: ignore[attr-defined]
    if not isinstance(found, rdflib.Graph):
        found = rdflib.Graph().parse(data=found, format="turtle")
    assert len(found) == 1


def test_sparqlwrapper_asks(endpoint: str) -> None:
    query = f"{PREFIXES} ASK {{ method:awq kg:outperforms method:gptq }}"
    assert client(endpoint, query, SPARQLWrapper.JSON).query().convert()["boolean"] is True  # type: ignore[attr-defined]


def test_sparqlwrapper_sees_errors_as_the_protocol_says(endpoint: str) -> None:
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    with pytest.raises(QueryBadFormed, match="not a SPARQL query"):
        client(endpoint, "SELECT WHERE", SPARQLWrapper.JSON).query()  # type: ignore[attr-defined]


def test_rdflib_asks_over_its_sparql_store(endpoint: str) -> None:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(endpoint))
    assert [str(row[0]).rsplit("/", 1)[1] for row in graph.query(BEATS)] == WINNERS  # type: ignore[index]


@pytest.mark.parametrize(("method", "status"), [("PUT", 405), ("DELETE", 405), ("HEAD", 200)])
def test_other_methods(endpoint: str, method: str, status: int) -> None:
    response = httpx.request(method, endpoint, params={"query": BEATS})
    assert response.status_code == status


def test_an_update_changes_nothing(endpoint: str) -> None:
    response = httpx.post(endpoint, data={"update": "DROP ALL"})
    assert response.status_code == 403
    direct = httpx.post(endpoint, content="DROP ALL", headers={"content-type": "application/sparql-update"})
    assert direct.status_code == 403
    test_sparqlwrapper_reads_json(endpoint, "GET")
