"""A part of a graph as Turtle: what a page shows, what a question found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exports.rdf.model import (
    claim_triples,
    direct_triple,
    entity_triples,
    evidence_triples,
    is_claimed,
    paper_triples,
    sentence_triples,
    standing_triples,
)
from exports.rdf.names import Names
from exports.rdf.terms import Triple
from exports.rdf.turtle import turtle
from kg.records import GraphStatement
from ontology.types import Entity, Paper


def part_turtle(
    papers: Iterable[Paper],
    entities: Iterable[Entity],
    statements: Iterable[GraphStatement],
    names: Names | None = None,
) -> str:
    """The given records as one Turtle document. Sentences are told for the papers that are given."""
    names = names or Names()
    found = set(part_triples(papers, entities, statements, names))
    return turtle(sorted(found), names.prefixes)


def part_triples(
    papers: Iterable[Paper], entities: Iterable[Entity], statements: Iterable[GraphStatement], names: Names
) -> Iterator[Triple]:
    """The triples of the given records; the same triple may come several times."""
    known = {paper.id: paper for paper in papers}
    for paper in known.values():
        yield from paper_triples(names, paper)
    for entity in entities:
        yield from entity_triples(names, entity)
    for statement in statements:
        yield from _statement(names, statement, known)


def _statement(names: Names, statement: GraphStatement, known: dict[str, Paper]) -> Iterator[Triple]:
    if is_claimed(statement):
        yield direct_triple(names, statement)
    yield from claim_triples(names, statement)
    yield from standing_triples(names, statement)
    for evidence in statement.evidence:
        yield from evidence_triples(names, statement, evidence)
        if evidence.paper in known:
            yield from sentence_triples(names, known[evidence.paper], evidence.start, evidence.end)
