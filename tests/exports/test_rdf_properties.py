"""Any graph comes back from RDF as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from memory_graph import MemoryGraph

from exports.formats import export
from exports.jsonlines import read_jsonl
from exports.rdf.read import Records, read
from kg.records import GraphStatement
from ontology.schema import load_schema
from ontology.types import (
    Certainty,
    Entity,
    EntityType,
    Evidence,
    Origin,
    Paper,
    Polarity,
    Qualifiers,
    Quantity,
    QuantityKind,
    Reference,
)

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
NAME = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
NUMBER = st.none() | st.decimals(-(10**12), 10**12, places=4, allow_nan=False, allow_infinity=False)

papers = st.builds(
    Paper,
    id=NAME,
    title=TEXT,
    abstract=st.text(st.characters(exclude_categories=("Cs",)), min_size=5, max_size=60),
    year=st.none() | st.integers(-50, 3000),
    url=st.none() | TEXT,
    authors=st.lists(TEXT, max_size=3).map(tuple),
    source=st.lists(TEXT, max_size=2, unique=True).map(lambda s: tuple(sorted(s))),
)
entities = st.builds(
    Entity,
    id=st.from_regex(r"(method|model|task)/[a-z0-9.+~-]{1,8}", fullmatch=True),
    type=st.sampled_from(EntityType),
    name=TEXT,
    aliases=st.lists(TEXT, max_size=3, unique=True).map(lambda a: tuple(sorted(a))),
)
quantities = st.builds(
    Quantity, low=NUMBER, high=NUMBER, unit=TEXT, kind=st.sampled_from(QuantityKind), text=TEXT
)


@st.composite
def graphs(draw: st.DrawFn) -> MemoryGraph:
    written = draw(st.lists(papers, min_size=1, max_size=3, unique_by=lambda p: p.id))
    named = draw(st.lists(entities, min_size=1, max_size=4, unique_by=lambda e: e.id))
    made = draw(st.lists(statements(written, named), max_size=4, unique_by=lambda s: s.id))
    return MemoryGraph(written, named, made)


@st.composite
def statements(draw: st.DrawFn, written: list[Paper], named: list[Entity]) -> GraphStatement:
    node = st.sampled_from(named).map(lambda e: e.id)
    subject = node | st.sampled_from(written).map(lambda p: f"paper/{p.id}")
    references = st.lists(st.builds(Reference, text=TEXT, entity=st.none() | node), max_size=2).map(tuple)
    numbers = st.lists(quantities, max_size=2).map(tuple)
    q = dict.fromkeys(("metric", "benchmark", "baseline", "hardware", "model"), references)
    q |= dict.fromkeys(("value", "delta", "bits", "ratio"), numbers)
    found = draw(st.lists(evidence(written), max_size=3, unique_by=lambda e: e.model_dump_json()))
    return GraphStatement(
        id=draw(st.from_regex(r"[0-9a-f]{16}", fullmatch=True)),
        subject=draw(subject),
        predicate=draw(st.sampled_from(sorted(load_schema().predicates))),
        object=draw(node),
        qualifiers=draw(st.builds(Qualifiers, **q)),
        evidence=tuple(sorted(found, key=lambda e: (e.paper, e.start, e.end, e.model_dump_json()))),
        belief=draw(st.decimals(0, 1, places=4)),
        papers=tuple(sorted({e.paper for e in found if e.asserted})),
        derived=draw(st.booleans()),
    )


@st.composite
def evidence(draw: st.DrawFn, written: list[Paper]) -> Evidence:
    paper = draw(st.sampled_from(written))
    inside = st.integers(0, len(paper.text))
    spans = st.tuples(inside, inside).map(lambda span: (min(span), max(span)))
    start, end = draw(spans)
    return Evidence(
        paper=paper.id,
        start=start,
        end=end,
        rule=draw(TEXT),
        subject_span=draw(st.none() | spans),
        object_span=draw(st.none() | spans),
        trigger_span=draw(st.none() | spans),
        polarity=draw(st.sampled_from(Polarity)),
        certainty=draw(st.sampled_from(Certainty)),
        origin=draw(st.sampled_from(Origin)),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    graphs(),
    st.sampled_from(["turtle:ttl", "ntriples:nt", "jsonld:jsonld", "trig:trig", "nquads:nq", "jsonl:jsonl"]),
)
def test_any_graph_comes_back(graph: MemoryGraph, way: str) -> None:
    name, _, suffix = way.partition(":")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"g.{suffix}")
        export(graph, name, path)
        found = read_jsonl(path) if suffix == "jsonl" else read(path)
    assert found == Records(tuple(graph.papers()), tuple(graph.entities()), tuple(graph.statements()))
