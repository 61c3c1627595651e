"""RDF back into records: the reverse of the model, for any syntax that Oxigraph parses.

Order is not kept where RDF has none: aliases, sources, papers and evidence come back sorted.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from exports.rdf.names import DCT, OA, RDF, RDFS, SCHEMA_ORG, SKOS, Names
from kg.records import GraphStatement
from ontology.errors import KgError
from ontology.types import Entity, EntityType, Evidence, Paper, Qualifiers, Quantity, Reference, Span

_SYNTAX = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
}
_NUMERIC = frozenset({"value", "delta", "bits", "ratio"})


@dataclass(frozen=True)
class Records:
    """What a file holds, each kind in id order."""

    papers: tuple[Paper, ...]
    entities: tuple[Entity, ...]
    statements: tuple[GraphStatement, ...]


def read(path: Path, names: Names | None = None) -> Records:
    """Read an export; the syntax follows the file name.

    Raises:
        KgError: the name or the content is not of an export.
    """
    syntax = _SYNTAX.get(path.suffix)
    if syntax is None:
        raise KgError(f"{path}: not a name of RDF that we read: {', '.join(_SYNTAX)}")
    try:
        return _Reader(ox.parse(path=path, format=syntax), names or Names()).records()
    except (SyntaxError, ValueError, KeyError, IndexError) as error:
        raise KgError(f"{path} is not an export of this graph model: {error}") from error


class _Reader:
    """All triples by subject and predicate; graph names say nothing that the triples do not."""

    def __init__(self, quads: Iterable[ox.Quad], names: Names) -> None:
        self._names = names
        self._of: defaultdict[str, defaultdict[str, dict[Any, None]]] = defaultdict(lambda: defaultdict(dict))
        self._typed: defaultdict[str, list[str]] = defaultdict(list)
        for quad in quads:
            subject, predicate = quad.subject.value, quad.predicate.value  # type: ignore[union-attr]
            if quad.object not in self._of[subject][predicate]:
                self._of[subject][predicate][quad.object] = None
                if predicate == RDF + "type":
                    self._typed[quad.object.value].append(subject)  # type: ignore[union-attr]

    def records(self) -> Records:
        terms = self._names.term
        papers = [self._paper(node) for node in self._typed[terms("Paper")]]
        entities = [self._entity(node, t) for t in EntityType for node in self._typed[terms(t.value)]]
        statements = [self._statement(node) for node in self._typed[terms("Statement")]]
        return Records(
            tuple(sorted(papers, key=lambda p: p.id)),
            tuple(sorted(entities, key=lambda e: e.id)),
            tuple(sorted(statements, key=lambda s: s.id)),
        )

    def _values(self, node: str, predicate: str) -> list[str]:
        return [term.value for term in self._of[node][predicate]]

    def _one(self, node: str, predicate: str) -> str | None:
        found = self._values(node, predicate)
        return found[0] if found else None

    def _own(self, node: str, name: str) -> str | None:
        return self._one(node, self._names.term(name))

    def _must(self, node: str, predicate: str) -> str:
        found = self._one(node, predicate)
        if found is None:
            raise ValueError(f"{node} has no {predicate}")
        return found

    def _paper(self, node: str) -> Paper:
        year, authors = self._own(node, "year"), self._own(node, "authorList")
        return Paper(
            id=self._must(node, DCT + "identifier"),
            title=self._must(node, DCT + "title"),
            abstract=self._must(node, DCT + "abstract"),
            year=None if year is None else int(year),
            url=self._one(node, SCHEMA_ORG + "url"),
            authors=tuple(json.loads(authors)) if authors else (),
            source=tuple(sorted(self._values(node, DCT + "source"))),
        )

    def _entity(self, node: str, kind: EntityType) -> Entity:
        aliases = tuple(sorted(self._values(node, SKOS + "altLabel")))
        name = self._must(node, RDFS + "label")
        return Entity(id=self._names.node_id(node), type=kind, name=name, aliases=aliases)

    def _statement(self, node: str) -> GraphStatement:
        terms = self._names
        subject, predicate, obj = self._claim(node)
        evidence = (self._evidence(e) for e in self._values(node, terms.term("evidence")))
        papers = (terms.node_id(p).removeprefix("paper/") for p in self._values(node, terms.term("statedIn")))
        return GraphStatement(
            id=terms.node_id(node).removeprefix("statement/"),
            subject=terms.node_id(subject),
            predicate=predicate.removeprefix(terms.terms),
            object=terms.node_id(obj),
            qualifiers=self._qualifiers(node),
            evidence=tuple(sorted(evidence, key=lambda e: (e.paper, e.start, e.end, e.model_dump_json()))),
            belief=Decimal(self._must(node, terms.term("belief"))),
            papers=tuple(sorted(papers)),
            derived=self._own(node, "derived") == "true",
        )

    def _claim(self, node: str) -> tuple[str, str, str]:
        reified = next(iter(self._of[node][RDF + "reifies"]), None)
        if isinstance(reified, ox.Triple):
            return reified.subject.value, reified.predicate.value, reified.object.value  # type: ignore[union-attr]
        subject, predicate, obj = (self._must(node, RDF + p) for p in ("subject", "predicate", "object"))
        return subject, predicate, obj

    def _evidence(self, node: str) -> Evidence:
        sentence = self._must(node, self._names.term("sentence"))
        target = self._must(sentence, OA + "hasTarget")
        paper = self._names.node_id(self._must(target, OA + "hasSource")).removeprefix("paper/")
        position = next(s for s in self._values(target, OA + "hasSelector") if self._of[s][OA + "start"])
        said = {how: self._own(node, how) for how in ("polarity", "certainty", "origin")}
        spans = {part: _span(self._own(node, part)) for part in ("subjectSpan", "objectSpan", "triggerSpan")}
        return Evidence(
            paper=paper,
            start=int(self._must(position, OA + "start")),
            end=int(self._must(position, OA + "end")),
            rule=self._must(node, self._names.term("rule")),
            subject_span=spans["subjectSpan"],
            object_span=spans["objectSpan"],
            trigger_span=spans["triggerSpan"],
            **{how: value.removeprefix(self._names.terms) for how, value in said.items() if value},  # type: ignore[arg-type]
        )

    def _qualifiers(self, node: str) -> Qualifiers:
        found: defaultdict[str, list[tuple[int, Quantity | Reference]]] = defaultdict(list)
        for qualifier in self._values(node, self._names.term("qualifier")):
            _, name, position = qualifier.rsplit("/", 2)
            read_one = self._quantity if name in _NUMERIC else self._reference
            found[name].append((int(position), read_one(qualifier)))
        ordered = {
            name: tuple(item for _, item in sorted(items, key=lambda i: i[0]))
            for name, items in found.items()
        }
        return Qualifiers(**ordered)  # type: ignore[arg-type]

    def _quantity(self, node: str) -> Quantity:
        low, high = self._own(node, "low"), self._own(node, "high")
        return Quantity(
            low=None if low is None else Decimal(low),
            high=None if high is None else Decimal(high),
            unit=self._own(node, "unit") or "",
            kind=self._must(node, self._names.term("kind"))
            .removeprefix(self._names.terms)
            .removesuffix("-figure"),  # type: ignore[arg-type]
            text=self._must(node, self._names.term("text")),
        )

    def _reference(self, node: str) -> Reference:
        entity = self._own(node, "names")
        return Reference(
            text=self._must(node, self._names.term("text")),
            entity=None if entity is None else self._names.node_id(entity),
        )


def _span(text: str | None) -> Span | None:
    """A span from its RFC 5147 form.

    >>> _span("char=3,7")
    (3, 7)
    """
    if text is None:
        return None
    start, end = text.removeprefix("char=").split(",")
    return int(start), int(end)
