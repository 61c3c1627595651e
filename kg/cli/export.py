"""``kg export``: the graph as files for other tools."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import DEFAULT_GRAPH, Graph, Quiet, command

if TYPE_CHECKING:
    from exports.options import Options
    from exports.rdf.names import Names

Base = Annotated[str | None, typer.Option("--base", help="Namespace of the data's IRIs.", metavar="IRI")]
Terms = Annotated[str | None, typer.Option("--terms", help="Namespace of the vocabulary.", metavar="IRI")]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("export")(export)


@command
def export(
    to: Annotated[str, typer.Option("--to", help="The format; `kg export --to list` names them all.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File or folder to write; - is standard output.")
    ] = None,
    graph: Graph = DEFAULT_GRAPH,
    around: Annotated[
        str | None, typer.Option(help="html: the neighbourhood of this entity.", metavar="NAME")
    ] = None,
    hops: Annotated[int, typer.Option(help="html: how far around.", min=1, max=4)] = 1,
    limit: Annotated[int, typer.Option(help="html: most nodes on the page.")] = 150,
    min_belief: Annotated[
        str | None, typer.Option(help="Leave out statements believed less.", metavar="0..1")
    ] = None,
    unasserted: Annotated[
        bool, typer.Option("--unasserted", help="With claims that papers only deny, doubt or aim at.")
    ] = False,
    base: Base = None,
    terms: Terms = None,
    rdf12: Annotated[
        bool, typer.Option("--rdf12", help="RDF: triple terms in place of rdf:subject, rdf:predicate ...")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Write the graph in a format that other tools read."""
    from exports.formats import FORMATS
    from exports.options import Options

    if to == "list":
        for name, chosen in FORMATS.items():
            typer.echo(f"{name:10} {chosen.about}")
        return
    options = Options(
        names=names_of(base, terms),
        min_belief=_belief(min_belief),
        unasserted=unasserted,
        around=around,
        hops=hops,
        limit=limit,
        rdf12=rdf12,
    )
    _write(graph, to, output, options, quiet)


def _write(graph: Path, to: str, output: Path | None, options: Options, quiet: bool) -> None:
    import sys
    import tempfile
    from shutil import copyfileobj

    from exports.formats import export as write
    from exports.formats import find
    from kg import open_graph

    chosen = find(to)
    target = output or graph.with_name(graph.stem + chosen.suffix)
    with open_graph(graph) as view:
        if str(target) != "-":
            write(view, to, target, options)
            if not quiet:
                typer.echo(f"wrote {target}", err=True)
            return
        if chosen.folder:
            _no_stream(to)
        with tempfile.TemporaryDirectory(prefix="kg-export-") as folder:
            write(view, to, Path(folder, "out"), options)
            with Path(folder, "out").open("rb") as file:
                copyfileobj(file, sys.stdout.buffer)


def _no_stream(to: str) -> None:
    from ontology.errors import UsageError

    raise UsageError(f"{to} is a folder of files and cannot go to standard output: give -o FOLDER")


def names_of(base: str | None, terms: str | None) -> Names:
    """The IRIs of a graph in the user's namespaces."""
    from exports.rdf.names import DEFAULT_BASE, DEFAULT_TERMS, Names

    return Names(base or DEFAULT_BASE, terms or DEFAULT_TERMS)


def _belief(given: str | None) -> Decimal | None:
    from ontology.errors import UsageError

    if given is None:
        return None
    try:
        value = Decimal(given)
    except InvalidOperation:
        value = Decimal(-1)
    if not 0 <= value <= 1:
        raise UsageError(f"--min-belief is a number from 0 to 1, not {given!r}")
    return value
