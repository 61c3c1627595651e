"""Commands: build, add, remove."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.choices import RulesOnly, Vocabularies, chosen
from kg.cli.common import (
    DEFAULT_GRAPH,
    DONE,
    SOME_REJECTED,
    WRONG_USE,
    Graph,
    Json,
    Quiet,
    command,
    fail,
    print_json,
)

if TYPE_CHECKING:
    from kg.build import Report, Settings

Paths = Annotated[list[str], typer.Argument(help="Files, folders, globs; - for standard input.")]
Format = Annotated[
    str | None, typer.Option("--format", help="Of the input, where its content does not tell.")
]
Review = Annotated[
    Path | None,
    typer.Option("--review", help="Your review file (YAML); by default GRAPH.review.yaml, if it is there."),
]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, max=256, help="Processes; by default one per core.")
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="Most papers.")]
Since = Annotated[
    int | None, typer.Option("--since", help="Least year; papers without a year are left out then.")
]


class Engine(StrEnum):
    """What runs the build."""

    LOCAL = "local"
    SPARK = "spark"


EngineOption = Annotated[Engine, typer.Option(help="spark: on a cluster; writes tables, see --output.")]
Master = Annotated[str, typer.Option(help="Spark master: local[N], spark://HOST:PORT, yarn, k8s://...")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="With spark: folder for the tables.")]
Archive = Annotated[
    Path | None,
    typer.Option(help="With spark: packages for the workers, made by `python -m kg.spark.archive`."),
]
Memory = Annotated[str, typer.Option(help="With spark: memory of driver and executors.")]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("build")(build)
    app.command("add")(add)
    app.command("remove")(remove)


def build(
    paths: Paths,
    graph: Graph = DEFAULT_GRAPH,
    form: Format = None,
    vocab: Vocabularies = None,
    rules_only: RulesOnly = None,
    review: Review = None,
    workers: Workers = None,
    limit: Limit = None,
    since: Since = None,
    engine: EngineOption = Engine.LOCAL,
    master: Master = "local[*]",
    output: Output = None,
    archive: Archive = None,
    memory: Memory = "2g",
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Make the graph of these papers, and no others.

    Only new and changed papers are read; a build that was stopped goes on where it was.
    """
    from kg.build import Settings

    vocabularies, plain = chosen(vocab, rules_only)
    settings = Settings(form, vocabularies, review, workers, limit, since, plain)
    if engine is Engine.SPARK:
        _on_spark(paths, settings, output, master, archive, memory, quiet)
    if output is not None or archive is not None:
        fail("--output and --archive are for --engine spark; the graph file is named with --graph", WRONG_USE)
    _run("build", paths, graph, settings, quiet, as_json)


def add(
    paths: Paths,
    graph: Graph = DEFAULT_GRAPH,
    form: Format = None,
    review: Review = None,
    workers: Workers = None,
    limit: Limit = None,
    since: Since = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Add papers to a graph; a paper that is there already, with the same id, is replaced."""
    from kg.build import Settings

    _run("add", paths, graph, Settings(form, (), review, workers, limit, since), quiet, as_json)


@command
def remove(
    papers: Annotated[list[str], typer.Argument(help="Ids of papers.")],
    graph: Graph = DEFAULT_GRAPH,
    review: Review = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> int:
    """Take papers out of a graph, with all that only they say."""
    from kg.build import Settings
    from kg.build import remove as take_out
    from kg.cli.progress import watching

    with watching(quiet) as watcher:
        report = take_out(papers, graph, Settings(review=review), watcher=watcher)
    return _tell(report, graph, quiet, as_json)


@command
def _on_spark(
    paths: list[str],
    settings: Settings,
    output: str | None,
    master: str,
    archive: Path | None,
    memory: str,
    quiet: bool,
) -> int:
    from kg.cli.cluster import build_on_spark
    from ontology.errors import UsageError

    if output is None:
        raise UsageError("a build on Spark writes tables: name their folder with --output")
    if barred := _not_on_spark(settings):
        raise UsageError(
            f"a build on Spark takes no {', '.join(barred)} (nor their lines in kg.toml): its workers have "
            "the shipped rules alone, and read JSON Lines and Parquet; leave them out, or do without --engine"
        )
    return build_on_spark(paths, output, master=master, archive=archive, memory=memory, quiet=quiet)


def _not_on_spark(settings: Settings) -> list[str]:
    """The options that a build on a cluster would not heed."""
    given = {
        "--format": settings.format,
        "--vocab": settings.vocabularies,
        "--rules-only": settings.rules_only,
        "--review": settings.review,
        "--workers": settings.workers,
        "--limit": settings.limit,
        "--since": settings.since,
    }
    return [name for name, value in given.items() if value]


@command
def _run(what: str, paths: list[str], graph: Path, settings: Settings, quiet: bool, as_json: bool) -> int:
    import kg.build
    from kg.cli.progress import watching
    from kg.cli.rejects import Remarks

    remarks = Remarks(quiet)
    do = kg.build.build if what == "build" else kg.build.add
    with watching(quiet) as watcher:
        report = do(paths, graph, settings, on_reject=remarks.note, watcher=watcher)
    remarks.sum_up()
    return _tell(report, graph, quiet, as_json)


def _tell(report: Report, graph: Path, quiet: bool, as_json: bool) -> int:
    from dataclasses import asdict

    if as_json:
        print_json({"graph": str(graph), **asdict(report)})
    elif not quiet:
        typer.echo(
            f"{graph}: {report.total:,} papers ({report.added:,} new or changed, {report.removed:,} removed, "
            f"{report.extracted:,} read, {report.rejects:,} records rejected)"
        )
    return SOME_REJECTED if report.rejects else DONE
