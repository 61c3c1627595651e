"""``kg mine``: names and terms of a corpus that may belong into a vocabulary, for a person to read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import DONE, SOME_REJECTED, command


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command("mine")(mine)


@command
def mine(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help='Files, folders, globs, or "-" for standard input.')
    ],
    output: Annotated[str, typer.Option("--output", "-o", help='File to write (TSV), or "-".')] = "-",
    least: Annotated[int, typer.Option(min=1, help="Least number of papers that name a form.")] = 3,
    examples: Annotated[int, typer.Option(min=0, help="Contexts to show for each form.")] = 2,
    known: Annotated[bool, typer.Option("--known", help="List what the vocabularies hold, too.")] = False,
    vocabulary: Annotated[
        list[Path] | None, typer.Option("--vocabulary", help="A vocabulary file (TSV) of your own.")
    ] = None,
    input_format: Annotated[
        str | None,
        typer.Option("--format", help="Input format, where it is not recognised from the content."),
    ] = None,
) -> int:
    """Count, over many papers, the names and terms that strong patterns find, with type and examples.

    The result is a table to read, the most frequent first. What you accept of it goes into a vocabulary file
    (name, type, aliases, source), which `--vocabulary` takes.
    """
    from extractors.mining import mine as mined
    from extractors.mining import table
    from extractors.readers import Reject, read
    from ontology.vocabulary import load_vocabularies

    rejects: list[Reject] = []
    papers = read(paths, format=input_format, on_reject=rejects.append)
    found = mined(papers, least=least, examples=examples)
    text = table(found, load_vocabularies(vocabulary or ()), known=known)
    if output == "-":
        typer.echo(text, nl=False)
    else:
        Path(output).write_text(text, encoding="utf-8")
    for reject in rejects:
        typer.echo(f"kg: rejected {reject}", err=True)
    return SOME_REJECTED if rejects else DONE
