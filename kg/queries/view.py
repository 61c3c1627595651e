"""What questions need of a graph beyond :class:`kg.records.GraphView`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

from kg.queries.results import Figure
from kg.records import GraphStatement, GraphView


class View(GraphView, Protocol):
    """Both the store and the graph in memory."""

    def statements(
        self,
        *,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,  # noqa: A002
        min_belief: Decimal | None = None,
        benchmark: str | None = None,
        year: int | None = None,
        unasserted: bool = False,
    ) -> Iterator[GraphStatement]:
        """The statements that fit all that is given, by id."""

    def statement(self, statement_id: str) -> GraphStatement:
        """One statement; KeyError where there is none."""

    def neighbours(self, node_id: str) -> list[tuple[str, str]]:
        """(statement id, other node) of every asserted statement of a node, by statement id."""

    def degrees(self) -> Counter[str]:
        """Number of asserted statements per entity that has any."""

    def figures(self, benchmark: str | None = None) -> Iterator[Figure]:
        """The asserted figures, of one benchmark or of all, in no order, without their statements."""

    def both_ways(self, predicate: str) -> list[tuple[str, str]]:
        """Pairs of nodes that stand in a predicate to each other in both directions, sorted."""
