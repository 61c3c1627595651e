"""``kg bench``: how fast, on this machine, as a table or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import Json, command, print_json

if TYPE_CHECKING:
    from kg.bench.measure import Row
    from ontology.types import Paper

PARTS = ("stages", "workers", "growth", "queries", "sparql")
USUAL, USUAL_FOR_WORKERS = 1000, 3000
"""Papers: with a thousand, the second that any build takes to load hides what another worker gains."""


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("bench")(bench)


@command
def bench(
    parts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PART...]",
            help=f"What to measure: {', '.join(PARTS)}. Default: stages, workers, queries.",
        ),
    ] = None,
    papers: Annotated[
        list[str] | None,
        typer.Option(
            "--papers", help="Real papers to measure on; default: the sample papers, many times over."
        ),
    ] = None,
    sizes: Annotated[str, typer.Option(help="Numbers of papers for growth, comma-separated.")] = "1000,10000",
    count: Annotated[
        int | None, typer.Option(min=1, help="Papers; default: 3,000 for workers, 1,000 for the others.")
    ] = None,
    graph: Annotated[
        Path | None,
        typer.Option(
            "--graph",
            "-g",
            envvar="KG_GRAPH",
            help="The graph for queries and sparql; default: one built from the papers.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Measure speed as ratios on this machine: timing never fails, it only tells."""
    from ontology.errors import UsageError

    wanted = parts or ["stages", "workers", "queries"]
    if unknown := sorted(set(wanted) - set(PARTS)):
        raise UsageError(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    with TemporaryDirectory() as folder:
        rows = list(_rows(wanted, papers, [int(s) for s in sizes.split(",")], count, graph, Path(folder)))
    if json:
        print_json([row._asdict() for row in rows])
    else:
        _print(rows)


def _rows(
    wanted: Sequence[str],
    paths: Sequence[str] | None,
    sizes: Sequence[int],
    count: int | None,
    graph: Path | None,
    folder: Path,
) -> Iterator[Row]:
    from itertools import islice

    from kg.bench import builds, queries
    from kg.bench.stages import stages

    def some(usual: int) -> list[Paper]:
        return list(islice(_papers(paths), count or usual))

    if "stages" in wanted:
        yield from stages(some(USUAL))
    if "workers" in wanted:
        yield from builds.workers(some(USUAL_FOR_WORKERS), folder)
    if {"queries", "sparql"} & set(wanted):
        graph = graph or builds.build_graph(some(USUAL), folder)
    if "queries" in wanted and graph:
        yield from queries.queries(graph)
    if "sparql" in wanted and graph:
        from exports.bench import sparql

        yield from sparql(graph)
    if "growth" in wanted:
        yield from builds.growth(_papers(paths), sizes, folder)


def _papers(paths: Sequence[str] | None) -> Iterator[Paper]:
    """Papers from the paths, or the sample papers under ever new ids."""
    from itertools import count, cycle

    from extractors.readers import merge, read
    from extractors.samples import sample_paths

    given = list(paths) if paths else [str(p) for p in sample_paths().values()]
    if paths:
        yield from read(given, on_reject=lambda _: None)
        return
    samples = list(merge(read(given, on_reject=lambda _: None)))
    for number, paper in zip(count(), cycle(samples), strict=False):
        yield paper.model_copy(update={"id": f"{paper.id}-{number}"})


def _print(rows: Sequence[Row]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("", "measured", "value", "unit", "bar", box=None, header_style="bold")
    for row in rows:
        digits = 2 if row.value < 100 else 0
        table.add_row(row.group, row.name, f"{row.value:,.{digits}f}", row.unit, row.bar)
    Console().print(table)
