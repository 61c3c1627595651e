"""The curated tables: names that are one thing, names that must never become one, and words that say only
what kind of thing it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ontology.errors import KgError
from ontology.types import EntityType

ANY = "*"


class Alias(NamedTuple):
    """``alias`` is another name of ``name``, for this type or (None) for every type."""

    alias: str
    name: str
    kind: EntityType | None
    reason: str


class Apart(NamedTuple):
    """Two names that are two things, however alike."""

    one: str
    other: str
    reason: str


@cache
def aliases() -> tuple[Alias, ...]:
    """The rows of ``data/aliases.tsv``."""
    rows = _rows("aliases.tsv", ("alias", "name", "type", "reason"))
    return tuple(Alias(a, n, None if t == ANY else EntityType(t), r) for a, n, t, r in rows)


@cache
def apart() -> tuple[Apart, ...]:
    """The rows of ``data/apart.tsv``."""
    return tuple(Apart(*row) for row in _rows("apart.tsv", ("one", "other", "reason")))


@cache
def generic() -> frozenset[str]:
    """The forms of ``data/generic.tsv``: a paper may call a thing so, but it is no name of it."""
    return frozenset(form for form, _ in _rows("generic.tsv", ("form", "reason")))


def text() -> str:
    """All files, for fingerprints."""
    folder = files("kg.resolve").joinpath("data")
    names = ("aliases.tsv", "apart.tsv", "generic.tsv")
    return "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def _rows(name: str, header: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    content = files("kg.resolve").joinpath("data").joinpath(name).read_text(encoding="utf-8")
    for number, line in enumerate(content.splitlines(), start=1):
        cells = tuple(line.split("\t"))
        if number == 1 and cells != header:
            raise KgError(f"{name}: line 1: the header must be {' <TAB> '.join(header)}")
        if len(cells) != len(header) or not all(cells):
            raise KgError(
                f"{name}: line {number}: {len(header)} filled columns are needed: {', '.join(header)}"
            )
        if number > 1:
            yield cells
