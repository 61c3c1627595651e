"""Claims of the store as lines of an answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from exports.web.models import QualifierLine, StatementLine
from exports.web.nodes import nodes
from ontology.types import Qualifiers

COLUMNS = "k, id, subject, predicate, object, qualifiers, belief, papers, derived"
ORDER = "belief DESC, papers DESC, id"
BELIEF_UNIT = Decimal(10_000)


@lru_cache(maxsize=1 << 13)
def _qualifiers(text: str) -> Qualifiers:
    return Qualifiers.model_validate_json(text or "{}")


class Claim(NamedTuple):
    """A row of the table ``claim``."""

    k: int
    id: str
    subject: int
    predicate: str
    object: int
    qualifiers: str
    belief: int
    papers: int
    derived: int

    @property
    def narrowed(self) -> Qualifiers:
        """The qualifiers as a record."""
        return _qualifiers(self.qualifiers)


def claims(db: sqlite3.Connection, rest: str, values: Sequence[object] = ()) -> list[Claim]:
    """Rows of ``claim``; ``rest`` is the SQL after the table's name, written in this package."""
    return [Claim(*row) for row in db.execute(f"SELECT {COLUMNS} FROM claim {rest}", tuple(values))]  # noqa: S608


def lines(db: sqlite3.Connection, found: Iterable[Claim]) -> tuple[StatementLine, ...]:
    """Claims with their nodes named."""
    rows = list(found)
    named = nodes(db, [number for row in rows for number in (row.subject, row.object)])
    return tuple(
        StatementLine(
            id=row.id,
            subject=named[row.subject],
            predicate=row.predicate,
            object=named[row.object],
            qualifiers=qualifier_lines(row.narrowed),
            belief=belief(row.belief),
            papers=row.papers,
            derived=bool(row.derived),
        )
        for row in rows
        if row.subject in named and row.object in named
    )


def belief(stored: int) -> Decimal:
    """The store keeps belief in ten-thousandths."""
    return Decimal(stored) / BELIEF_UNIT


def qualifier_lines(qualifiers: Qualifiers) -> tuple[QualifierLine, ...]:
    """Figures first, then what they are about."""
    figures = ("value", "delta", "ratio", "bits")
    named = ("metric", "benchmark", "baseline", "model", "hardware")
    quantities = [(name, item) for name in figures for item in getattr(qualifiers, name)]
    references = [(name, item) for name in named for item in getattr(qualifiers, name)]
    return (
        *(QualifierLine(name=name, text=item.text, kind=item.kind.value) for name, item in quantities),
        *(QualifierLine(name=name, text=item.text, entity=item.entity) for name, item in references),
    )
