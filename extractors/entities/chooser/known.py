"""Rows of the features that a model knows, remembered part by part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extractors.entities.chooser.naming import Part, names_of

PARTS = 30_000
"""Parts remembered: some 8 MB."""


class Known:
    """From features to their rows in the table of weights."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        self.rows = rows
        self._remembered = _Remembered(rows)

    def row(self, name: str) -> int | None:
        """The row of one feature."""
        return self.rows.get(name)

    def __call__(self, parts: Iterable[Part]) -> set[int]:
        """The rows of all features of a form, each once."""
        return set().union(*map(self._remembered.__getitem__, parts))


class _Remembered(dict[Part, tuple[int, ...]]):
    def __init__(self, rows: Mapping[str, int]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, part: Part) -> tuple[int, ...]:
        if len(self) >= PARTS:
            self.clear()
        rows = (self._rows.get(name) for name in names_of(part))
        found = self[part] = tuple(row for row in rows if row is not None)
        return found
