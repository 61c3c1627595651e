"""Latency of the commands and lookups that people wait for."""

from __future__ import annotations

from pathlib import Path

from kg.bench.measure import Row, run, seconds


def queries(graph: Path) -> list[Row]:
    """Start-up, then ``show``, ``search`` and ``rank`` on a graph: as whole commands and inside a process."""
    from kg import open_graph

    help_time = min(run(["--help"]).seconds for _ in range(3))
    rows = [Row("queries", "kg --help", help_time, "s", "<= 0.3")]
    store = open_graph(graph)
    name = next(iter(store.entities())).name
    commands = {"show": ["show", name], "search": ["search", name], "rank": ["rank", name]}
    for label, arguments in commands.items():
        elapsed = min(run([*arguments, "--graph", str(graph), "--json"]).seconds for _ in range(3))
        rows.append(Row("queries", f"kg {label}, beyond start-up", elapsed - help_time, "s", "<= 0.5"))
    rows.append(Row("queries", "find", 1000 * seconds(lambda: store.find(name), repeat=5), "ms"))
    return rows
