"""Checks a graph against our own shapes, shard by shard, so that size does not matter (pyshacl)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from exports.rdf.names import Names
from exports.rdf.part import part_triples
from exports.rdf.terms import Triple
from exports.vocabulary.shacl import shapes
from kg.records import GraphStatement, GraphView
from ontology.errors import KgError, MissingExtra, UsageError
from ontology.types import Entity, Paper, Qualifiers

if TYPE_CHECKING:
    from rdflib import Graph

SHARD = 1500
"""Statements checked at once, with the papers and entities that they name."""


@dataclass(frozen=True)
class Report:
    """What was checked and what is wrong, one line per violation."""

    statements: int
    triples: int
    violations: tuple[str, ...]


def validate(view: GraphView, names: Names | None = None, *, limit: int | None = None) -> Report:
    """Check the first ``limit`` statements (all, where it is None) and what they name.

    Raises:
        MissingExtra: pyshacl is not installed.
    """
    names = names or Names()
    rules = shapes(names)
    checked, triples = 0, 0
    violations: list[str] = []
    source = islice(view.statements(), limit)
    while shard := list(islice(source, SHARD)):
        found = set(_shard(view, names, shard))
        checked, triples = checked + len(shard), triples + len(found)
        violations += violations_of(_graph(found), rules)
    return Report(checked, triples, tuple(sorted(set(violations))))


def validate_file(path: Path, names: Names | None = None) -> Report:
    """Check an RDF file that rdflib reads; the named graphs of one are checked together.

    Raises:
        UsageError: there is no such file.
        KgError: it is no RDF that rdflib reads.
    """
    from rdflib import Dataset, Graph

    if not path.is_file():
        raise UsageError(
            f"there is no RDF file {path}; the graph itself is checked with: kg validate -g GRAPH"
        )
    graph, source = Graph(), Dataset(default_union=True)
    try:
        # rdflib takes a relative path from the folder above.
        source.parse(path.resolve())
    except Exception as error:
        raise KgError(f"{path} is not RDF that can be read: {error}") from error
    for triple in source.triples((None, None, None)):
        graph.add(triple)
    return Report(0, len(graph), tuple(sorted(set(violations_of(graph, shapes(names or Names()))))))


def violations_of(graph: Graph, rules: Graph) -> list[str]:
    """One line per violation of the shapes: the node, the path, the message."""
    try:
        import pyshacl
    except ImportError as error:
        raise MissingExtra("kg validate", "validate") from error
    from rdflib.namespace import RDF, SH

    conforms, report, _ = pyshacl.validate(graph, shacl_graph=rules, inference="none", advanced=False)
    if conforms:
        return []
    lines = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        parts = (report.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.resultMessage))
        lines.append("  ".join(str(part) for part in parts if part is not None))
    return lines


def _shard(view: GraphView, names: Names, shard: list[GraphStatement]) -> Iterator[Triple]:
    papers: dict[str, Paper] = {}
    entities: dict[str, Entity] = {}
    for statement in shard:
        for node in _named(statement):
            if node.startswith("paper/"):
                papers.setdefault(node, view.paper(node.removeprefix("paper/")))
            else:
                entities.setdefault(node, view.entity(node))
    yield from part_triples(papers.values(), entities.values(), shard, names)


def _named(statement: GraphStatement) -> Iterator[str]:
    yield from (statement.subject, statement.object)
    yield from (f"paper/{paper}" for paper in statement.papers)
    yield from (f"paper/{evidence.paper}" for evidence in statement.evidence)
    for name in Qualifiers.model_fields:
        items = getattr(statement.qualifiers, name)
        yield from (item.entity for item in items if getattr(item, "entity", None) is not None)


def _graph(triples: set[Triple]) -> Graph:
    from rdflib import Graph

    return Graph().parse(data="".join(f"{s} {p} {o} .\n" for s, p, o in sorted(triples)), format="nt")
