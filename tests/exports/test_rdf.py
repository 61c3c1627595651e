"""The RDF model: every syntax says the same, reads back into the same graph, and gives the same bytes."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from memory_graph import MemoryGraph

from exports.formats import export
from exports.options import Options
from exports.rdf.names import Names
from exports.rdf.part import part_turtle
from exports.rdf.read import Records, read
from exports.rdf.terms import text
from ontology.errors import KgError, UsageError
from ontology.types import Entity, EntityType, Paper

SYNTAXES = {"turtle": "g.ttl", "ntriples": "g.nt", "jsonld": "g.jsonld", "trig": "g.trig", "nquads": "g.nq"}
MINE = Names("https://example.org/mine/", "https://example.org/words#")


def records(graph: MemoryGraph) -> Records:
    ordered = (
        s.model_copy(update={"evidence": tuple(sorted(s.evidence, key=lambda e: (e.paper, e.start, e.end)))})
        for s in graph.statements()
    )
    return Records(tuple(graph.papers()), tuple(graph.entities()), tuple(ordered))


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("rdf12", [False, True])
def test_every_syntax_reads_back_into_the_same_graph(
    graph: MemoryGraph, syntax: str, rdf12: bool, tmp_path: Path
) -> None:
    path = tmp_path / SYNTAXES[syntax]
    options = Options(rdf12=rdf12)
    if syntax == "jsonld" and rdf12:
        with pytest.raises(UsageError, match="JSON-LD has no RDF"):
            export(graph, syntax, path, options)
        return
    export(graph, syntax, path, options)
    assert read(path) == records(graph)


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_namespaces_are_the_users(graph: MemoryGraph, syntax: str, tmp_path: Path) -> None:
    path = tmp_path / SYNTAXES[syntax]
    export(graph, syntax, path, Options(names=MINE))
    assert "w3id.org/paper-kg" not in path.read_text(encoding="utf-8")
    assert read(path, MINE) == records(graph)


@pytest.mark.parametrize("syntax", [*SYNTAXES, "graphml", "gexf"])
def test_equal_graphs_give_equal_bytes(graph: MemoryGraph, syntax: str, tmp_path: Path) -> None:
    mixed = MemoryGraph(graph.paper_list[::-1], graph.entity_list[::-1], graph.statement_list[::-1])
    random.Random(3).shuffle(mixed.statement_list)
    export(graph, syntax, tmp_path / "a")
    export(mixed, syntax, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_ntriples_are_sorted_and_unique(graph: MemoryGraph, tmp_path: Path) -> None:
    export(graph, "ntriples", tmp_path / "g.nt")
    lines = (tmp_path / "g.nt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("syntax", ["turtle", "jsonld"])
def test_rdflib_reads_the_same_triples(graph: MemoryGraph, syntax: str, tmp_path: Path) -> None:
    export(graph, "ntriples", tmp_path / "g.nt")
    export(graph, syntax, tmp_path / "g")
    wanted = rdflib.Graph().parse(tmp_path / "g.nt", format="nt")
    found = rdflib.Graph().parse(tmp_path / "g", format={"turtle": "turtle", "jsonld": "json-ld"}[syntax])
    assert set(found) == set(wanted)


def test_rdflib_reads_the_named_graphs(graph: MemoryGraph, tmp_path: Path) -> None:
    for syntax in ("trig", "nquads"):
        export(graph, syntax, tmp_path / syntax)
        found = rdflib.Dataset().parse(tmp_path / syntax, format=syntax)
        own = found.graph(rdflib.URIRef(Names().graph("arxiv:2210.17323")))
        about = rdflib.URIRef(Names().node("method/gptq"))
        beats = rdflib.URIRef(Names().term("outperforms"))
        assert [str(o) for o in own.objects(about, beats)] == [Names().node("method/rtn")]


def test_a_claim_that_no_paper_asserts_has_a_node_but_no_direct_triple(
    graph: MemoryGraph, tmp_path: Path
) -> None:
    export(graph, "ntriples", tmp_path / "g.nt")
    store = ox.Store()
    store.load(path=tmp_path / "g.nt", format=ox.RdfFormat.N_TRIPLES)
    prefixes = Names().prefixes
    assert not store.query("ASK { method:awq kg:outperforms method:smoothquant }", prefixes=prefixes)
    denied = "ASK { ?s rdf:object method:smoothquant ; kg:evidence/kg:polarity kg:negated ; kg:support 0 }"
    assert store.query(denied, prefixes=prefixes)


def test_one_annotation_per_sentence_is_shared(graph: MemoryGraph, tmp_path: Path) -> None:
    export(graph, "ntriples", tmp_path / "g.nt")
    found = rdflib.Graph().parse(tmp_path / "g.nt")
    sentences = {(e.paper, e.start, e.end) for s in graph.statements() for e in s.evidence}
    annotation = rdflib.URIRef("http://www.w3.org/ns/oa#Annotation")
    assert len(set(found.subjects(rdflib.RDF.type, annotation))) == len(sentences) < len(graph.statement_list)


HOSTILE_IDS = ["../../etc", "a b/c#d?e", "x>y<z", "%2F", "é/日本", ".", "..", "a\nb", "10.1000/182", "\ud800"]


@pytest.mark.parametrize("paper", HOSTILE_IDS)
def test_any_paper_id_makes_a_valid_iri_and_comes_back(paper: str) -> None:
    names = Names()
    iri = names.node(f"paper/{paper}")
    assert ox.parse(f"<{iri}> <{iri}> <{iri}> .", ox.RdfFormat.N_TRIPLES)
    assert "/." not in iri.removeprefix(names.base)
    assert names.node_id(iri) == f"paper/{paper}"


def test_texts_of_any_kind_survive(tmp_path: Path) -> None:
    evil = 'a "quote" \\ back\\slash \t\n\r\x00\x0b\x7f </script> \u2028 🤖 é {}[] @en ^^x'
    graph = MemoryGraph(
        [
            Paper(
                id="x", title=evil, abstract=evil, url="javascript:alert(1)", authors=(evil,), source=(evil,)
            )
        ],
        [Entity(id="task/x", type=EntityType.TASK, name=evil, aliases=(evil,))],
        [],
    )
    for syntax, name in SYNTAXES.items():
        export(graph, syntax, tmp_path / name)
        assert read(tmp_path / name) == records(graph)


def test_a_lone_surrogate_becomes_one_replacement_character() -> None:
    assert text("a\ud800b") == '"a\ufffdb"'


@pytest.mark.parametrize(
    "base", ["", "nonsense", "https://x.org/no-end", "https://x.org/a b/", "https://x.org/<>/"]
)
def test_a_base_that_makes_no_iris_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="cannot be a base"):
        Names(base)


def test_least_belief_leaves_statements_out(graph: MemoryGraph, tmp_path: Path) -> None:
    export(graph, "turtle", tmp_path / "g.ttl", Options(min_belief=Decimal("0.9")))
    assert {s.belief for s in read(tmp_path / "g.ttl").statements} == {
        Decimal("0.9"),
        Decimal("0.95"),
        Decimal(1),
    }


def test_a_part_is_turtle_of_the_same_triples(graph: MemoryGraph, tmp_path: Path) -> None:
    export(graph, "ntriples", tmp_path / "g.nt")
    whole = set(ox.parse(path=tmp_path / "g.nt"))
    part = part_turtle(graph.papers(), graph.entities(), graph.statements())
    found = set(ox.parse(part, ox.RdfFormat.TURTLE))
    assert found < whole
    assert all(Names().about in str(quad.subject) for quad in whole - found)


def test_what_is_no_export_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("not turtle", encoding="utf-8")
    with pytest.raises(KgError, match=r"x\.ttl is not an export"):
        read(tmp_path / "x.ttl")
    with pytest.raises(KgError, match="not a name of RDF"):
        read(tmp_path / "x.docx")


def test_the_description_counts_what_is_there(graph: MemoryGraph, tmp_path: Path) -> None:
    export(graph, "void", tmp_path / "void.ttl")
    export(graph, "ntriples", tmp_path / "g.nt")
    store = ox.Store()
    store.load(path=tmp_path / "void.ttl", format=ox.RdfFormat.TURTLE)
    described = len(store) - 1
    ask = "ASK { ?d a void:Dataset, dcat:Dataset ; void:triples ?n ; void:entities ?e ; void:vocabulary ?v }"
    numbers = {ox.Variable("n"): ox.Literal(len((tmp_path / "g.nt").read_bytes().splitlines()) - described)}
    assert store.query(ask, prefixes=Names().prefixes, substitutions=numbers)
    methods = sum(e.type is EntityType.METHOD for e in graph.entities())
    of_class = f"ASK {{ ?p void:class kg:Method ; void:entities {methods} }}"
    assert store.query(of_class, prefixes=Names().prefixes)
    beats = {(s.subject, s.object) for s in graph.statements(predicate="outperforms") if s.papers}
    of_property = f"ASK {{ ?p void:property kg:outperforms ; void:triples {len(beats)} }}"
    assert store.query(of_property, prefixes=Names().prefixes)
