"""Where papers disagree: different figures for one thing, and two orders of one pair.

Papers disagree, not sentences: an abstract that gives two figures, or both orders, tells two settings apart.
And they must speak of the same: a cost and a quality, two named metrics, benchmarks or base models do not
contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product

from kg.queries.answers import Conflict
from kg.queries.metrics import is_cost
from kg.queries.results import Figure, Result, result
from kg.queries.view import View
from kg.records import GraphStatement
from ontology.types import QuantityKind, Reference

_Same = dict[tuple[str, ...], list[Figure]]


def conflicts(view: View) -> list[Conflict]:
    """All conflicts: first figures, by subject, then orders, by the pair."""
    return [*_values(view), *_orders(view)]


def _values(view: View) -> Iterator[Conflict]:
    """Different figures of one subject, benchmark, metric, unit and setting, from different papers."""
    same: _Same = defaultdict(list)
    for figure in view.figures():
        same[(figure.subject, figure.benchmark, figure.metric.casefold(), figure.unit)].append(figure)
    for place, found in sorted(same.items()):
        if len({figure.value for figure in found}) > 1:
            rows = [result(f, view.statement(f.statement)) for f in sorted(found)]
            pairs = [(a, b) for a, b in product(rows, rows) if _figures_clash(a, b)]
            if pairs:
                yield Conflict("values", place[0], _unique(r.statement for pair in pairs for r in pair))


def _figures_clash(one: Result, other: Result) -> bool:
    differ = not agree(one.value, other.value) and one.settings == other.settings
    return differ and not set(one.statement.papers) & set(other.statement.papers)


def agree(one: Decimal, other: Decimal) -> bool:
    """Equal as far as the one with fewer decimals goes.

    >>> agree(Decimal("75.2"), Decimal("75")), agree(Decimal("75.2"), Decimal("75.3"))
    (True, False)
    """
    coarse = max(one.as_tuple().exponent, other.as_tuple().exponent, key=int)
    return round(one, -int(coarse)) == round(other, -int(coarse))


def _orders(view: View) -> Iterator[Conflict]:
    for one, other in view.both_ways("outperforms"):
        pairs = product(_beats(view, one, other), _beats(view, other, one))
        clashing = [pair for pair in pairs if _orders_clash(*pair)]
        if clashing:
            sides = zip(*clashing, strict=True)
            yield Conflict("order", one, _unique(statement for side in sides for statement in side))


def _orders_clash(one: GraphStatement, other: GraphStatement) -> bool:
    if len({*one.papers, *other.papers}) < 2:
        return False
    a, b = one.qualifiers, other.qualifiers
    same = all(_may_be_same(*pair) for pair in ((a.benchmark, b.benchmark), (a.model, b.model)))
    return same and _may_be_same(a.metric, b.metric) and _of_cost(one) == _of_cost(other)


def _may_be_same(one: Iterable[Reference], other: Iterable[Reference]) -> bool:
    """False where both are said and they have nothing in common."""
    first, second = ({r.entity or r.text.casefold() for r in said} for said in (one, other))
    return not first or not second or bool(first & second)


def _of_cost(statement: GraphStatement) -> bool:
    """Better in speed or cost alone: by the metrics it names, or by a factor of no named metric."""
    metrics, deltas = statement.qualifiers.metric, statement.qualifiers.delta
    if metrics:
        return all(is_cost(metric.text) for metric in metrics)
    return bool(deltas) and all(delta.kind is QuantityKind.RATIO for delta in deltas)


def _beats(view: View, one: str, other: str) -> list[GraphStatement]:
    return list(view.statements(subject=one, predicate="outperforms", object=other))


def _unique(statements: Iterable[GraphStatement]) -> tuple[GraphStatement, ...]:
    return tuple({s.id: s for s in statements}.values())
