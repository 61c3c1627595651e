"""What the workers give up: the network, and writing files, even where a guard should have a hole."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from memory_graph import MemoryGraph

from exports.rdf.names import Names
from exports.sparql.index import build
from exports.worker import Died, Worker

ASKED: list[str] = []


class Trap(BaseHTTPRequestHandler):
    """Writes down who comes."""

    def do_GET(self) -> None:
        ASKED.append(self.path)
        self.send_error(404)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def trap() -> Iterator[str]:
    ASKED.clear()
    server = HTTPServer(("127.0.0.1", 0), Trap)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()


def confined(code: str) -> str:
    """The output of a process that has left the network."""
    script = f"from exports.confine import leave_network, write_nothing; leave_network(); {code}"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout.strip()


def can_leave() -> bool:
    """True where only the loopback device is left."""
    return confined("print(open('/proc/self/net/dev').read().count(':'))") == "1"


def test_a_query_that_got_past_the_guard_reaches_nobody(
    graph: MemoryGraph, trap: str, tmp_path: Path
) -> None:
    if not can_leave():
        pytest.skip("this system does not let a process give up its network")
    build(graph, tmp_path / "index", Names())
    worker = Worker("exports.sparql.worker", [str(tmp_path / "index"), "2048"])
    query = f"SELECT * {{ SERVICE <{trap}> {{ ?s ?p ?o }} }}"
    request = {"query": query, "media": [], "rows": 10, "bytes": 1000, "prefixes": {}}
    header, _ = worker.request(request, 20)
    worker.close()
    assert header["error"] == "failed"
    assert ASKED == []


def test_a_worker_cannot_write_a_file(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    confined(f"write_nothing(); open({str(target)!r}, 'w').write('x')")
    assert not target.exists() or target.stat().st_size == 0


def test_a_worker_that_dies_is_replaced() -> None:
    worker = Worker("this", [])
    with pytest.raises(Died):
        worker.request({}, 20)
    with pytest.raises(Died):
        worker.request({}, 20)
    worker.close()


def test_cypher_that_got_past_the_guard_writes_nothing(graph: MemoryGraph, tmp_path: Path) -> None:
    pytest.importorskip("ladybug")
    from exports.cypher.index import build as build_cypher

    build_cypher(graph, tmp_path / "g.lbug")
    worker = Worker("exports.cypher.worker", [str(tmp_path / "g.lbug"), "256"])
    target = tmp_path / "out.csv"
    try:
        header, _ = worker.request(
            {"query": f"COPY (MATCH (m:Method) RETURN m.name) TO '{target}'", "rows": 10}, 20
        )
    except Died:
        header = {"error": "died"}
    finally:
        worker.close()
    assert "error" in header
    assert not target.exists() or target.stat().st_size == 0
