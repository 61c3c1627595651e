"""All commands in one table of modules; each module registers its own."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

MODULES = (
    "build",
    "cluster",
    "query",
    "explain",
    "sparql",
    "cypher",
    "serve",
    "export",
    "ontology",
    "extract",
    "evaluate",
    "mine",
    "bench",
    "demo",
)

app = typer.Typer(
    name="kg",
    help="Turn machine-learning papers into a knowledge graph in which every edge shows its sentence.\n\n"
    "Exit codes: 0 done, 1 the job failed, 2 wrong use, 3 done but some records were rejected.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        from kg import __version__

        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


for _name in MODULES:
    import_module(f"kg.cli.{_name}").register(app)
