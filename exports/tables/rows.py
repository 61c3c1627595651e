"""Rows of the tables that only tables have: evidence and results, and the columns of all four."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from exports.plain import clean
from exports.rdf.model import is_claimed
from exports.rows import EdgeRow, NodeRow, edge_rows, node_rows
from kg.records import GraphStatement, GraphView
from ontology.types import Quantity, Reference


class EvidenceRow(NamedTuple):
    """One reading of one sentence; offsets are code points of title, line feed, abstract."""

    statement: str
    paper: str
    start: int
    end: int
    rule: str
    polarity: str
    certainty: str
    origin: str
    sentence: str


class ResultRow(NamedTuple):
    """One figure: of what, by which metric, on which benchmark, in which setting.

    ``low`` and ``high`` are decimals as text; an open bound is empty.
    """

    statement: str
    system: str
    metric: str
    benchmark: str
    quantity: str
    low: str
    high: str
    unit: str
    kind: str
    text: str
    compared_to: str
    model: str
    hardware: str
    belief: str
    papers: str
    year: int | None


TABLES: dict[str, Any] = {"nodes": NodeRow, "edges": EdgeRow, "evidence": EvidenceRow, "results": ResultRow}
"""Table names and the NamedTuple of their rows."""


def table_rows(view: GraphView, name: str) -> Iterator[tuple[object, ...]]:
    """The rows of one table, in id order."""
    if name == "nodes":
        return node_rows(view)
    if name == "edges":
        return edge_rows(view)
    return evidence_rows(view) if name == "evidence" else result_rows(view)


def evidence_rows(view: GraphView) -> Iterator[EvidenceRow]:
    """All evidence of all statements."""
    paper = lru_cache(4096)(view.paper)
    for statement in view.statements():
        for e in statement.evidence:
            quote = clean(paper(e.paper).text[e.start : e.end])
            how = (e.polarity.value, e.certainty.value, e.origin.value)
            yield EvidenceRow(statement.id, clean(e.paper), e.start, e.end, clean(e.rule), *how, quote)


def result_rows(view: GraphView) -> Iterator[ResultRow]:
    """Every figure of every claimed statement: values reached, differences, bits, pruned parts."""
    paper = lru_cache(4096)(view.paper)
    for statement in view.statements():
        if is_claimed(statement):
            years = [y for y in (paper(p).year for p in statement.papers) if y is not None]
            for name in ("value", "delta", "bits", "ratio"):
                for quantity in getattr(statement.qualifiers, name):
                    yield _result(statement, name, quantity, min(years, default=None))


def _result(statement: GraphStatement, name: str, quantity: Quantity, year: int | None) -> ResultRow:
    said = statement.qualifiers
    object_is = {"achieves": "metric", "evaluated-on": "benchmark", "outperforms": "compared_to"}
    object_is |= dict.fromkeys(("quantizes", "prunes"), "model")
    cells = {
        "metric": _names(said.metric),
        "benchmark": _names(said.benchmark),
        "compared_to": _names(said.baseline),
        "model": _names(said.model),
        "hardware": _names(said.hardware),
    }
    place = object_is.get(statement.predicate)
    if place is not None:
        cells[place] = clean(statement.object)
    return ResultRow(
        statement=statement.id,
        system=clean(statement.subject),
        quantity=name,
        low=_decimal(quantity.low),
        high=_decimal(quantity.high),
        unit=clean(quantity.unit),
        kind=quantity.kind.value,
        text=clean(quantity.text),
        belief=f"{statement.belief:f}",
        papers=" | ".join(map(clean, statement.papers)),
        year=year,
        **cells,
    )


def _names(references: tuple[Reference, ...]) -> str:
    return " | ".join(clean(r.entity or r.text) for r in references)


def _decimal(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
