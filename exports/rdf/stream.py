"""All triples of a graph, one after the other, in memory that does not grow with it
(but for the set of sentences already written)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

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
from kg.records import GraphStatement, GraphView

DEFAULT_GRAPH = ""
PAPERS_IN_HAND = 4096


def triples(view: GraphView, names: Names, *, rdf12: bool = False) -> Iterator[Triple]:
    """The whole graph as one set of triples; a direct triple comes once per statement that gives it."""
    for paper in view.papers():
        yield from paper_triples(names, paper)
    for entity in view.entities():
        yield from entity_triples(names, entity)
    sentences = _Sentences(view, names)
    for statement in view.statements():
        if is_claimed(statement):
            yield direct_triple(names, statement)
        yield from claim_triples(names, statement, rdf12=rdf12)
        yield from standing_triples(names, statement)
        for evidence in statement.evidence:
            yield from evidence_triples(names, statement, evidence)
            yield from sentences.new(evidence.paper, evidence.start, evidence.end)


def quads(view: GraphView, names: Names, *, rdf12: bool = False) -> Iterator[tuple[str, Triple]]:
    """The same with the IRI of the graph each triple belongs to ("" for the default graph).

    A paper's graph holds its record, its sentences, and the statements read from them; entities, belief,
    support and derived statements stand in the default graph. A triple that several papers give is
    in the graph of each.
    """
    for paper in view.papers():
        yield from _in(names.graph(paper.id), paper_triples(names, paper))
    for entity in view.entities():
        yield from _in(DEFAULT_GRAPH, entity_triples(names, entity))
    sentences = _Sentences(view, names)
    for statement in view.statements():
        yield from _statement_quads(names, statement, sentences, rdf12=rdf12)


def _statement_quads(
    names: Names, statement: GraphStatement, sentences: _Sentences, *, rdf12: bool
) -> Iterator[tuple[str, Triple]]:
    yield from _in(DEFAULT_GRAPH, standing_triples(names, statement))
    said_in = sorted({e.paper for e in statement.evidence})
    for graph in [names.graph(paper) for paper in said_in] or [DEFAULT_GRAPH]:
        yield from _in(graph, claim_triples(names, statement, rdf12=rdf12))
    for graph in [names.graph(paper) for paper in statement.papers] or [DEFAULT_GRAPH] * statement.derived:
        yield graph, direct_triple(names, statement)
    for evidence in statement.evidence:
        graph = names.graph(evidence.paper)
        yield from _in(graph, evidence_triples(names, statement, evidence))
        yield from _in(graph, sentences.new(evidence.paper, evidence.start, evidence.end))


def _in(graph: str, found: Iterable[Triple]) -> Iterator[tuple[str, Triple]]:
    return ((graph, triple) for triple in found)


class _Sentences:
    """Gives the triples of each sentence once."""

    def __init__(self, view: GraphView, names: Names) -> None:
        self._names = names
        self._paper = lru_cache(PAPERS_IN_HAND)(view.paper)
        self._seen: set[tuple[str, int, int]] = set()

    def new(self, paper: str, start: int, end: int) -> Iterable[Triple]:
        """The triples of a sentence, or nothing where it was given before."""
        if (paper, start, end) in self._seen:
            return ()
        self._seen.add((paper, start, end))
        return sentence_triples(self._names, self._paper(paper), start, end)
