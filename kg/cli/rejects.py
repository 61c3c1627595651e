"""Remarks on records that could not be read: the first few in full, the rest as a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from extractors.readers import Reject

SHOWN = 10


class Remarks:
    """Says on standard error what was rejected."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._count = 0

    def note(self, reject: Reject) -> None:
        """One more."""
        self._count += 1
        if not self._quiet and self._count <= SHOWN:
            word = "mended" if reject.kept else "rejected"
            typer.echo(f"kg: {word}: {reject}", err=True)

    def sum_up(self) -> None:
        """How many were not shown."""
        if not self._quiet and self._count > SHOWN:
            typer.echo(f"kg: and {self._count - SHOWN} more; all of them: kg stats --rejects", err=True)
