"""Plain rdflib in a process that can be stopped: ``python -m exports.bench_rdflib FILE.nt``."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from rdflib import Graph


def main() -> None:
    """Load the file, then answer requests from standard input with the time each query took."""
    start = time.perf_counter()
    graph = Graph().parse(sys.argv[1], format="nt")
    load = time.perf_counter() - start
    for line in sys.stdin.buffer:
        header = {"load": load, "size": 0, **_timed(graph, json.loads(line))}
        sys.stdout.buffer.write(json.dumps(header).encode() + b"\n")
        sys.stdout.buffer.flush()


def _timed(graph: Graph, request: dict[str, Any]) -> dict[str, Any]:
    if not request["query"]:
        return {}
    best = float("inf")
    for _ in range(2):
        start = time.perf_counter()
        try:
            rows = len(list(graph.query(request["query"], initNs=request["prefixes"])))
        except Exception as error:  # noqa: BLE001 - whatever rdflib cannot do is a finding of the benchmark
            return {"milliseconds": 0.0, "error": f"{type(error).__name__}"}
        best = min(best, time.perf_counter() - start)
    return {"milliseconds": 1000 * best, "rows": rows}


if __name__ == "__main__":
    main()
