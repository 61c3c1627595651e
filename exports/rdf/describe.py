"""What the data set is and holds: VoID (W3C note, 2011) and DCAT 3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from exports.rdf.model import is_claimed
from exports.rdf.names import DCAT, DCT, VOID, Names
from exports.rdf.terms import TYPE, Triple, integer, iri, text
from kg.records import GraphView

TITLE = "Knowledge graph of machine-learning papers"


def description(view: GraphView, names: Names) -> Iterator[Triple]:
    """The data set's own record, with the number of resources of each class and of each direct predicate."""
    about = iri(names.about)
    for kind in (VOID + "Dataset", DCAT + "Dataset"):
        yield about, TYPE, iri(kind)
    yield about, iri(DCT + "title"), text(TITLE, "en")
    yield about, iri(VOID + "uriSpace"), text(names.base)
    yield about, iri(VOID + "vocabulary"), iri(names.terms)
    classes, predicates = _counts(view)
    yield about, iri(VOID + "entities"), integer(sum(classes.values()))
    for name, count in sorted(classes.items()):
        yield from _partition(names, "class", "entities", name, count)
    for name, count in sorted(predicates.items()):
        yield from _partition(names, "property", "triples", name, count)


def _partition(names: Names, kind: str, counted: str, name: str, count: int) -> Iterator[Triple]:
    node = iri(f"{names.about}#{name}")
    yield iri(names.about), iri(f"{VOID}{kind}Partition"), node
    yield node, TYPE, iri(VOID + "Dataset")
    yield node, iri(VOID + kind), iri(names.term(name))
    yield node, iri(VOID + counted), integer(count)


def _counts(view: GraphView) -> tuple[Counter[str], Counter[str]]:
    classes = Counter(entity.type.value for entity in view.entities())
    classes["Paper"] = sum(1 for _ in view.papers())
    predicates: Counter[str] = Counter()
    claims: set[tuple[str, str, str]] = set()
    for statement in view.statements():
        classes["Statement"] += 1
        if is_claimed(statement):
            claims.add((statement.subject, statement.predicate, statement.object))
    predicates.update(predicate for _, predicate, _ in claims)
    return classes, predicates
