"""``kg extract``: per paper what was found, as JSON Lines."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, TextIO

import typer

from kg.cli.choices import RulesOnly, Vocabularies, chosen
from kg.cli.common import DONE, SOME_REJECTED, Quiet, command

Inputs = Annotated[
    list[str], typer.Argument(metavar="PATH...", help='Files, folders, globs, or "-" for standard input.')
]
InputFormat = Annotated[
    str | None, typer.Option("--format", help="Input format, where it is not recognised from the content.")
]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("extract")(extract)


@command
def extract(
    paths: Inputs,
    output: Annotated[str, typer.Option("--output", "-o", help='File to write, or "-".')] = "-",
    vocabulary: Vocabularies = None,
    rules_only: RulesOnly = None,
    input_format: InputFormat = None,
    quiet: Quiet = False,
) -> int:
    """Find entities and statements, and write them as JSON Lines, one paper a line.

    The shape is that of the reference annotations plus offsets, rules and typed numbers.
    """
    from extractors.annotations import dump
    from extractors.extract import Extractor, extract_all
    from extractors.readers import Reject, merge, read

    rejects: list[Reject] = []
    papers = list(merge(read(paths, format=input_format, on_reject=rejects.append), on_reject=rejects.append))
    vocabularies, plain = chosen(vocabulary, rules_only)
    extractor = Extractor.load(vocabularies=vocabularies, rules_only=plain)
    with _sink(output) as sink:
        for paper, extraction in zip(papers, extract_all(extractor, papers), strict=True):
            sink.write(dump(extraction, paper) + "\n")
    for reject in rejects if not quiet else ():
        typer.echo(f"kg: {'remark' if reject.kept else 'rejected'}: {reject}", err=True)
    return SOME_REJECTED if any(not r.kept for r in rejects) else DONE


def _sink(output: str) -> AbstractContextManager[TextIO]:
    return nullcontext(sys.stdout) if output == "-" else Path(output).open("w", encoding="utf-8")
