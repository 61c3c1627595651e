"""The triples of each record. Everything is named by an IRI; there are no blank nodes.

A statement that some paper asserts (or that is derived) gives one direct triple, and always a node with
its qualifiers, belief and evidence. Each sentence is one Web Annotation (W3C, 2017), whose bodies are the
statements read from it. Defaults (affirmed, asserted, finding) are not written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from exports.rdf.names import DCT, OA, RDF, RDFS, SCHEMA_ORG, SKOS, Names
from exports.rdf.terms import TYPE, Triple, boolean, decimal, integer, iri, text, typed
from kg.records import GraphStatement
from ontology.ids import digest
from ontology.types import (
    Certainty,
    Entity,
    Evidence,
    Origin,
    Paper,
    Polarity,
    Qualifiers,
    Quantity,
    Reference,
)

LABEL = iri(RDFS + "label")
ALIAS = iri(SKOS + "altLabel")
CONTEXT = 32
"""Code points of prefix and suffix in a text quote selector."""


def paper_triples(names: Names, paper: Paper) -> Iterator[Triple]:
    """The bibliographic record, with title and abstract as they were given."""
    node = iri(names.node(f"paper/{paper.id}"))
    yield node, TYPE, iri(names.term("Paper"))
    yield node, iri(DCT + "identifier"), text(paper.id)
    yield node, iri(DCT + "title"), text(paper.title)
    yield node, iri(DCT + "abstract"), text(paper.abstract)
    if paper.year is not None:
        yield node, iri(names.term("year")), integer(paper.year)
    if paper.url is not None:
        yield node, iri(SCHEMA_ORG + "url"), text(paper.url)
    for author in paper.authors:
        yield node, iri(DCT + "creator"), text(author)
    if paper.authors:
        ordered = json.dumps(list(paper.authors), ensure_ascii=False, separators=(",", ":"))
        yield node, iri(names.term("authorList")), typed(ordered, RDF + "JSON")
    for source in paper.source:
        yield node, iri(DCT + "source"), text(source)


def entity_triples(names: Names, entity: Entity) -> Iterator[Triple]:
    """Class, name and aliases."""
    node = iri(names.node(entity.id))
    yield node, TYPE, iri(names.term(entity.type.value))
    yield node, LABEL, text(entity.name)
    for alias in entity.aliases:
        yield node, ALIAS, text(alias)


def is_claimed(statement: GraphStatement) -> bool:
    """True where a paper asserts the statement, or it follows from others: it then has a direct triple."""
    return statement.derived or bool(statement.papers)


def direct_triple(names: Names, statement: GraphStatement) -> Triple:
    """Subject, predicate, object, without what narrows the claim."""
    return (
        iri(names.node(statement.subject)),
        iri(names.term(statement.predicate)),
        iri(names.node(statement.object)),
    )


def claim_triples(names: Names, statement: GraphStatement, *, rdf12: bool = False) -> Iterator[Triple]:
    """The statement node: what is claimed and what narrows it. RDF 1.2 says the claim with a triple term."""
    node = iri(names.statement(statement.id))
    claim = direct_triple(names, statement)
    yield node, TYPE, iri(names.term("Statement"))
    if rdf12:
        yield node, iri(RDF + "reifies"), "<<( " + " ".join(claim) + " )>>"
    else:
        for part, term in zip(("subject", "predicate", "object"), claim, strict=True):
            yield node, iri(RDF + part), term
    yield from _qualifier_triples(names, statement)


def standing_triples(names: Names, statement: GraphStatement) -> Iterator[Triple]:
    """How far the statement is believed, and which papers assert it."""
    node = iri(names.statement(statement.id))
    yield node, iri(names.term("belief")), decimal(statement.belief)
    yield node, iri(names.term("support")), integer(len(statement.papers))
    for paper in statement.papers:
        yield node, iri(names.term("statedIn")), iri(names.node(f"paper/{paper}"))
    if statement.derived:
        yield node, iri(names.term("derived")), boolean(True)


def evidence_triples(names: Names, statement: GraphStatement, evidence: Evidence) -> Iterator[Triple]:
    """One reading of one sentence: its rule, the spans of its parts, how it is said."""
    node = iri(evidence_iri(names, statement, evidence))
    sentence = iri(names.sentence(evidence.paper, evidence.start, evidence.end))
    yield iri(names.statement(statement.id)), iri(names.term("evidence")), node
    yield node, iri(names.term("sentence")), sentence
    yield node, iri(names.term("rule")), text(evidence.rule)
    for part in ("subject", "object", "trigger"):
        span = getattr(evidence, f"{part}_span")
        if span is not None:
            yield node, iri(names.term(f"{part}Span")), text(f"char={span[0]},{span[1]}")
    if evidence.polarity is not Polarity.AFFIRMED:
        yield node, iri(names.term("polarity")), iri(names.term(evidence.polarity.value))
    if evidence.certainty is not Certainty.ASSERTED:
        yield node, iri(names.term("certainty")), iri(names.term(evidence.certainty.value))
    if evidence.origin is not Origin.FINDING:
        yield node, iri(names.term("origin")), iri(names.term(evidence.origin.value))
    yield sentence, iri(OA + "hasBody"), iri(names.statement(statement.id))


def sentence_triples(names: Names, paper: Paper, start: int, end: int) -> Iterator[Triple]:
    """The Web Annotation of one sentence: a quote and a position in the paper's text."""
    whole = paper.text
    annotation = names.sentence(paper.id, start, end)
    target, quote, position = (iri(f"{annotation}#{part}") for part in ("target", "quote", "position"))
    yield iri(annotation), TYPE, iri(OA + "Annotation")
    yield iri(annotation), iri(OA + "hasTarget"), target
    yield target, TYPE, iri(OA + "SpecificResource")
    yield target, iri(OA + "hasSource"), iri(names.node(f"paper/{paper.id}"))
    yield target, iri(OA + "hasSelector"), quote
    yield target, iri(OA + "hasSelector"), position
    yield quote, TYPE, iri(OA + "TextQuoteSelector")
    yield quote, iri(OA + "exact"), text(whole[start:end])
    yield quote, iri(OA + "prefix"), text(whole[max(0, start - CONTEXT) : start])
    yield quote, iri(OA + "suffix"), text(whole[end : end + CONTEXT])
    yield position, TYPE, iri(OA + "TextPositionSelector")
    yield position, iri(OA + "start"), integer(start)
    yield position, iri(OA + "end"), integer(end)


def evidence_iri(names: Names, statement: GraphStatement, evidence: Evidence) -> str:
    """An IRI from all that the evidence says, so that equal evidence is one node on every machine."""
    return f"{names.statement(statement.id)}/evidence/{digest(evidence.model_dump_json())[:12]}"


def _qualifier_triples(names: Names, statement: GraphStatement) -> Iterator[Triple]:
    owner = names.statement(statement.id)
    for name in Qualifiers.model_fields:
        for position, item in enumerate(getattr(statement.qualifiers, name)):
            node = f"{owner}/{name}/{position}"
            yield iri(owner), iri(names.term("qualifier")), iri(node)
            yield iri(node), iri(names.term("role")), iri(names.term(name))
            yield iri(node), iri(names.term("text")), text(item.text)
            if isinstance(item, Quantity):
                yield iri(owner), iri(names.term(name)), iri(node)
                yield from _quantity_triples(names, node, item)
            else:
                yield from _reference_triples(names, owner, name, node, item)


def _quantity_triples(names: Names, node: str, quantity: Quantity) -> Iterator[Triple]:
    yield iri(node), TYPE, iri(names.term("Quantity"))
    if quantity.low is not None:
        yield iri(node), iri(names.term("low")), decimal(quantity.low)
    if quantity.high is not None:
        yield iri(node), iri(names.term("high")), decimal(quantity.high)
    yield iri(node), iri(names.term("unit")), text(quantity.unit)
    yield iri(node), iri(names.term("kind")), iri(names.term(f"{quantity.kind.value}-figure"))


def _reference_triples(
    names: Names, owner: str, name: str, node: str, reference: Reference
) -> Iterator[Triple]:
    yield iri(node), TYPE, iri(names.term("Reference"))
    if reference.entity is not None:
        yield iri(node), iri(names.term("names")), iri(names.node(reference.entity))
        yield iri(owner), iri(names.term(name)), iri(names.node(reference.entity))
