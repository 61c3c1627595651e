"""Options of every command that extracts, with ``kg.toml`` behind them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Vocabularies = Annotated[
    list[Path] | None,
    typer.Option("--vocab", "--vocabulary", help="A vocabulary of your own (TSV); may be repeated."),
]
RulesOnly = Annotated[
    bool | None,
    typer.Option(
        "--rules-only/--with-chooser",
        help="Without or with what was learned: the chooser of entities, the judge of statements.",
    ),
]


def chosen(vocabularies: list[Path] | None, rules_only: bool | None) -> tuple[tuple[Path, ...], bool]:
    """What the command line says; where it says nothing, what ``kg.toml`` says.

    Raises:
        KgError: ``kg.toml`` is not valid.
    """
    from kg.project import load_project

    project = load_project(Path.cwd())
    given = tuple(vocabularies or ())
    return given or project.vocabularies, project.rules_only if rules_only is None else rules_only
