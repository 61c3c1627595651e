"""Commands: rank, compare, conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.common import DEFAULT_GRAPH, Graph, Json, command, print_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.queries.answers import Comparison
    from kg.queries.results import Result
    from kg.records import GraphStatement
    from kg.store import Store

SHOWN = 30
"""Statements listed below a table."""
BEST = 20
"""Figures shown by one metric and unit."""
WithEvidence = Annotated[bool, typer.Option("--evidence", help="With the sentence of every row.")]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("rank")(rank)
    app.command("compare")(compare)
    app.command("conflicts")(conflicts)


@command
def rank(
    benchmark: Annotated[str, typer.Argument(help="Name or id of a benchmark.")],
    graph: Graph = DEFAULT_GRAPH,
    metric: Annotated[str | None, typer.Option("--metric", help="By this metric only.")] = None,
    most: Annotated[
        int | None,
        typer.Option("--most", min=1, help=f"Figures by each metric and unit; {BEST}, or all with --json."),
    ] = None,
    evidence: WithEvidence = False,
    as_json: Json = False,
) -> None:
    """Rank what papers report on a benchmark, by metric. Settings differ: read the sentences (--evidence)."""
    from kg import open_graph
    from kg.cli.text import console, one_entity, plain, statement_json
    from kg.queries.rank import board

    with open_graph(graph) as store:
        place = _benchmark(store, benchmark)
        rows, total = board(store, place, metric, most or (None if as_json else BEST))
        gains = store.gains(place)
        if as_json:
            figures = [_result_json(store, r) for r in rows]
            won = [statement_json(store, s) for s in gains]
            print_json({"benchmark": place, "results": figures, "gains": won})
            return
        found = one_entity(store, place)
        shown = f", shown {len(rows):,}: the best by each metric and unit" if total > len(rows) else ""
        console().print(
            f"{plain(found.name)}: {total:,} {'figure' if total == 1 else 'figures'}{shown}", style="bold"
        )
        _print_results(store, rows, evidence=evidence)
        if gains:
            more = f", the first {SHOWN} of {len(gains):,}" if len(gains) > SHOWN else ""
            console().print(f"\nbetter than{more}", style="bold")
            _print_statements(store, gains[:SHOWN], evidence=evidence)
        _print_mentions(store, place, evidence=evidence)


def _benchmark(store: Store, name: str) -> str:
    """A benchmark or data set before anything else of this name."""
    from kg.cli.text import one_entity
    from ontology.types import EntityType

    for kind in (EntityType.BENCHMARK, EntityType.DATASET):
        if found := store.find(name, kind):
            return found[0].id
    return one_entity(store, name).id


def _print_results(store: Store, rows: Iterable[Result], *, evidence: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    from kg.cli.text import console, node_text, plain

    table = Table("metric", "value", "who", "setting", "paper", "belief", box=None)
    for r in rows:
        table.add_row(
            plain(r.metric) or "?",
            plain(r.quantity.text),
            node_text(store, r.subject),
            Text(plain(", ".join(r.settings))),
            plain(", ".join(r.statement.papers)),
            str(r.statement.belief),
        )
        if evidence:
            _add_sentences(table, store, r.statement)
    if table.row_count:
        console().print(table)


def _add_sentences(table: Any, store: Store, statement: GraphStatement) -> None:
    """The sentences under a row, across its last columns."""
    from kg.cli.text import quote

    for found in statement.evidence[:2]:
        table.add_row("", "", quote(store, found))


def _print_mentions(store: Store, place: str, *, evidence: bool) -> None:
    """Who is evaluated there without a single figure: the most believed ones."""
    from kg.cli.text import console

    said = store.about(place, incoming=True, predicate="evaluated-on", limit=SHOWN)
    plainly = [s for s in said if not s.qualifiers.value]
    if plainly:
        console().print("\nevaluated on it, without a single figure of their own", style="bold")
    _print_statements(store, plainly, evidence=evidence)


def _result_json(store: Store, result: Result) -> dict[str, Any]:
    from kg.cli.text import node_name, statement_json

    return {
        "subject": result.subject,
        "subject_name": node_name(store, result.subject),
        "benchmark": result.benchmark,
        "metric": result.metric,
        "value": str(result.value),
        "unit": result.unit,
        "settings": list(result.settings),
        "statement": statement_json(store, result.statement),
    }


@command
def compare(
    one: Annotated[str, typer.Argument(help="Name or id of a method or model.")],
    other: Annotated[str, typer.Argument(help="The same.")],
    graph: Graph = DEFAULT_GRAPH,
    evidence: WithEvidence = False,
    as_json: Json = False,
) -> None:
    """Put two methods or models head to head: what papers say of both, and results that both have."""
    from kg import open_graph
    from kg.cli.text import one_entity

    with open_graph(graph) as store:
        found = store.compare(one_entity(store, one).id, one_entity(store, other).id)
        if as_json:
            print_json(_comparison_json(store, found))
        else:
            _print_comparison(store, found, evidence=evidence)


def _comparison_json(store: Store, found: Comparison) -> dict[str, Any]:
    from kg.cli.text import statement_json

    return {
        "one": found.one,
        "other": found.other,
        "statements": [statement_json(store, s) for s in found.statements],
        "shared": [[_result_json(store, a), _result_json(store, b)] for a, b in found.shared],
    }


def _print_comparison(store: Store, found: Comparison, *, evidence: bool) -> None:
    from kg.cli.text import console, node_name

    names = f"{node_name(store, found.one)} and {node_name(store, found.other)}"
    out = console()
    if not found.statements and not found.shared:
        out.print(f"no paper here sets {names} side by side, and they share no result")
    _print_statements(store, found.statements, evidence=evidence)
    if found.shared:
        out.print(f"\nresults that {names} both have", style="bold")
        _print_results(store, [r for pair in found.shared for r in pair], evidence=evidence)


def _print_statements(store: Store, statements: Iterable[GraphStatement], *, evidence: bool) -> None:
    from rich.padding import Padding

    from kg.cli.ask import line_of
    from kg.cli.text import console, quote

    out = console()
    for statement in statements:
        out.print(line_of(store, statement), soft_wrap=True)
        for found in statement.evidence if evidence else ():
            out.print(Padding(quote(store, found), (0, 0, 0, 6)))


@command
def conflicts(
    graph: Graph = DEFAULT_GRAPH,
    evidence: WithEvidence = False,
    as_json: Json = False,
) -> None:
    """List where papers disagree: different figures for one thing, and pairs that beat each other."""
    from kg import open_graph
    from kg.cli.text import console, statement_json

    with open_graph(graph) as store:
        found = store.conflicts()
        if as_json:
            rows = [
                {
                    "kind": c.kind,
                    "about": c.about,
                    "statements": [statement_json(store, s) for s in c.statements],
                }
                for c in found
            ]
            print_json(rows)
            return
        out = console()
        words = {"values": "different figures", "order": "each beats the other"}
        out.print(f"{len(found)} {'conflict' if len(found) == 1 else 'conflicts'}", style="bold")
        for conflict in found:
            out.print(f"\n{words[conflict.kind]}", style="bold")
            _print_statements(store, conflict.statements, evidence=evidence)
