"""Leaderboards and head-to-head comparisons, derived from what papers report."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from kg.queries.answers import Comparison
from kg.queries.metrics import lower_is_better
from kg.queries.results import Result, results
from kg.queries.view import View
from kg.records import GraphStatement


def leaderboard(view: View, benchmark: str, metric: str | None = None) -> list[Result]:
    """The results on a benchmark, grouped by metric and unit, the best of each group first.

    Args:
        view: the graph.
        benchmark: node id of a benchmark or data set.
        metric: name or id of a metric; all of them by default.
    """
    found = [r for predicate in ("achieves", "evaluated-on") for r in _results(view, predicate, benchmark)]
    wanted = _metric_name(view, metric) if metric else None
    if wanted is not None:
        found = [r for r in found if r.metric.casefold() == wanted.casefold()]
    return sorted(found, key=_place)


def gains(view: View, benchmark: str) -> list[GraphStatement]:
    """Who outperforms whom on a benchmark, with or without a difference; most believed first."""
    found = [s for s in view.statements(predicate="outperforms", benchmark=benchmark) if s.papers]
    return sorted(found, key=lambda s: (-s.belief, s.subject, s.object, s.id))


def _results(view: View, predicate: str, benchmark: str) -> list[Result]:
    statements = [s for s in view.statements(predicate=predicate, benchmark=benchmark) if s.papers]
    return [r for r in results(statements, _names(view, statements)) if r.benchmark == benchmark]


def _names(view: View, statements: list[GraphStatement]) -> dict[str, str]:
    return {s.object: view.entity(s.object).name for s in statements if s.predicate == "achieves"}


def _metric_name(view: View, metric: str) -> str:
    found = [e for e in view.find(metric) if e.id.startswith("metric/")]
    return found[0].name if found else metric


def _place(result: Result) -> tuple[str, str, Decimal, str, str]:
    value = result.value if lower_is_better(result.metric) else -result.value
    return result.metric.casefold(), result.unit, value, result.subject, result.statement.id


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
    return list(results(statements, _names(view, statements)))


def _alike(one: Result, other: Result) -> bool:
    return (one.benchmark, one.metric, one.unit) == (other.benchmark, other.metric, other.unit)
