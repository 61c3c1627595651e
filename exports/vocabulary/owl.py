"""The schema as an OWL 2 ontology in Turtle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exports.rdf.names import DCT, OWL, RDF, RDFS, SKOS, XSD, Names
from exports.rdf.terms import TYPE, Triple, iri, text
from exports.rdf.turtle import turtle
from exports.vocabulary.alignment import load_alignments
from exports.vocabulary.terms import CLASSES, INDIVIDUALS, PROPERTIES, QUALIFIERS, SUBCLASSES, Term
from ontology.ids import slug
from ontology.schema import Predicate, load_schema

TITLE = "Vocabulary of the knowledge graph of machine-learning papers"


def owl(names: Names) -> str:
    """The ontology as Turtle; the same schema gives the same bytes."""
    lists = _Lists(names)
    found = [*_header(names), *_classes(names), *_individuals(names), *_predicates(names, lists)]
    found += [*_properties(names), *load_alignments().triples(names), *lists.triples]
    prefixes = {**names.prefixes, **{k: s.namespace for k, s in load_alignments().source.items()}}
    return turtle(sorted(set(found)), prefixes)


def inverse_name(predicate: Predicate) -> str:
    """The local name of the inverse property.

    >>> inverse_name(load_schema().predicates["outperforms"])
    'outperformed-by'
    """
    return slug(predicate.inverse)


class _Lists:
    """Unions of classes: one node per different union, named by its members."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.triples: list[Triple] = []

    def union(self, classes: Iterable[str]) -> str:
        members = sorted(classes)
        if len(members) == 1:
            return iri(self._names.term(members[0]))
        name = "-or-".join(members)
        node = iri(self._names.term(name))
        self.triples += [
            (node, TYPE, iri(OWL + "Class")),
            (node, iri(OWL + "unionOf"), self._list(name, members)),
        ]
        return node

    def _list(self, name: str, members: list[str]) -> str:
        cells = [f"_:{name.replace('-', '')}{number}" for number in range(len(members))]
        for cell, member, rest in zip(cells, members, [*cells[1:], iri(RDF + "nil")], strict=True):
            self.triples.append((cell, iri(RDF + "first"), iri(self._names.term(member))))
            self.triples.append((cell, iri(RDF + "rest"), rest))
        return cells[0]


def _header(names: Names) -> Iterator[Triple]:
    node = iri(names.terms.rstrip("#/"))
    yield node, TYPE, iri(OWL + "Ontology")
    yield node, iri(DCT + "title"), text(TITLE, "en")
    yield node, iri(OWL + "versionInfo"), text(load_schema().version)
    yield node, iri(DCT + "license"), iri("https://www.apache.org/licenses/LICENSE-2.0")
    for source in load_alignments().source.values():
        yield node, iri(RDFS + "seeAlso"), iri(source.namespace)


def _described(names: Names, name: str, label: str, definition: str) -> Iterator[Triple]:
    node = iri(names.term(name))
    yield node, iri(RDFS + "label"), text(label, "en")
    yield node, iri(SKOS + "definition"), text(definition, "en")
    yield node, iri(RDFS + "isDefinedBy"), iri(names.terms.rstrip("#/"))


def _classes(names: Names) -> Iterator[Triple]:
    entities = [(n, c.label, c.definition, c.example) for n, c in load_schema().classes.items()]
    for name, label, definition, example in [*entities, *((*c, "") for c in CLASSES)]:
        yield iri(names.term(name)), TYPE, iri(OWL + "Class")
        yield from _described(names, name, label, definition)
        if example:
            yield iri(names.term(name)), iri(SKOS + "example"), text(example, "en")
    for name, parent in SUBCLASSES.items():
        yield iri(names.term(name)), iri(RDFS + "subClassOf"), iri(names.term(parent))


def _individuals(names: Names) -> Iterator[Triple]:
    for kind, values in INDIVIDUALS.items():
        for value in values:
            yield iri(names.term(value)), TYPE, iri(names.term(kind))
            yield iri(names.term(value)), TYPE, iri(OWL + "NamedIndividual")
            yield iri(names.term(value)), iri(RDFS + "label"), text(value.replace("-", " "), "en")


def _predicates(names: Names, lists: _Lists) -> Iterator[Triple]:
    for name, predicate in load_schema().predicates.items():
        node = iri(names.term(name))
        yield node, TYPE, iri(OWL + "ObjectProperty")
        if predicate.transitive:
            yield node, TYPE, iri(OWL + "TransitiveProperty")
        yield from _described(names, name, predicate.label, predicate.definition)
        if predicate.example:
            yield node, iri(SKOS + "example"), text(predicate.example, "en")
        yield node, iri(RDFS + "domain"), lists.union(predicate.domain)
        yield node, iri(RDFS + "range"), lists.union(predicate.range)
        for qualifier in predicate.qualifiers:
            yield node, iri(names.term("narrowedBy")), iri(names.term(qualifier))
        inverse = iri(names.term(inverse_name(predicate)))
        yield inverse, TYPE, iri(OWL + "ObjectProperty")
        yield inverse, iri(OWL + "inverseOf"), node
        yield inverse, iri(RDFS + "label"), text(predicate.inverse, "en")


def _properties(names: Names) -> Iterator[Triple]:
    yield iri(names.term("narrowedBy")), TYPE, iri(OWL + "AnnotationProperty")
    yield from _described(
        names, "narrowedBy", "narrowed by", "A qualifier that statements of this predicate may have."
    )
    for term in (*PROPERTIES, *QUALIFIERS):
        node = iri(names.term(term.name))
        yield node, TYPE, iri(OWL + ("DatatypeProperty" if is_datatype(term) else "ObjectProperty"))
        yield from _described(names, term.name, term.label, term.definition)
        yield node, iri(RDFS + "domain"), iri(names.term(term.domain))
        if term.range:
            yield node, iri(RDFS + "range"), iri(full_range(names, term))


def is_datatype(term: Term) -> bool:
    """True where the values are literals."""
    return term.range.startswith(XSD) or term.range == RDF + "JSON"


def full_range(names: Names, term: Term) -> str:
    """The IRI of the range."""
    return term.range if ":" in term.range else names.term(term.range)
