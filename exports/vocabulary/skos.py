"""The vocabularies of known names as SKOS concept schemes in Turtle."""

from __future__ import annotations

from collections.abc import Iterator

from exports.rdf.names import DCT, RDFS, SKOS, Names
from exports.rdf.terms import TYPE, Triple, iri, text
from exports.rdf.turtle import turtle
from ontology.ids import entity_id
from ontology.vocabulary import Entry, load_vocabularies


def skos(names: Names) -> str:
    """All concepts as Turtle. A concept has the IRI that its entity has in a graph."""
    entries = load_vocabularies(()).entries
    found = {triple for entry in entries for triple in _concept(names, entry)}
    for group in {entry.group for entry in entries}:
        found.update(_scheme(names, group))
    return turtle(sorted(found), names.prefixes)


def scheme(names: Names, group: str) -> str:
    """The IRI of the scheme of one vocabulary file."""
    return f"{names.base}vocabulary/{group}"


def _scheme(names: Names, group: str) -> Iterator[Triple]:
    node = iri(scheme(names, group))
    yield node, TYPE, iri(SKOS + "ConceptScheme")
    yield node, iri(RDFS + "label"), text(group, "en")


def _concept(names: Names, entry: Entry) -> Iterator[Triple]:
    node = iri(names.node(entity_id(entry.type, entry.name)))
    yield node, TYPE, iri(SKOS + "Concept")
    yield node, TYPE, iri(names.term(entry.type.value))
    yield node, iri(SKOS + "prefLabel"), text(entry.name)
    for alias in entry.aliases:
        yield node, iri(SKOS + "altLabel"), text(alias)
    yield node, iri(SKOS + "inScheme"), iri(scheme(names, entry.group))
    yield node, iri(DCT + "source"), text(entry.source)
