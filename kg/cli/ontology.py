"""``kg ontology`` and ``kg validate``: the schema as products, and graphs checked against it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import DEFAULT_GRAPH, FAILED, Graph, Json, command, print_json
from kg.cli.export import Base, Terms, names_of

Sample = Annotated[
    int | None, typer.Option("--limit", help="Check this many statements; all by default.", min=1)
]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("ontology")(ontology)
    app.command("validate")(validate)


@command
def ontology(
    to: Annotated[str, typer.Option("--to", help="turtle, skos, shacl, context or html.")] = "turtle",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output by default.")
    ] = None,
    base: Base = None,
    terms: Terms = None,
) -> None:
    """Write the schema as an ontology, as shapes, as a context, or as a page."""
    from exports.files import text_file
    from exports.vocabulary.products import product

    text = product(to, names_of(base, terms))
    if output is None or str(output) == "-":
        typer.echo(text, nl=False)
        return
    with text_file(output) as file:
        file.write(text)


@command
def validate(
    file: Annotated[
        Path | None, typer.Argument(help="An RDF file; without it the graph itself is checked.")
    ] = None,
    graph: Graph = DEFAULT_GRAPH,
    limit: Sample = None,
    base: Base = None,
    terms: Terms = None,
    as_json: Json = False,
) -> int:
    """Check the graph's RDF, or an RDF file, against our SHACL shapes; exit code 1 tells of violations."""
    from exports.vocabulary.validate import validate as check
    from exports.vocabulary.validate import validate_file
    from kg import open_graph

    names = names_of(base, terms)
    if file is not None:
        report = validate_file(file, names)
    else:
        with open_graph(graph) as view:
            report = check(view, names, limit=limit)
    if as_json:
        found = {"statements": report.statements, "triples": report.triples}
        print_json({**found, "violations": list(report.violations)})
    else:
        for line in report.violations:
            typer.echo(line)
        typer.echo(f"{report.triples} triples checked, {len(report.violations)} violations", err=True)
    return FAILED if report.violations else 0
