"""Results with a figure: what a statement says of who, on which benchmark, by which metric."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from kg.records import GraphStatement
from ontology.types import Quantity, QuantityKind


class Figure(NamedTuple):
    """One figure, without its statement: enough to rank it. ``metric`` is "" where none is named."""

    statement: str
    """The id of its statement, ..."""
    place: int
    """... and which of the statement's values it is."""
    subject: str
    benchmark: str
    metric: str
    value: Decimal
    unit: str


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


class Said(NamedTuple):
    """A claim as a row of a table: what its figures are read from."""

    id: str
    subject: str
    predicate: str
    object: str
    name: str
    """Of the object."""
    qualifiers: Mapping[str, Any]
    """As plain values; a field that is empty may be absent."""


def figures(said: Said) -> Iterator[Figure]:
    """The absolute single figures of an ``achieves`` or ``evaluated-on`` claim; others give nothing.

    A claim with several benchmarks gives nothing: nobody knows which figure is whose.
    """
    benchmarks = _benchmarks(said)
    if len(benchmarks) != 1:
        return
    metric = _metric(said)
    for place, quantity in enumerate(said.qualifiers.get("value", ())):
        low = quantity["low"]
        if quantity["kind"] == QuantityKind.ABSOLUTE and low is not None and low == quantity["high"]:
            yield Figure(said.id, place, said.subject, benchmarks[0], metric, Decimal(low), quantity["unit"])


def results(statements: Iterable[GraphStatement], names: Mapping[str, str]) -> Iterator[Result]:
    """The :func:`figures` of statements as results; ``names``: from ids of metrics to their names."""
    for statement in statements:
        for figure in figures(said(statement, names.get(statement.object, statement.object))):
            yield result(figure, statement)


def said(statement: GraphStatement, name: str) -> Said:
    """A statement as a row; ``name`` is that of its object."""
    plain = statement.qualifiers.model_dump(mode="json")
    return Said(statement.id, statement.subject, statement.predicate, statement.object, name, plain)


def result(figure: Figure, statement: GraphStatement) -> Result:
    """A figure with its statement."""
    quantity = statement.qualifiers.value[figure.place]
    return Result(
        figure.subject, figure.benchmark, figure.metric, figure.value, figure.unit, _settings(statement),
        quantity, statement,
    )  # fmt: skip


def _benchmarks(said: Said) -> list[str]:
    if said.predicate == "evaluated-on":
        return [said.object]
    if said.predicate == "achieves":
        return [r.get("entity") or r["text"] for r in said.qualifiers.get("benchmark", ())]
    return []


def _metric(said: Said) -> str:
    if said.predicate == "achieves":
        return said.name
    return ", ".join(r["text"] for r in said.qualifiers.get("metric", ()))


def _settings(statement: GraphStatement) -> tuple[str, ...]:
    q = statement.qualifiers
    return tuple(r.text for r in (*q.model, *q.hardware))
