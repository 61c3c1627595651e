"""``kg cypher``: questions to the graph in Cypher (extra: cypher)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.common import DEFAULT_GRAPH, Graph, Json, command, print_json
from kg.cli.sparql import Rows, Seconds, query_text, table

if TYPE_CHECKING:
    from exports.cypher.engine import Table


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("cypher")(cypher)


@command
def cypher(
    query: Annotated[str, typer.Argument(help="A Cypher query, @FILE, or - for standard input.")],
    graph: Graph = DEFAULT_GRAPH,
    as_json: Json = False,
    timeout: Seconds = 10.0,
    rows: Rows = 10_000,
) -> None:
    """Ask the graph in Cypher: kinds are labels (:Method), predicates are types (:OUTPERFORMS)."""
    from exports.cypher.engine import Limits, session
    from exports.cypher.guard import check
    from kg import open_graph

    text = query_text(query)
    check(text)
    limits = Limits(seconds=timeout, rows=rows)
    with open_graph(graph) as view, session(view, view.content_hash(), graph, limits) as engine:
        found = engine.ask(text)
    if as_json:
        print_json([dict(zip(found.columns, row, strict=True)) for row in found.rows])
    else:
        _show(found)


def _show(found: Table) -> None:
    table(list(found.columns), [[_cell(value) for value in row] for row in found.rows])


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("_label") or value)
    return "" if value is None else " ".join(str(value).split())
