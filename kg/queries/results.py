"""Results with a figure: what a statement says of who, on which benchmark, by which metric."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from kg.records import GraphStatement
from ontology.types import Quantity, QuantityKind


class Result(NamedTuple):
    """One figure. ``metric`` is "" where the statement names none; ``settings`` are the model and the
    hardware that the figure belongs to."""

    subject: str
    benchmark: str
    metric: str
    value: Decimal
    unit: str
    settings: tuple[str, ...]
    quantity: Quantity
    statement: GraphStatement


def results(statements: Iterable[GraphStatement], names: dict[str, str]) -> Iterator[Result]:
    """The absolute single figures of ``achieves`` and ``evaluated-on`` statements.

    A statement with several benchmarks and as many figures pairs them by place only where there is one
    benchmark: otherwise nobody knows which figure is whose, and it gives nothing.

    Args:
        statements: of these predicates; others give nothing.
        names: from the ids of metrics to their names.
    """
    for statement in statements:
        benchmarks = _benchmarks(statement)
        if len(benchmarks) != 1:
            continue
        for quantity in statement.qualifiers.value:
            if quantity.kind is QuantityKind.ABSOLUTE and (value := _single(quantity)) is not None:
                yield Result(
                    statement.subject,
                    benchmarks[0],
                    _metric(statement, names),
                    value,
                    quantity.unit,
                    _settings(statement),
                    quantity,
                    statement,
                )


def _benchmarks(statement: GraphStatement) -> list[str]:
    if statement.predicate == "evaluated-on":
        return [statement.object]
    if statement.predicate == "achieves":
        return [r.entity or r.text for r in statement.qualifiers.benchmark]
    return []


def _metric(statement: GraphStatement, names: dict[str, str]) -> str:
    if statement.predicate == "achieves":
        return names.get(statement.object, statement.object)
    return ", ".join(r.text for r in statement.qualifiers.metric)


def _single(quantity: Quantity) -> Decimal | None:
    return quantity.low if quantity.low is not None and quantity.low == quantity.high else None


def _settings(statement: GraphStatement) -> tuple[str, ...]:
    q = statement.qualifiers
    return tuple(r.text for r in (*q.model, *q.hardware))
