"""The graph as flat rows: what tables, GraphML, GEXF and Neo4j have in common.

A node is an entity or a paper; an edge is a claimed statement. Decimals are text with a point; lists are
joined by " | ", in which no value can hold a bar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from exports.plain import clean
from exports.rdf.model import is_claimed
from kg.records import GraphStatement, GraphView
from ontology.types import Qualifiers

JOIN = " | "


class NodeRow(NamedTuple):
    """An entity or a paper (``kind`` "Paper", ``name`` its title)."""

    id: str
    kind: str
    name: str
    aliases: str
    year: int | None
    url: str


class EdgeRow(NamedTuple):
    """A claimed statement with its qualifiers as written."""

    id: str
    source: str
    predicate: str
    target: str
    belief: str
    support: int
    derived: bool
    papers: str
    metric: str
    benchmark: str
    value: str
    delta: str
    bits: str
    ratio: str
    baseline: str
    hardware: str
    model: str
    sentence: str
    """The first sentence that asserts it."""


def joined(values: Iterable[str]) -> str:
    """Several values in one cell."""
    return JOIN.join(clean(value).replace("|", "¦") for value in values)


def node_rows(view: GraphView) -> Iterator[NodeRow]:
    """Entities, then papers, each in id order."""
    for e in view.entities():
        yield NodeRow(e.id, e.type.value, clean(e.name), joined(e.aliases), None, "")
    for p in view.papers():
        yield NodeRow(f"paper/{clean(p.id)}", "Paper", clean(p.title), "", p.year, clean(p.url or ""))


def edge_rows(view: GraphView) -> Iterator[EdgeRow]:
    """Claimed statements in id order."""
    return (edge_row(view, statement) for statement in view.statements() if is_claimed(statement))


def edge_row(view: GraphView, statement: GraphStatement) -> EdgeRow:
    """One statement as a row."""
    said = {
        name: joined(item.text for item in getattr(statement.qualifiers, name))
        for name in Qualifiers.model_fields
    }
    return EdgeRow(
        id=statement.id,
        source=clean(statement.subject),
        predicate=statement.predicate,
        target=clean(statement.object),
        belief=f"{statement.belief:f}",
        support=len(statement.papers),
        derived=statement.derived,
        papers=joined(statement.papers),
        sentence=clean(first_sentence(view, statement)),
        **said,
    )


def first_sentence(view: GraphView, statement: GraphStatement) -> str:
    """The text of the first evidence that asserts the statement, or of the first at all, or nothing."""
    asserted = [e for e in statement.evidence if e.asserted] or list(statement.evidence)
    if not asserted:
        return ""
    return view.paper(asserted[0].paper).text[asserted[0].start : asserted[0].end]
