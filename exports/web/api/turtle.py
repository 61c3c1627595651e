"""The visible part of a drawing as Turtle."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from exports.rdf.part import part_turtle
from exports.web.endpoint import Endpoint, NotFoundError, Query
from exports.web.nodes import PAPER_PREFIX
from exports.web.source import Source
from kg.records import GraphStatement
from kg.store.store import Store
from ontology.types import Entity, Paper

Edge = Annotated[tuple[str, str, str], Field(description="subject id, predicate, object id")]


class TurtleQuery(Query):
    """The edges to write, all claims of each."""

    edges: Annotated[tuple[Edge, ...], Field(max_length=3000)]


def turtle(source: Source, query: TurtleQuery) -> str:
    """The claims of the edges with their nodes, papers and sentences."""
    with Store(source.path) as store:
        statements: list[GraphStatement] = []
        for subject, predicate, target in dict.fromkeys(query.edges):
            statements += store.statements(subject=subject, predicate=predicate, object=target)
        if not statements:
            raise NotFoundError("none of these edges is in this graph")
        entities, papers = _nodes(store, statements)
        return part_turtle(papers, entities, statements)


def _nodes(store: Store, statements: list[GraphStatement]) -> tuple[list[Entity], list[Paper]]:
    ids = {end for statement in statements for end in (statement.subject, statement.object)}
    cited = {evidence.paper for statement in statements for evidence in statement.evidence}
    named = {node.removeprefix(PAPER_PREFIX) for node in ids if node.startswith(PAPER_PREFIX)}
    entities = [store.entity(node) for node in sorted(ids) if not node.startswith(PAPER_PREFIX)]
    return entities, [store.paper(paper) for paper in sorted(cited | named)]


ENDPOINTS = (
    Endpoint("/api/turtle", "Edges as RDF", TurtleQuery, turtle, media="text/turtle", method="POST"),
)
