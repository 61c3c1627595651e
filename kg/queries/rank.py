"""Leaderboards and head-to-head comparisons, derived from what papers report."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby, islice, product

from kg.queries.answers import Comparison
from kg.queries.metrics import lower_is_better
from kg.queries.results import Figure, Result, result, results
from kg.queries.view import View
from kg.records import GraphStatement


def leaderboard(
    view: View, benchmark: str, metric: str | None = None, most: int | None = None
) -> list[Result]:
    """The results on a benchmark, grouped by metric and unit, the best of each group first.

    Args:
        view: the graph.
        benchmark: node id of a benchmark or data set.
        metric: name or id of a metric; all of them by default.
        most: results of each group at most; all of them by default.
    """
    return board(view, benchmark, metric, most)[0]


def board(
    view: View, benchmark: str, metric: str | None = None, most: int | None = None
) -> tuple[list[Result], int]:
    """The leaderboard, and how many results there are with those left out."""
    wanted = _metric_name(view, metric).casefold() if metric else None
    found = [f for f in view.figures(benchmark) if wanted in (None, f.metric.casefold())]
    groups = groupby(sorted(found, key=_place), key=lambda f: (f.metric.casefold(), f.unit))
    chosen = [figure for _, group in groups for figure in islice(group, most)]
    return [result(figure, view.statement(figure.statement)) for figure in chosen], len(found)


def gains(view: View, benchmark: str) -> list[GraphStatement]:
    """Who outperforms whom on a benchmark, with or without a difference; most believed first."""
    found = [s for s in view.statements(predicate="outperforms", benchmark=benchmark) if s.papers]
    return sorted(found, key=lambda s: (-s.belief, s.subject, s.object, s.id))


def _metric_name(view: View, metric: str) -> str:
    found = [e for e in view.find(metric) if e.id.startswith("metric/")]
    return found[0].name if found else metric


def _place(figure: Figure) -> tuple[str, str, Decimal, str, str, int]:
    value = figure.value if lower_is_better(figure.metric) else -figure.value
    return figure.metric.casefold(), figure.unit, value, figure.subject, figure.statement, figure.place


def compare(view: View, one: str, other: str) -> Comparison:
    """What the papers say of two entities together."""
    said = [
        s
        for a, b in ((one, other), (other, one))
        for predicate in ("outperforms", "matches")
        for s in view.statements(subject=a, predicate=predicate, object=b)
    ]
    return Comparison(one, other, tuple(said), tuple(_shared(view, one, other)))


def _shared(view: View, one: str, other: str) -> list[tuple[Result, Result]]:
    pairs = [(a, b) for a, b in product(_all(view, one), _all(view, other)) if _alike(a, b)]
    return sorted(pairs, key=lambda p: (p[0].benchmark, p[0].metric, p[0].statement.id, p[1].statement.id))


def _all(view: View, subject: str) -> list[Result]:
    statements = [
        s
        for predicate in ("achieves", "evaluated-on")
        for s in view.statements(subject=subject, predicate=predicate)
    ]
    names = {s.object: view.entity(s.object).name for s in statements if s.predicate == "achieves"}
    return list(results(statements, names))


def _alike(one: Result, other: Result) -> bool:
    return (one.benchmark, one.metric, one.unit) == (other.benchmark, other.metric, other.unit)
