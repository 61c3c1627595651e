"""``kg sparql`` and ``kg ask``: questions to the graph in SPARQL, one's own or from the gallery."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import DEFAULT_GRAPH, Graph, command

if TYPE_CHECKING:
    from exports.rdf.names import Names
    from exports.sparql.engine import Answer, Limits
    from kg.records import GraphView

MEDIA = {
    "table": ("application/sparql-results+json", "text/turtle"),
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv", "application/n-triples"),
    "tsv": ("text/tab-separated-values", "application/n-triples"),
    "turtle": ("text/turtle",),
    "ntriples": ("application/n-triples",),
}
Format = Annotated[str, typer.Option("--format", help=f"One of {', '.join(MEDIA)}.")]
Seconds = Annotated[float, typer.Option("--timeout", help="Stop a query after this many seconds.", min=0.1)]
Rows = Annotated[int, typer.Option("--rows", help="Most rows of an answer.", min=1)]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("sparql")(sparql)
    app.command("ask")(ask)


@command
def sparql(
    query: Annotated[str, typer.Argument(help="A SPARQL query, @FILE, or - for standard input.")],
    graph: Graph = DEFAULT_GRAPH,
    format_: Format = "table",
    timeout: Seconds = 10.0,
    rows: Rows = 10_000,
    base: Annotated[str | None, typer.Option("--base", help="Namespace of the data's IRIs.")] = None,
) -> None:
    """Ask the graph in SPARQL. Reading queries only; the prefixes kg:, method:, model: ... are known."""
    from exports.rdf.names import DEFAULT_BASE, Names
    from exports.sparql.engine import Limits

    _known(format_)
    names = Names(base or DEFAULT_BASE)
    answer = answered(graph, query_text(query), format_, names, Limits(seconds=timeout, rows=rows))
    show(answer, format_, names)


def answered(graph: Path, query: str, format_: str, names: Names, limits: Limits) -> Answer:
    """Ask the graph file; the answer is in the media type of the format."""
    from exports.sparql.session import session
    from kg import open_graph

    with (
        open_graph(graph) as view,
        session(view, view.content_hash(), graph, names=names, limits=limits, say=remark) as engine,
    ):
        return engine.ask(query, MEDIA[format_])


def remark(words: str) -> None:
    """Tell a person at a terminal what takes time; say nothing in a pipe."""
    import sys

    if sys.stderr.isatty():
        typer.echo(f"kg: {words}", err=True)


def show(answer: Answer, format_: str, names: Names) -> None:
    """Print an answer: a table for a person, or its bytes."""
    import sys

    if format_ != "table" or answer.kind == "graph":
        sys.stdout.buffer.write(answer.body)
        sys.stdout.buffer.flush()
        return
    from exports.sparql.show import rows

    columns, cells = rows(answer.body, names.prefixes)
    table(columns, cells)


def table(columns: list[str], cells: list[list[str]]) -> None:
    """Print rows: as a table on a terminal, tab-separated in a pipe."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not console.is_terminal:
        for line in (columns, *cells):
            typer.echo("\t".join(line))
        return
    table = Table(*columns, box=SIMPLE_HEAD)
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
    console.print(f"{len(cells)} rows", style="dim")


def _known(format_: str) -> None:
    from ontology.errors import UsageError

    if format_ not in MEDIA:
        raise UsageError(f"there is no format {format_!r}; formats: {', '.join(MEDIA)}")


def query_text(query: str) -> str:
    """The query itself, or from the file or standard input that it names.

    Raises:
        UsageError: the file cannot be read.
    """
    import sys

    from ontology.errors import UsageError

    if query == "-":
        return sys.stdin.read()
    if not query.startswith("@"):
        return query
    try:
        return Path(query[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the query file {query[1:]}: {error}") from error


@command
def ask(
    name: Annotated[
        str | None, typer.Argument(help="Name of the question; without it all are listed.")
    ] = None,
    values: Annotated[
        list[str] | None, typer.Argument(metavar="PARAM=VALUE...", help="Its parameters.")
    ] = None,
    graph: Graph = DEFAULT_GRAPH,
    format_: Format = "table",
    timeout: Seconds = 10.0,
    rows: Rows = 10_000,
    query_only: Annotated[
        bool, typer.Option("--query", help="Print the query in place of the answer.")
    ] = False,
) -> None:
    """Ask a question of the gallery: `kg ask what-beats item=GPTQ`. Without a name it lists them all."""
    from exports.rdf.names import Names
    from exports.sparql.engine import Limits
    from exports.sparql.gallery import filled, question
    from exports.sparql.session import session
    from kg import open_graph

    if name is None:
        _list_questions()
        return
    _known(format_)
    names, asked = Names(), question(name)
    with open_graph(graph) as view:
        query = filled(asked, _pairs(values or []), names, partial(_entity, view))
        if query_only:
            typer.echo(query, nl=False)
            return
        limits = Limits(seconds=timeout, rows=rows)
        with session(view, view.content_hash(), graph, names=names, limits=limits, say=remark) as engine:
            answer = engine.ask(query, MEDIA[format_])
    show(answer, format_, names)


def _list_questions() -> None:
    from exports.sparql.gallery import gallery

    for found in gallery():
        parameters = " ".join(f"{p.name}=..." for p in found.parameters)
        typer.echo(f"{found.name} {parameters}".rstrip())
        typer.echo(f"    {found.description}")


def _pairs(values: list[str]) -> dict[str, str]:
    from ontology.errors import UsageError

    wrong = [value for value in values if "=" not in value]
    if wrong:
        raise UsageError(f"{wrong[0]!r} is no parameter: write NAME=VALUE")
    return dict(value.split("=", 1) for value in values)


def _entity(view: GraphView, name: str) -> str:
    from ontology.errors import UsageError

    found = view.find(name)
    if not found:
        raise UsageError(f"no entity is named {name!r}; `kg search` finds names")
    return found[0].id
