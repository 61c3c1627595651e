"""The server gives nothing to strangers, and text from papers stays text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from web_graph import IMAGE, SCRIPT

from exports.web.nodes import safe_url
from exports.web.security import allowed, host_of, hosts_for
from exports.web.server import create_app

EVERYWHERE = ("/", "/api/meta", "/api/none", "/sparql?query=x", "/assets/none.js", "/api/entity/none")


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_has_the_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert "https:" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "", "10.0.0.9"]
)
def test_other_hosts_are_refused(client: TestClient, host: str) -> None:
    answer = client.get("/api/meta", headers={"host": host})
    assert answer.status_code == 421
    assert "papers" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1:1", "[::1]:8765"])
def test_loopback_hosts_are_served(client: TestClient, host: str) -> None:
    assert client.get("/api/meta", headers={"host": host}).status_code == 200


def test_a_server_for_all_addresses_takes_addresses_but_no_names() -> None:
    hosts = hosts_for("0.0.0.0")
    assert allowed(host_of("192.168.1.4:8765"), hosts)
    assert allowed(host_of("[fe80::1]:8765"), hosts)
    assert not allowed(host_of("evil.example"), hosts)
    assert not allowed("192.168.1.4", hosts_for("127.0.0.1"))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(client: TestClient, method: str) -> None:
    assert client.request(method, "/api/meta").status_code == 405


@pytest.mark.parametrize(
    "path", ["/assets/../../server.py", "/assets/%2e%2e/%2e%2e/server.py", "/..%2f..%2fserver.py"]
)
def test_no_way_out_of_the_folder(client: TestClient, path: str) -> None:
    assert "create_app" not in client.get(path).text


def test_updates_and_outgoing_queries_are_refused(client: TestClient) -> None:
    update = client.post("/sparql", data={"update": "INSERT DATA { <a:a> <a:b> <a:c> }"})
    assert update.status_code in (400, 403, 405)
    service = "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }"
    assert client.get("/sparql", params={"query": service}).status_code in (400, 403)


def test_a_query_is_answered(client: TestClient) -> None:
    query = "SELECT (COUNT(?m) AS ?n) { ?m a kg:Method }"
    answer = client.get(
        "/sparql", params={"query": query}, headers={"accept": "application/sparql-results+json"}
    )
    assert answer.status_code == 200
    assert answer.json()["results"]["bindings"][0]["n"]["value"] == "7"


def test_markup_in_papers_is_text_in_the_answers(get: Any, client: TestClient) -> None:
    page = get("paper/evil/<1>")
    title = "".join(p["text"] for p in page["title"])
    assert SCRIPT in title
    assert IMAGE in title
    raw = client.get("/api/paper/evil/<1>")
    assert raw.headers["content-type"] == "application/json"


def test_offsets_count_code_points(get: Any) -> None:
    found = get("statements", object="method/gptq", predicate="outperforms")["statements"]
    evil = next(s for s in found if "Bold" in s["subject"]["name"])
    pieces = get(f"statement/{evil['id']}")["sentences"][0]["pieces"]
    marked = {p["roles"][0]: p["text"] for p in pieces if p["roles"]}
    assert marked == {"subject": "<q>Bold</q>", "trigger": "outperforms", "object": "GPTQ", "number": "7%"}


def test_only_web_addresses_become_links(get: Any) -> None:
    assert "url" not in get("paper/evil/<1>")["paper"]
    assert safe_url("https://example.org") == "https://example.org"
    assert safe_url("javascript:alert(1)") is None
    assert safe_url(" https://example.org") is None
    assert safe_url("data:text/html,x") is None


def test_a_big_body_is_refused(client: TestClient) -> None:
    answer = client.post("/api/turtle", content=b'{"edges":[' + b" " * 2_000_000 + b"]}")
    assert answer.status_code == 400


def test_without_the_bundle_the_api_works_and_the_page_says_why(web_graph: Path, tmp_path: Path) -> None:
    with TestClient(create_app(web_graph, folder=tmp_path), base_url="http://127.0.0.1") as bare:
        assert bare.get("/api/meta").status_code == 200
        page = bare.get("/entity/method/lora")
        assert page.status_code == 503
        assert "make explorer" in page.text
