"""``kg build --engine spark`` and ``kg import``: builds on a cluster, and their results as graph files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import DEFAULT_GRAPH, DONE, SOME_REJECTED, Graph, Json, Quiet, command, print_json


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("import")(import_)


@command
def import_(
    folder: Annotated[Path, typer.Argument(help="What `kg build --engine spark -o` wrote.")],
    graph: Graph = DEFAULT_GRAPH,
    quiet: Quiet = False,
    json: Json = False,
) -> int:
    """Make a graph file from the tables of a build on a cluster."""
    from dataclasses import asdict

    from kg.cli.progress import watching
    from kg.spark.recorded import take_in

    with watching(quiet) as watcher:
        report = take_in(folder, graph, watcher)
    if json:
        print_json({"graph": str(graph), **asdict(report)})
    elif not quiet:
        typer.echo(f"{graph}: {report.total:,} papers")
    return SOME_REJECTED if report.rejects else DONE


def build_on_spark(
    inputs: Sequence[str], output: str, *, master: str, archive: Path | None, memory: str, quiet: bool
) -> int:
    """Run the job; returns the exit code."""
    from exports.rdf.names import Names
    from exports.rdf.pieces import Pieces
    from kg.spark.job import Job
    from kg.spark.session import Cluster, start

    spark = start(Cluster(master, archive, memory))
    try:
        tell = (lambda _: None) if quiet else (lambda table: typer.echo(table, err=True))
        rows = Job(spark, inputs, output, tell=tell, lines=Pieces(Names())).run()
    finally:
        spark.stop()
    if not quiet:
        typer.echo(f"{output}: " + ", ".join(f"{count:,} {name}" for name, count in rows.items()))
    return SOME_REJECTED if rows["rejects"] else DONE
