"""The questions as methods that the store and the graph in memory share."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any, cast

from ontology.errors import MissingExtra
from ontology.types import EntityType

if TYPE_CHECKING:
    import pandas

    from kg.graph import Graph
    from kg.queries.answers import Comparison, Conflict, Step
    from kg.queries.results import Result
    from kg.queries.view import View
    from kg.records import GraphStatement


class Questions:
    """Mixed into both views. Nodes are ids ("method/gptq"); :meth:`find` gives them for names."""

    @property
    def _view(self) -> View:
        return cast("View", self)

    def leaderboard(self, benchmark: str, metric: str | None = None, most: int | None = None) -> list[Result]:
        """The results on a benchmark, grouped by metric and unit, best first; ``most`` of each group."""
        from kg.queries.rank import leaderboard

        return leaderboard(self._view, benchmark, metric, most)

    def gains(self, benchmark: str) -> list[GraphStatement]:
        """Who outperforms whom on a benchmark."""
        from kg.queries.rank import gains

        return gains(self._view, benchmark)

    def compare(self, one: str, other: str) -> Comparison:
        """Head to head."""
        from kg.queries.rank import compare

        return compare(self._view, one, other)

    def conflicts(self) -> list[Conflict]:
        """Different figures for one thing, and pairs that beat each other."""
        from kg.queries.disagree import conflicts

        return conflicts(self._view)

    def path(self, start: str, end: str) -> list[Step] | None:
        """A shortest path over statements in either direction; None where there is none."""
        from kg.queries.walk import path

        return path(self._view, start, end)

    def beats(self, winner: str, *, transitive: bool = False) -> list[list[Step]]:
        """What an entity outperforms, each with the statements that say so."""
        from kg.queries.walk import beats

        return beats(self._view, winner, transitive=transitive)

    def lineage(self, node: str, predicate: str = "variant-of") -> list[Step]:
        """What an entity is a variant of, and what that is a variant of."""
        from kg.queries.walk import lineage

        return lineage(self._view, node, predicate)

    def members(self, node: str, predicate: str = "variant-of") -> list[str]:
        """All variants of a family, and their variants."""
        from kg.queries.walk import members

        return members(self._view, node, predicate)

    def neighbourhood(self, node: str, hops: int = 1) -> Graph:
        """A node with all within so many statements, as a graph in memory."""
        from kg.graph import Graph

        return Graph.around(self._view, [node], hops)

    def to_networkx(self) -> Any:
        """All as a ``networkx.MultiDiGraph``; edges keyed by statement id, records under ``record``."""
        from kg.graph import Graph

        return Graph.of(self._view).to_networkx()

    def to_pandas(self) -> pandas.DataFrame:
        """The statements as a table, one row each.

        Raises:
            MissingExtra: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise MissingExtra("to_pandas()", "tables") from error
        from kg.queries.table import COLUMNS, row

        return pd.DataFrame([row(s) for s in self._view.statements()], columns=list(COLUMNS))

    def _repr_html_(self) -> str:
        """What a notebook shows: how much there is of what."""
        counts = Counter(entity.type for entity in self._view.entities())
        cells = [(escape(kind.value), f"{counts[kind]:,}") for kind in EntityType]
        rows = "".join(f"<tr><td>{name}</td><td>{count}</td></tr>" for name, count in cells)
        return f"<table><tr><th>type</th><th>entities</th></tr>{rows}</table>"
