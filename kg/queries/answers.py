"""What questions are answered with: rows that carry the statements they rest on."""

from __future__ import annotations

from typing import NamedTuple

from kg.queries.results import Result
from kg.records import GraphStatement


class Comparison(NamedTuple):
    """Head to head: what is said of both together, and the results that both have."""

    one: str
    other: str
    statements: tuple[GraphStatement, ...]
    """``outperforms`` and ``matches`` between the two, in either direction."""
    shared: tuple[tuple[Result, Result], ...]
    """Results on the same benchmark by the same metric and unit, first of one, then of the other."""


class Conflict(NamedTuple):
    """Statements that cannot all hold as they stand; ``kind`` is "values" or "order"."""

    kind: str
    about: str
    statements: tuple[GraphStatement, ...]


class Step(NamedTuple):
    """One statement of a path, and the node that it leads to."""

    statement: GraphStatement
    node: str
