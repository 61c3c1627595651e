"""Commands: stats, show, search, and all other questions to a graph."""

from __future__ import annotations

import typer

from kg.cli import ask, curate, results, show


def register(app: typer.Typer) -> None:
    """Add the commands of the four modules."""
    for module in (show, ask, results, curate):
        module.register(app)
