"""N-Triples of one record at a time, for jobs that hold no whole graph: together they are :func:`triples`."""

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
from kg.records import GraphStatement
from ontology.types import Entity, Paper, Span


class Pieces:
    """Lines of N-Triples without line feed; a line may come from several records."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def of_paper(self, paper: Paper, sentences: Iterable[Span]) -> Iterator[str]:
        """The paper's record and the sentences that statements were read from."""
        yield from _lines(paper_triples(self._names, paper))
        for start, end in sentences:
            yield from _lines(sentence_triples(self._names, paper, start, end))

    def of_entity(self, entity: Entity) -> Iterator[str]:
        """Class, name and aliases."""
        return _lines(entity_triples(self._names, entity))

    def of_statement(self, statement: GraphStatement) -> Iterator[str]:
        """The claim, its standing and its evidence."""
        if is_claimed(statement):
            yield from _lines([direct_triple(self._names, statement)])
        yield from _lines(claim_triples(self._names, statement))
        yield from _lines(standing_triples(self._names, statement))
        for evidence in statement.evidence:
            yield from _lines(evidence_triples(self._names, statement, evidence))


def _lines(triples: Iterable[Triple]) -> Iterator[str]:
    return (f"{s} {p} {o} ." for s, p, o in triples)
