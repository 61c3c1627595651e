"""The products of the schema: complete, valid, aligned to terms that exist, the same bytes each time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from memory_graph import IDS, MemoryGraph, claim
from rdflib import OWL, RDF, RDFS, SKOS

from exports.formats import export
from exports.rdf.names import Names
from exports.vocabulary.alignment import load_alignments
from exports.vocabulary.context import context
from exports.vocabulary.owl import inverse_name
from exports.vocabulary.products import PRODUCTS, product
from exports.vocabulary.terms import CLASSES, INDIVIDUALS, PROPERTIES, QUALIFIERS
from exports.vocabulary.validate import validate, validate_file
from kg.records import GraphStatement
from ontology.errors import KgError, UsageError
from ontology.schema import load_schema
from ontology.types import Qualifiers
from ontology.vocabulary import load_vocabularies

NAMES = Names()
MINE = Names("https://example.org/mine/", "https://example.org/words#")


@pytest.fixture(scope="module")
def owl() -> rdflib.Graph:
    return rdflib.Graph().parse(data=product("turtle", NAMES), format="turtle")


def own(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(NAMES.term(name))


def test_every_class_and_predicate_is_described(owl: rdflib.Graph) -> None:
    for name, entry in {**load_schema().classes, **load_schema().predicates}.items():
        assert [str(o) for o in owl.objects(own(name), RDFS.label)] == [entry.label]
        assert [str(o) for o in owl.objects(own(name), SKOS.definition)] == [entry.definition]
        assert [str(o) for o in owl.objects(own(name), SKOS.example)] == [entry.example]
        assert entry.example


def test_domain_range_and_inverse_say_what_the_schema_says(owl: rdflib.Graph) -> None:
    for name, predicate in load_schema().predicates.items():
        for place, classes in ((RDFS.domain, predicate.domain), (RDFS.range, predicate.range)):
            node = owl.value(own(name), place)
            union = owl.value(node, OWL.unionOf)
            members = list(rdflib.collection.Collection(owl, union)) if union is not None else [node]
            assert set(members) == {own(c) for c in classes}
        assert owl.value(predicate=OWL.inverseOf, object=own(name)) == own(inverse_name(predicate))
        assert ((own(name), RDF.type, OWL.TransitiveProperty) in owl) == predicate.transitive


def test_all_names_of_the_vocabulary_are_different() -> None:
    schema = load_schema()
    names = [*schema.classes, *schema.predicates, *(inverse_name(p) for p in schema.predicates.values())]
    names += [t.name for t in (*CLASSES, *PROPERTIES, *QUALIFIERS)]
    names += [value for values in INDIVIDUALS.values() for value in values]
    assert len(names) == len(set(names))
    assert {t.name for t in QUALIFIERS} == set(Qualifiers.model_fields)


def test_alignments_are_of_our_terms_and_in_the_ontology(owl: rdflib.Graph) -> None:
    ours = {*load_schema().classes, *load_schema().predicates}
    ours |= {t.name for t in (*CLASSES, *PROPERTIES, *QUALIFIERS)}
    pairs = list(load_alignments().pairs())
    assert {term for term, _, _ in pairs} <= ours
    assert {target.partition(":")[0] for _, _, target in pairs} >= {"mls", "fair4ml", "lpwc", "cskg", "orkg"}
    assert (own("statedIn"), RDFS.subPropertyOf, rdflib.PROV.wasDerivedFrom) in owl


@pytest.mark.parametrize("source", ["schema", "prov", "skos", "rdf"])
def test_terms_of_vocabularies_that_rdflib_holds_exist(source: str) -> None:
    closed = {"schema": rdflib.SDO, "prov": rdflib.PROV, "skos": rdflib.SKOS, "rdf": rdflib.RDF}[source]
    found = [target for _, _, target in load_alignments().pairs() if target.startswith(f"{source}:")]
    assert found
    for target in found:
        assert load_alignments().full(target) == str(closed[target.partition(":")[2]])


@pytest.mark.parametrize("name", PRODUCTS)
def test_products_are_in_the_users_namespace(name: str) -> None:
    text = product(name, MINE)
    assert "w3id.org/paper-kg" not in text
    assert "https://example.org/words#" in text


def test_products_have_the_same_bytes_in_any_process() -> None:
    script = (
        "import sys, hashlib; from exports.rdf.names import Names; "
        "from exports.vocabulary.products import PRODUCTS, product; "
        "print([hashlib.sha256(product(p, Names()).encode()).hexdigest() for p in PRODUCTS if p != 'skos'])"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script], check=True, capture_output=True, env={"PYTHONHASHSEED": seed}
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout


def test_every_known_name_is_a_concept() -> None:
    found = ox.Store()
    found.load(product("skos", NAMES).encode(), ox.RdfFormat.TURTLE)
    entries = load_vocabularies(()).entries
    for entry in (entries[0], entries[-1]):
        query = "ASK { ?c skos:prefLabel ?n ; a skos:Concept ; skos:inScheme ?s ; dcterms:source ?w }"
        bound = {ox.Variable("n"): ox.Literal(entry.name)}
        assert found.query(query, prefixes=NAMES.prefixes, substitutions=bound)


def test_the_page_documents_all_and_loads_nothing() -> None:
    page = product("html", NAMES)
    for name in (*load_schema().classes, *load_schema().predicates, *(t.name for t in PROPERTIES)):
        assert f'id="{name}"' in page
    assert not re.search(r"<(?:script|link|img)", page)
    anchors = set(re.findall(r'href="#([^"]+)"', page))
    assert anchors <= set(re.findall(r'id="([^"]+)"', page))


def test_the_context_holds_every_term() -> None:
    terms = context(NAMES)
    for name in (*load_schema().classes, *load_schema().predicates, *(t.name for t in PROPERTIES)):
        assert name in terms
    assert json.loads(product("context", NAMES)) == {"@context": terms}


def test_an_unknown_product_is_refused() -> None:
    with pytest.raises(UsageError, match="forms: turtle, skos"):
        product("pdf", NAMES)


def test_the_sample_fits_the_shapes(graph: MemoryGraph) -> None:
    report = validate(graph)
    assert report.violations == ()
    assert report.statements == len(graph.statement_list)
    assert validate(graph, limit=3).statements == 3


@pytest.mark.parametrize("name", ["g.ttl", "g.nt", "g.jsonld", "g.trig", "g.nq"])
def test_a_file_fits_the_shapes(graph: MemoryGraph, name: str, tmp_path: Path) -> None:
    to = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "trig": "trig", "nq": "nquads"}[name[2:]]
    export(graph, to, tmp_path / name)
    report = validate_file(tmp_path / name)
    assert report.violations == ()
    assert report.triples > 500


def test_what_is_no_rdf_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("hello", encoding="utf-8")
    with pytest.raises(KgError, match="is not RDF that can be read"):
        validate_file(tmp_path / "x.ttl")


def test_a_file_is_sought_where_the_user_is(
    graph: MemoryGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    export(graph, "turtle", tmp_path / "here" / "g.ttl")
    (tmp_path / "g.ttl").write_text("hello", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    assert validate_file(Path("g.ttl")).triples > 500
    with pytest.raises(UsageError, match=r"there is no RDF file x\.ttl; .* kg validate -g"):
        validate_file(Path("x.ttl"))


def changed(statement: GraphStatement, **fields: object) -> GraphStatement:
    return statement.model_copy(update=fields)


GOOD = claim("OPT-175B", "variant-of", "OPT", belief="1")

BROKEN = {
    "a subject outside the domain": changed(GOOD, subject=IDS["A100"], predicate="outperforms"),
    "an object outside the range": changed(GOOD, predicate="runs-on"),
    "a predicate of nobody": changed(GOOD, predicate="adores"),
    "a belief above one": changed(GOOD, belief=Decimal("1.5")),
    "no evidence": changed(GOOD, derived=False),
}


@pytest.mark.parametrize("wrong", BROKEN)
def test_the_shapes_find_what_is_wrong(graph: MemoryGraph, wrong: str) -> None:
    assert validate(MemoryGraph(graph.paper_list, graph.entity_list, [GOOD])).violations == ()
    assert validate(MemoryGraph(graph.paper_list, graph.entity_list, [BROKEN[wrong]])).violations


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("kg:stray kg:rule 5 . statement:x kg:evidence kg:stray .", "rule"),
        ("method:nameless a kg:Method .", "label"),
        ("<urn:a> a oa:TextPositionSelector ; oa:start 9 ; oa:end 3 .", "start"),
        ("<urn:q> a kg:Quantity ; kg:role kg:bits ; kg:text '3' ; kg:unit '' ; kg:kind kg:sure .", "kind"),
        ("<urn:q> a kg:Reference ; kg:role kg:metric ; kg:text 'x' ; kg:low 3.5 .", "low"),
    ],
)
def test_the_shapes_find_what_is_wrong_in_a_file(line: str, says: str, tmp_path: Path) -> None:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in NAMES.prefixes.items())
    (tmp_path / "x.ttl").write_text(prefixes + line, encoding="utf-8")
    assert any(says in violation for violation in validate_file(tmp_path / "x.ttl").violations)
