"""Commands: search, path, beats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.common import DEFAULT_GRAPH, DONE, FAILED, Graph, Json, command, print_json

if TYPE_CHECKING:
    from kg.records import GraphStatement
    from kg.store import Store


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("search")(search)
    app.command("path")(path)
    app.command("beats")(beats)


@command
def search(
    words: Annotated[list[str], typer.Argument(help='Words; "several words" for a phrase.')],
    graph: Graph = DEFAULT_GRAPH,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most papers.")] = 10,
    as_json: Json = False,
) -> None:
    """Find entities by name, and papers by the words of their title and abstract."""
    from kg import open_graph

    text = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    with open_graph(graph) as store:
        entities = store.complete(text, limit)
        hits = store.search(text, limit)
    if as_json:
        rows = [{"id": h.paper.id, "title": h.paper.title, "excerpt": _bare(h.excerpt)} for h in hits]
        print_json({"entities": [e.model_dump(mode="json") for e in entities], "papers": rows})
        return
    _print_found(entities, hits)


def _print_found(entities: list[Any], hits: list[Any]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from kg.cli.text import COLOURS, console, plain

    out = console()
    for entity in entities:
        kind = entity.type.value.lower()
        line = Text(plain(entity.name), style=COLOURS[kind])
        line.append(f"  {kind}, {entity.id}", "dim")
        out.print(line, soft_wrap=True)
    for hit in hits:
        out.print(
            Text(plain(hit.paper.title), style="bold").append(f"  {plain(hit.paper.id)}", "dim"),
            soft_wrap=True,
        )
        out.print(Padding(_excerpt(hit.excerpt), (0, 0, 0, 4)))
    if not entities and not hits:
        out.print("nothing found")


def _excerpt(text: str) -> Any:
    from rich.text import Text

    from kg.cli.text import plain_inside
    from kg.store.search import CLOSE, OPEN

    line = Text()
    for place, part in enumerate(text.split(OPEN)):
        found, _, rest = part.partition(CLOSE) if place else ("", "", part)
        line.append(plain_inside(found), "bold")
        line.append(plain_inside(rest), "dim")
    return line


def _bare(text: str) -> str:
    from kg.store.search import CLOSE, OPEN

    return text.replace(OPEN, "").replace(CLOSE, "")


@command
def path(
    one: Annotated[str, typer.Argument(help="Name or id of an entity, or the id of a paper.")],
    other: Annotated[str, typer.Argument(help="The same.")],
    graph: Graph = DEFAULT_GRAPH,
    as_json: Json = False,
) -> int:
    """Show how two things hang together: a shortest chain of statements."""
    from kg import open_graph
    from kg.cli.text import any_node, node_name, statement_json

    with open_graph(graph) as store:
        start, end = any_node(store, one), any_node(store, other)
        steps = store.path(start, end)
        if as_json:
            found = None if steps is None else [statement_json(store, step.statement) for step in steps]
            print_json({"from": start, "to": end, "path": found})
        elif steps is None:
            typer.echo(
                f"no path of at most 6 statements from {node_name(store, start)} to {node_name(store, end)}"
            )
        else:
            _print_chain(store, [step.statement for step in steps])
        return FAILED if steps is None else DONE


def _print_chain(store: Store, statements: list[GraphStatement]) -> None:
    from rich.padding import Padding

    from kg.cli.text import console, quote

    out = console()
    for statement in statements:
        out.print(line_of(store, statement), soft_wrap=True)
        for evidence in statement.evidence[:1]:
            out.print(Padding(quote(store, evidence), (0, 0, 0, 6)))


def line_of(store: Store, statement: GraphStatement) -> Any:
    """A statement on one line."""
    from kg.cli.text import node_text, plain
    from kg.queries.table import qualifier_text

    line = node_text(store, statement.subject)
    line.append(f" {statement.predicate} ", style="bold")
    line.append_text(node_text(store, statement.object))
    if said := qualifier_text(statement):
        line.append(f"  {plain(said)}")
    line.append(f"  ({'derived' if statement.derived else statement.belief})", style="dim")
    return line


@command
def beats(
    name: Annotated[str, typer.Argument(help="Name or id of a method or model.")],
    graph: Graph = DEFAULT_GRAPH,
    transitive: Annotated[bool, typer.Option("--transitive", help="Also what the beaten ones beat.")] = False,
    as_json: Json = False,
) -> None:
    """List what a method or model outperforms, with the sentences."""
    from kg import open_graph
    from kg.cli.text import console, one_entity, statement_json

    with open_graph(graph) as store:
        chains = store.beats(one_entity(store, name).id, transitive=transitive)
        if as_json:
            rows = [
                {"beats": c[-1].node, "statements": [statement_json(store, s.statement) for s in c]}
                for c in chains
            ]
            print_json(rows)
            return
        for chain in chains:
            _print_chain(store, [chain[-1].statement])
        if not chains:
            console().print("nothing found; `kg show` tells what outperforms it")
