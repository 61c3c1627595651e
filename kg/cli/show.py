"""Commands: stats, show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.common import DEFAULT_GRAPH, Graph, Json, command, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from kg.records import GraphStatement
    from kg.store import Store
    from ontology.types import Entity

Kind = Annotated[
    str | None, typer.Option("--type", help="Method, Model, Benchmark, Dataset, Task, Metric or Hardware.")
]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("stats")(stats)
    app.command("show")(show)


@command
def stats(
    graph: Graph = DEFAULT_GRAPH,
    as_json: Json = False,
    rejects: Annotated[bool, typer.Option("--rejects", help="List the records that were rejected.")] = False,
) -> None:
    """Count what the graph holds."""
    from kg import open_graph
    from kg.build import review_path
    from kg.queries import stats as counting
    from kg.resolve.review import load_review

    with open_graph(graph) as store:
        found = counting.stats(store.db)
        review = review_path(graph)
        found["review"] = (
            load_review(review).model_dump(mode="json", by_alias=True) if review.exists() else {}
        )
        rejected = counting.rejects(store.db) if rejects else []
    if as_json:
        print_json({"graph": str(graph), **found, **({"rejected": rejected} if rejects else {})})
    else:
        _print_stats(graph, found)
        for reject in rejected:
            place = reject["source"] if reject["line"] is None else f"{reject['source']}:{reject['line']}"
            typer.echo(f"{place}: {reject['reason']}")


def _print_stats(graph: Path, found: dict[str, Any]) -> None:
    from rich.columns import Columns
    from rich.table import Table

    from kg.cli.text import COLOURS, console

    out = console()
    out.print(
        f"{graph}: {found['papers']:,} papers, {sum(found['entities'].values()):,} entities, "
        f"{sum(found['statements'].values()):,} statements ({found['derived']:,} derived), "
        f"{found['evidence']:,} pieces of evidence, {found['rejects']:,} rejects",
        style="bold",
        soft_wrap=True,
    )
    entities = Table("entities", "", box=None)
    for kind, count in sorted(found["entities"].items(), key=lambda item: -item[1]):
        entities.add_row(kind, f"{count:,}", style=COLOURS[kind.lower()])
    statements = Table("statements", "", "belief 0.5 or more", box=None)
    for predicate, count in found["statements"].items():
        statements.add_row(predicate, f"{count:,}", f"{found['believed'][predicate]:,}")
    out.print(Columns([entities, statements], padding=(0, 6)))
    if found["unasserted"]:
        out.print(f"{found['unasserted']:,} claims only denied, hedged or intended: kept, not asserted")
    if found["waiting"]:
        out.print(f"{found['waiting']:,} papers wait for a build that was stopped: run kg build again")
    if any(found["review"].values()):
        decided = ", ".join(f"{len(rows)} {name}" for name, rows in found["review"].items() if rows)
        out.print(f"your review: {decided}")


@command
def show(
    name: Annotated[str, typer.Argument(help="Name, alias or id of an entity, or the id of a paper.")],
    graph: Graph = DEFAULT_GRAPH,
    kind: Kind = None,
    most: Annotated[int, typer.Option("--most", min=1, help="Statements per predicate and direction.")] = 10,
    as_json: Json = False,
) -> None:
    """Show an entity: what it is, and every statement about it with its sentence."""
    from kg import open_graph
    from kg.cli.paper import is_paper, show_paper
    from kg.cli.text import entity_type, one_entity

    with open_graph(graph) as store:
        if is_paper(store, name):
            show_paper(store, name.removeprefix("paper/"), as_json=as_json)
            return
        entity = one_entity(store, name, kind)
        if as_json:
            print_json(_as_json(store, entity, most))
        else:
            others = [e for e in store.find(name, entity_type(kind)) if e.id != entity.id]
            _print_entity(store, entity, others[:8], most)


def _groups(store: Store, entity: Entity, most: int) -> list[tuple[str, bool, int, list[GraphStatement]]]:
    return [
        (
            predicate,
            incoming,
            count,
            store.about(entity.id, incoming=incoming, predicate=predicate, limit=most),
        )
        for predicate, incoming, count in store.predicates_of(entity.id)
    ]


def _as_json(store: Store, entity: Entity, most: int) -> dict[str, Any]:
    from kg.cli.text import statement_json

    return {
        **entity.model_dump(mode="json"),
        "papers": store.papers_of(entity.id),
        "variants": store.members(entity.id),
        "statements": [
            {
                "predicate": predicate,
                "direction": "in" if incoming else "out",
                "count": count,
                "shown": [statement_json(store, s) for s in statements],
            }
            for predicate, incoming, count, statements in _groups(store, entity, most)
        ],
    }


def _print_entity(store: Store, entity: Entity, others: list[Entity], most: int) -> None:
    from kg.cli.text import COLOURS, console, plain

    out = console()
    colour = COLOURS[entity.type.value.lower()]
    out.print(plain(entity.name), style=f"bold {colour}", end="")
    out.print(f"  {entity.type.value.lower()}, {entity.id}", style="dim")
    if entity.aliases:
        out.print(f"also: {', '.join(map(plain, entity.aliases[:12]))}", soft_wrap=True)
    papers = store.papers_of(entity.id)
    more = " ..." if len(papers) > 8 else ""
    out.print(f"{len(papers):,} papers: {', '.join(map(plain, papers[:8]))}{more}", soft_wrap=True)
    if others:
        out.print(f"see too: {', '.join(other.id for other in others)}", style="dim", soft_wrap=True)
    for predicate, incoming, count, statements in _groups(store, entity, most):
        _print_group(out, store, predicate, incoming, count, statements)


def _print_group(
    out: Console, store: Store, predicate: str, incoming: bool, count: int, statements: list[GraphStatement]
) -> None:
    from rich.text import Text

    from ontology.schema import load_schema

    found = load_schema().predicates[predicate]
    out.print()
    head = Text(found.inverse if incoming else found.label, style="bold")
    head.append(f"  {count:,}" + (f", the first {len(statements)}" if count > len(statements) else ""), "dim")
    out.print(head)
    for statement in statements:
        _print_statement(out, store, statement, statement.subject if incoming else statement.object)


def _print_statement(out: Console, store: Store, statement: GraphStatement, other: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from kg.cli.text import node_text, plain, quote
    from kg.queries.table import qualifier_text

    line = Text("  ")
    line.append_text(node_text(store, other))
    if said := qualifier_text(statement):
        line.append(f"  {plain(said)}")
    support = f"{len(statement.papers)} papers, " if len(statement.papers) > 1 else ""
    line.append(
        f"  ({'derived from names, ' if statement.derived else support}{statement.belief:.2f})", "dim"
    )
    out.print(line, soft_wrap=True)
    for evidence in statement.evidence[:3]:
        out.print(Padding(quote(store, evidence), (0, 0, 0, 6)))
