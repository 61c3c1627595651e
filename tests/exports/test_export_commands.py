"""The commands over a real graph file: export, sparql, ask, ontology, validate, cypher."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from memory_graph import MemoryGraph
from sample_store import build_sample
from typer.testing import CliRunner, Result

import kg
from exports.formats import FORMATS
from exports.jsonlines import read_jsonl
from exports.rdf.names import Names
from exports.rdf.read import Records, read
from exports.rdf.terms import TYPE
from kg.cli.app import app


@pytest.fixture(scope="module")
def store(graph: MemoryGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_sample(graph, tmp_path_factory.mktemp("store") / "sample.kg")


@pytest.fixture
def run(store: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("KG_GRAPH", str(store))

    def invoke(*arguments: str, code: int = 0) -> Result:
        result = CliRunner().invoke(app, list(arguments))
        assert result.exit_code == code, result.output
        return result

    return invoke


def kept(path: Path) -> Records:
    """What the store holds, in the order in which RDF comes back."""
    with kg.open_graph(path) as view:
        entities = (e.model_copy(update={"aliases": tuple(sorted(e.aliases))}) for e in view.entities())
        statements = (
            s.model_copy(
                update={
                    "evidence": tuple(
                        sorted(s.evidence, key=lambda e: (e.paper, e.start, e.end, e.model_dump_json()))
                    )
                }
            )
            for s in view.statements()
        )
        return Records(tuple(view.papers()), tuple(entities), tuple(statements))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(run, name: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = run("export", "--to", name, "-o", str(tmp_path / "out"))
    assert (tmp_path / "out").is_dir() == FORMATS[name].folder
    assert "wrote" in result.stderr


@pytest.mark.parametrize(("name", "suffix"), [("turtle", "ttl"), ("ntriples", "nt"), ("jsonld", "jsonld")])
def test_a_store_comes_back_from_rdf(run, store: Path, name: str, suffix: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("export", "--to", name, "-o", str(tmp_path / f"g.{suffix}"), "--quiet")
    assert read(tmp_path / f"g.{suffix}") == kept(store)


@pytest.mark.parametrize("suffix", ["trig", "nq"])
@pytest.mark.parametrize("rdf12", [(), ("--rdf12",)])
def test_a_store_comes_back_from_named_graphs(
    run, store: Path, suffix: str, rdf12: tuple[str, ...], tmp_path: Path
):  # type: ignore[no-untyped-def]
    name = {"trig": "trig", "nq": "nquads"}[suffix]
    run("export", "--to", name, "-o", str(tmp_path / f"g.{suffix}"), *rdf12)
    assert read(tmp_path / f"g.{suffix}") == kept(store)


def test_json_lines_of_a_store(run, store: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("export", "--to", "jsonl", "-o", str(tmp_path / "g.jsonl"))
    with kg.open_graph(store) as view:
        assert read_jsonl(tmp_path / "g.jsonl").statements == tuple(view.statements())


def test_standard_output_and_default_names(run, store: Path) -> None:  # type: ignore[no-untyped-def]
    assert "method:gptq a kg:Method" in run("export", "--to", "turtle", "-o", "-").stdout
    run("export", "--to", "csv")
    assert len(pd.read_csv(store.with_name("sample-csv") / "nodes.csv")) > 10
    assert "turtle" in run("export", "--to", "list").stdout


def test_unasserted_claims_are_exported_when_asked_for(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("export", "--to", "turtle", "-o", str(tmp_path / "some.ttl"))
    run("export", "--to", "turtle", "-o", str(tmp_path / "all.ttl"), "--unasserted")
    some, everything = read(tmp_path / "some.ttl"), read(tmp_path / "all.ttl")
    extra = {s.id for s in everything.statements} - {s.id for s in some.statements}
    assert len(extra) == 2
    assert all(not s.papers and s.belief == 0 for s in everything.statements if s.id in extra)
    run("validate", str(tmp_path / "all.ttl"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["export", "--to", "docx"], "Formats: turtle"),
        (["export", "--to", "csv", "-o", "-"], "cannot go to standard output"),
        (["export", "--to", "turtle", "--min-belief", "2"], "a number from 0 to 1"),
        (["export", "--to", "turtle", "--base", "here"], "cannot be a base"),
        (["export", "--to", "html", "--around", "nobody"], "no entity is named"),
        (["export", "--to", "turtle", "-g", "nowhere.kg"], "no graph file nowhere.kg"),
        (["sparql", "DROP ALL"], "read-only"),
        (["sparql", "SELECT"], "not a SPARQL query"),
        (["sparql", "ASK {}", "--format", "pdf"], "formats: table, json"),
        (["sparql", "@nowhere.rq"], "cannot read the query file"),
        (["ask", "what-beets"], "did you mean what-beats"),
        (["ask", "what-beats"], "missing: item"),
        (["ask", "what-beats", "GPTQ"], "write NAME=VALUE"),
        (["ask", "what-beats", "item=nobody"], "no entity is named"),
        (["ontology", "--to", "pdf"], "forms: turtle"),
        (["cypher", "CREATE (a)"], "CREATE is refused"),
    ],
)
def test_wrong_use_is_explained(run, arguments: list[str], says: str) -> None:  # type: ignore[no-untyped-def]
    assert says in " ".join(run(*arguments, code=2).stderr.split())


def test_sparql_answers_in_each_format(run) -> None:  # type: ignore[no-untyped-def]
    query = "SELECT ?a WHERE { ?a kg:outperforms method:gptq }"
    assert run("sparql", query).stdout == "a\nmethod:awq\n"
    assert json.loads(run("sparql", query, "--format", "json").stdout)["head"] == {"vars": ["a"]}
    assert run("sparql", query, "--format", "csv").stdout.splitlines()[0] == "a"
    assert (
        "kg:outperforms method:gptq"
        in run("sparql", f"CONSTRUCT {query[9:]}".replace("?a WHERE", "WHERE")).stdout
    )
    assert run("sparql", "ASK { ?a kg:outperforms method:gptq }").stdout == "answer\nyes\n"


def test_sparql_from_a_file_and_too_many_rows(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "q.rq").write_text("SELECT * { ?s ?p ?o }", encoding="utf-8")
    assert "more than 5 rows" in run("sparql", f"@{tmp_path / 'q.rq'}", "--rows", "5", code=1).stderr


def test_ask_lists_and_answers(run) -> None:  # type: ignore[no-untyped-def]
    assert "what-beats item=..." in run("ask").stdout
    assert "2.5 points" in run("ask", "what-beats", "item=RTN").stdout
    assert "VALUES ?item { method:rtn }" in run("ask", "what-beats", "item=RTN", "--query").stdout


def test_the_store_fits_the_shapes(run) -> None:  # type: ignore[no-untyped-def]
    assert json.loads(run("validate", "--json").stdout)["violations"] == []


def test_a_file_that_does_not_fit_is_a_failure(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    method = f"<{Names().term('Method')}>"
    (tmp_path / "x.nt").write_text(f"<urn:a> {TYPE} {method} .\n", encoding="utf-8")
    assert "label" in run("validate", str(tmp_path / "x.nt"), code=1).stdout


def test_ontology_goes_to_a_file_or_out(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("ontology", "--to", "shacl", "-o", str(tmp_path / "s.ttl"))
    assert "sh:NodeShape" in (tmp_path / "s.ttl").read_text()
    assert json.loads(run("ontology", "--to", "context").stdout)["@context"]


def test_cypher_answers(run) -> None:  # type: ignore[no-untyped-def]
    pytest.importorskip("ladybug")
    query = "MATCH (a)-[:OUTPERFORMS]->(b {name: 'GPTQ'}) RETURN a.name AS winner"
    assert run("cypher", query).stdout == "winner\nAWQ\n"
    assert json.loads(run("cypher", query, "--json").stdout) == [{"winner": "AWQ"}]


def test_the_same_from_python(store: Path, tmp_path: Path) -> None:
    import exports

    with kg.open_graph(store) as view:
        exports.export(view, "turtle", tmp_path / "g.ttl")
        exports.export(view, "html", tmp_path / "g.html", around="GPTQ")
    assert read(tmp_path / "g.ttl") == kept(store)
    query = "SELECT ?name WHERE { ?a kg:outperforms method:gptq ; rdfs:label ?name }"
    assert exports.select(store, query) == [{"name": "AWQ"}]
