"""SHACL shapes (W3C, 2017) for everything that an export holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from exports.rdf.names import DCT, OA, RDF, RDFS, SCHEMA_ORG, SH, SKOS, XSD, Names
from exports.vocabulary.owl import full_range, is_datatype
from exports.vocabulary.terms import INDIVIDUALS, PROPERTIES, QUALIFIERS, Term
from ontology.schema import load_schema

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SPAN = r"^char=[0-9]+,[0-9]+$"


def shacl(names: Names) -> str:
    """The shapes as Turtle; the same schema gives the same bytes."""
    return str(shapes(names).serialize(format="turtle"))


def shapes(names: Names) -> Graph:
    """The shapes as an rdflib graph."""
    maker = _Shapes(names)
    for name in load_schema().classes:
        maker.entity(name)
    for name, predicate in load_schema().predicates.items():
        maker.predicate(name, predicate.domain, predicate.range)
    maker.paper()
    maker.statement()
    maker.evidence()
    maker.qualifiers()
    maker.annotation()
    return maker.graph


class _Shapes:
    """Adds one shape after the other; blank nodes are counted, so that equal input gives equal text."""

    def __init__(self, names: Names) -> None:
        from rdflib import Graph

        self.graph = Graph()
        self._names = names
        self._count = 0
        for prefix, namespace in {**names.prefixes, "sh": SH}.items():
            self.graph.bind(prefix, namespace, replace=True)

    def entity(self, name: str) -> None:
        """A name, and any number of aliases."""
        shape = self._shape(f"{name}Shape", targetClass=self._names.term(name))
        self._property(shape, RDFS + "label", least=1, most=1, datatype=XSD + "string", shortest=1)
        self._property(shape, SKOS + "altLabel", datatype=XSD + "string")

    def predicate(self, name: str, domain: Iterable[str], range_: Iterable[str]) -> None:
        """Domain and range of direct triples."""
        target = self._names.term(name)
        subjects = self._shape(f"{name}-subject-Shape", targetSubjectsOf=target)
        self._one_of(subjects, domain)
        objects = self._shape(f"{name}-object-Shape", targetObjectsOf=target)
        self._one_of(objects, range_)

    def paper(self) -> None:
        """Identifier, title and abstract once each."""
        shape = self._shape("PaperShape", targetClass=self._names.term("Paper"))
        for path in (DCT + "identifier", DCT + "title", DCT + "abstract"):
            self._property(shape, path, least=1, most=1, datatype=XSD + "string")
        self._property(shape, SCHEMA_ORG + "url", most=1, datatype=XSD + "string")
        self._terms(shape, "Paper")

    def statement(self) -> None:
        """A whole claim, a belief between 0 and 1, and evidence unless it is derived."""
        shape = self._shape("StatementShape", targetClass=self._names.term("Statement"))
        parts = [(RDF + part, 1) for part in ("subject", "predicate", "object")]
        self._either(shape, [(RDF + "reifies", 1)], parts)
        predicates = [self._names.term(name) for name in load_schema().predicates]
        self._property(shape, RDF + "predicate", most=1, values=predicates)
        self._terms(shape, "Statement")
        self._either(shape, [(self._names.term("evidence"), 1)], [(self._names.term("derived"), 1)])
        for term in QUALIFIERS:
            self._qualifier(shape, term)

    def evidence(self) -> None:
        """Sentence and rule, spans in the form of RFC 5147."""
        shape = self._shape("EvidenceShape", targetObjectsOf=self._names.term("evidence"))
        self._terms(shape, "Evidence")
        for part in ("subject", "object", "trigger"):
            self._property(shape, self._names.term(f"{part}Span"), pattern=_SPAN)
        self._closed(shape, [term.name for term in PROPERTIES if term.domain == "Evidence"])

    def qualifiers(self) -> None:
        """Role, text and number, or role, text and name."""
        own = ["role", "text"]
        for name, parts in (("Quantity", ["low", "high", "unit", "kind"]), ("Reference", ["names"])):
            shape = self._shape(f"{name}Shape", targetClass=self._names.term(name))
            self._terms(shape, "Qualifier")
            self._terms(shape, name)
            roles = [self._names.term(term.name) for term in QUALIFIERS]
            self._property(shape, self._names.term("role"), values=roles)
            self._closed(shape, [*own, *parts])

    def annotation(self) -> None:
        """One target of a paper, with one quote and one position."""
        shape = self._shape("SentenceShape", targetClass=OA + "Annotation")
        self._property(shape, OA + "hasTarget", least=1, most=1, class_=OA + "SpecificResource")
        target = self._shape("TargetShape", targetClass=OA + "SpecificResource")
        self._property(target, OA + "hasSource", least=1, most=1, class_=self._names.term("Paper"))
        self._property(target, OA + "hasSelector", least=2, most=2)
        quote = self._shape("QuoteShape", targetClass=OA + "TextQuoteSelector")
        for part in ("exact", "prefix", "suffix"):
            self._property(quote, OA + part, least=1, most=1, datatype=XSD + "string")
        position = self._shape("PositionShape", targetClass=OA + "TextPositionSelector")
        self._property(position, OA + "start", least=1, most=1, datatype=XSD + "integer", below=OA + "end")
        self._property(position, OA + "end", least=1, most=1, datatype=XSD + "integer")

    def _terms(self, shape: Node, domain: str) -> None:
        for term in PROPERTIES:
            if term.domain == domain:
                self._term(shape, term)

    def _term(self, shape: Node, term: Term) -> None:
        path, range_ = self._names.term(term.name), full_range(self._names, term)
        if is_datatype(term):
            bounds = (0, 1) if term.name == "belief" else None
            self._property(shape, path, least=term.least, most=term.most, datatype=range_, bounds=bounds)
        elif term.range in INDIVIDUALS:
            values = [self._names.term(value) for value in INDIVIDUALS[term.range]]
            self._property(shape, path, least=term.least, most=term.most, values=values)
        else:
            known = term.range in ("Paper",) or range_ == OA + "Annotation"
            self._property(shape, path, least=term.least, most=term.most, class_=range_ if known else None)

    def _qualifier(self, shape: Node, term: Term) -> None:
        node = self._property(shape, self._names.term(term.name))
        if term.range == "Quantity":
            self._add(node, "class", self._names.term("Quantity"))
        else:
            self._one_of(node, load_schema().classes)

    # What shapes are made of.

    def _shape(self, name: str, **targets: str) -> Node:
        from rdflib import URIRef

        shape = URIRef(self._names.term(name))
        self.graph.add((shape, URIRef(RDF + "type"), URIRef(SH + "NodeShape")))
        for key, value in targets.items():
            self._add(shape, key, value)
        return shape

    def _property(
        self,
        shape: Node,
        path: str,
        *,
        least: int = 0,
        most: int | None = None,
        datatype: str | None = None,
        class_: str | None = None,
        pattern: str | None = None,
        values: list[str] | None = None,
        bounds: tuple[int, int] | None = None,
        shortest: int = 0,
        below: str | None = None,
    ) -> Node:
        node = self._blank()
        self._add(shape, "property", node)
        said = {"path": path, "datatype": datatype, "class": class_, "lessThan": below}
        numbers = {"minCount": least or None, "maxCount": most, "minLength": shortest or None}
        if bounds is not None:
            numbers |= {"minInclusive": bounds[0], "maxInclusive": bounds[1]}
        for key, value in said.items():
            if value is not None:
                self._add(node, key, value)
        for key, number in numbers.items():
            if number is not None:
                self._literal(node, key, number)
        if pattern is not None:
            self._literal(node, "pattern", pattern)
        if values is not None:
            self._add(node, "in", self._list(values))
        return node

    def _one_of(self, shape: Node, classes: Iterable[str]) -> None:
        choices = []
        for name in classes:
            choice = self._blank()
            self._add(choice, "class", self._names.term(name))
            choices.append(choice)
        self._add(shape, "or", self._list(choices))

    def _either(self, shape: Node, *ways: list[tuple[str, int]]) -> None:
        choices = []
        for way in ways:
            choice = self._blank()
            for path, count in way:
                self._property(choice, path, least=count)
            choices.append(choice)
        self._add(shape, "or", self._list(choices))

    def _closed(self, shape: Node, terms: Iterable[str]) -> None:
        self._literal(shape, "closed", True)
        known = [RDF + "type", *(self._names.term(name) for name in terms)]
        self._add(shape, "ignoredProperties", self._list(known))

    def _add(self, node: Node, key: str, value: Node | str) -> None:
        from rdflib import URIRef

        found = URIRef(value) if type(value) is str else value
        self.graph.add((node, URIRef(SH + key), found))  # type: ignore[arg-type]

    def _literal(self, node: Node, key: str, value: str | int | bool) -> None:
        from rdflib import Literal, URIRef

        self.graph.add((node, URIRef(SH + key), Literal(value)))

    def _blank(self) -> Node:
        from rdflib import BNode

        self._count += 1
        return BNode(f"n{self._count:05}")

    def _list(self, items: Iterable[Node | str]) -> Node:
        from rdflib import URIRef

        cells = [(self._blank(), URIRef(i) if type(i) is str else i) for i in items]
        for position, (cell, item) in enumerate(cells):
            rest = cells[position + 1][0] if position + 1 < len(cells) else URIRef(RDF + "nil")
            self.graph.add((cell, URIRef(RDF + "first"), item))  # type: ignore[arg-type]
            self.graph.add((cell, URIRef(RDF + "rest"), rest))
        return cells[0][0]
