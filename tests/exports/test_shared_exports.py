"""The 363 given papers in every format: written, read back, and fitting the shapes."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
import rdflib

import kg
from exports.formats import FORMATS, export
from exports.jsonlines import read_jsonl
from exports.rdf.read import read
from exports.vocabulary.validate import validate

pytestmark = [pytest.mark.slow, pytest.mark.shared]


@pytest.fixture(scope="module")
def store(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from kg.build import build

    path = tmp_path_factory.mktemp("shared") / "hf.kg"
    build([str(shared / "papers" / "huggingface")], path)
    return path


def test_all_formats_are_written_and_read_back(store: Path, tmp_path: Path) -> None:
    with kg.open_graph(store) as view:
        for name in FORMATS:
            export(view, name, tmp_path / name)
        wanted = {s.id: s for s in view.statements()}
        papers = sum(1 for _ in view.papers())
    assert papers == 363
    for name, suffix in (
        ("turtle", "ttl"),
        ("ntriples", "nt"),
        ("jsonld", "jsonld"),
        ("trig", "trig"),
        ("nquads", "nq"),
    ):
        (tmp_path / name).rename(tmp_path / f"g.{suffix}")
        found = read(tmp_path / f"g.{suffix}")
        assert len(found.papers) == papers
        assert {s.id for s in found.statements} == set(wanted)
        assert all(s.qualifiers == wanted[s.id].qualifiers for s in found.statements)
    assert {s.id: s for s in read_jsonl(tmp_path / "jsonl").statements} == wanted
    assert nx.read_graphml(tmp_path / "graphml", force_multigraph=True).number_of_edges() == len(wanted)
    assert nx.read_gexf(tmp_path / "gexf").number_of_edges() == len(wanted)
    assert len(pd.read_csv(tmp_path / "csv" / "edges.csv")) == len(wanted)
    assert len(pd.read_parquet(tmp_path / "parquet" / "edges.parquet")) == len(wanted)
    assert len(pd.read_csv(tmp_path / "neo4j" / "edges.csv", header=None)) == len(wanted)
    void = rdflib.Graph().parse(tmp_path / "void", format="turtle")
    assert len(_whole(void)) == 1
    assert "method/lora" in (tmp_path / "html").read_text(encoding="utf-8")


def test_no_violation_of_the_shapes(store: Path) -> None:
    with kg.open_graph(store) as view:
        report = validate(view)
    assert report.violations == ()
    assert report.statements > 500


def _whole(void: rdflib.Graph) -> set[object]:
    """The data sets that are no partition of another by class or property."""
    parts = {
        o for p in (rdflib.VOID.classPartition, rdflib.VOID.propertyPartition) for o in void.objects(None, p)
    }
    return set(void.subjects(rdflib.RDF.type, rdflib.VOID.Dataset)) - parts
