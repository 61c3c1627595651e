"""JSON Lines, CSV, Parquet and Neo4j: read back by the library of each format."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from memory_graph import IDS, MemoryGraph

from exports.formats import FORMATS, export
from exports.jsonlines import read_jsonl
from exports.rdf.model import is_claimed
from exports.rdf.read import Records
from exports.tables.parquet import fitting
from exports.tables.rows import TABLES
from ontology.errors import KgError, UsageError
from ontology.types import Entity, EntityType, Paper

EVIL = 'a,"b"\n=1+1\x00\x0b\ud800 | \'); MATCH (n) DETACH DELETE n; //'


@pytest.fixture
def hostile(graph: MemoryGraph) -> MemoryGraph:
    evil = Entity(id="task/evil", type=EntityType.TASK, name=EVIL, aliases=("=cmd()", "+5 points"))
    paper = Paper(id="evil", title="=HYPERLINK(1)", abstract=EVIL)
    return MemoryGraph([*graph.paper_list, paper], [*graph.entity_list, evil], graph.statement_list)


def claimed(graph: MemoryGraph) -> list[str]:
    return [s.id for s in graph.statements() if is_claimed(s)]


def test_json_lines_come_back_the_same(hostile: MemoryGraph, tmp_path: Path) -> None:
    export(hostile, "jsonl", tmp_path / "g.jsonl")
    found = read_jsonl(tmp_path / "g.jsonl")
    assert found == Records(tuple(hostile.papers()), tuple(hostile.entities()), tuple(hostile.statements()))
    kinds = [json.loads(line)["kind"] for line in (tmp_path / "g.jsonl").read_text().splitlines()]
    assert kinds == sorted(kinds, key=["paper", "entity", "statement"].index)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "g.jsonl").write_text('{"kind": "entity", "id": "x"}\n', encoding="utf-8")
    with pytest.raises(KgError, match="line 1"):
        read_jsonl(tmp_path / "g.jsonl")


def test_pandas_reads_the_csv(graph: MemoryGraph, tmp_path: Path) -> None:
    export(graph, "csv", tmp_path / "csv")
    tables = {name: pd.read_csv(tmp_path / "csv" / f"{name}.csv") for name in TABLES}
    assert len(tables["nodes"]) == len(graph.entity_list) + len(graph.paper_list)
    assert list(tables["edges"]["id"]) == claimed(graph)
    assert len(tables["evidence"]) == sum(len(s.evidence) for s in graph.statements())
    bits = tables["results"].query("quantity == 'bits'")
    assert set(zip(bits["system"], bits["low"], bits["high"], bits["model"], strict=True)) == {
        (IDS["GPTQ"], 3.0, 4.0, IDS["OPT-175B"]),
        (IDS["AWQ"], 3.0, 3.0, IDS["LLaMA-7B"]),
    }


def test_results_have_their_setting(graph: MemoryGraph, tmp_path: Path) -> None:
    export(graph, "csv", tmp_path / "csv")
    with (tmp_path / "csv" / "results.csv").open(encoding="utf-8", newline="") as file:
        found = {(r["system"], r["quantity"], r["text"]): r for r in csv.DictReader(file)}
    won = found[IDS["GPTQ"], "delta", "2.5 points"]
    assert (won["compared_to"], won["metric"], won["benchmark"], won["low"], won["kind"], won["year"]) == (
        IDS["RTN"],
        IDS["perplexity"],
        IDS["WikiText-2"],
        "2.5",
        "delta",
        "2022",
    )
    less = found[IDS["QLoRA"], "value", "4.5x less"]
    assert (less["low"], less["high"], less["unit"], less["year"]) == ("", "4.50", "x", "")


def test_no_cell_starts_a_formula(hostile: MemoryGraph, tmp_path: Path) -> None:
    export(hostile, "csv", tmp_path / "csv")
    with (tmp_path / "csv" / "nodes.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "\t=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell[:1] in "=+-@" and cell]


def test_parquet_keeps_types(graph: MemoryGraph, tmp_path: Path) -> None:
    export(graph, "parquet", tmp_path / "pq")
    edges = pq.read_table(tmp_path / "pq" / "edges.parquet").to_pylist()
    assert [row["id"] for row in edges] == claimed(graph)
    beliefs = {s.id: s.belief for s in graph.statements()}
    assert all(row["belief"] == beliefs[row["id"]] and isinstance(row["belief"], Decimal) for row in edges)
    assert {row["derived"] for row in edges} == {True, False}
    results = pd.read_parquet(tmp_path / "pq" / "results.parquet")
    assert Decimal("5.68") in set(results["high"])
    nodes = pd.read_parquet(tmp_path / "pq" / "nodes.parquet")
    assert set(nodes["kind"]) == {*(t.value for t in EntityType), "Paper"}


def test_decimals_that_do_not_fit_are_left_to_the_text() -> None:
    assert fitting("1e40", 38, 9) is None
    assert fitting("0.0000000001", 38, 9) is None
    assert fitting("0.500", 5, 1) == Decimal("0.5")
    assert fitting("0", 5, 4) == 0


def test_parquet_of_an_empty_graph(tmp_path: Path) -> None:
    export(MemoryGraph([], [], []), "parquet", tmp_path / "pq")
    assert pq.read_table(tmp_path / "pq" / "edges.parquet").num_rows == 0


def test_neo4j_files_have_the_headers_of_the_importer(hostile: MemoryGraph, tmp_path: Path) -> None:
    export(hostile, "neo4j", tmp_path / "n")
    tables = {}
    for name in ("nodes", "edges"):
        with (tmp_path / "n" / f"{name}-header.csv").open(newline="") as file:
            (header,) = csv.reader(file)
        with (tmp_path / "n" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            tables[name] = [dict(zip(header, row, strict=True)) for row in csv.reader(file)]
    ids = [row[":ID"] for row in tables["nodes"]]
    assert len(ids) == len(set(ids))
    assert {row[end] for row in tables["edges"] for end in (":START_ID", ":END_ID")} <= set(ids)
    assert {row[":LABEL"] for row in tables["nodes"]} >= {"Thing;Method", "Thing;Paper"}
    assert {"OUTPERFORMS", "FINE_TUNES"} <= {row[":TYPE"] for row in tables["edges"]}


def test_the_cypher_script_makes_the_same_graph(hostile: MemoryGraph, tmp_path: Path) -> None:
    export(hostile, "neo4j", tmp_path / "n")
    script = (tmp_path / "n" / "load.cypher").read_text(encoding="utf-8").splitlines()
    assert all(line.endswith(";") for line in script)
    made = [line for line in script if line.startswith("UNWIND")]
    assert sum(line.count("{id: '") for line in made if "CREATE (n:Thing" in line) == len(
        [*hostile.papers(), *hostile.entities()]
    )
    assert sum(line.count("{id: '") for line in made if "MERGE (a)" in line) == len(claimed(hostile))
    assert "\\'); MATCH (n) DETACH DELETE n" in "".join(script)


@pytest.mark.parametrize("name", ["csv", "parquet", "neo4j"])
def test_folders_are_replaced_only_where_they_are_ours(graph: MemoryGraph, name: str, tmp_path: Path) -> None:
    export(graph, name, tmp_path / "out")
    export(graph, name, tmp_path / "out")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(KgError, match="is no export of kg"):
        export(graph, name, tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").read_text() == "dear"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_equal_bytes_and_leaves_no_draft(
    graph: MemoryGraph, name: str, tmp_path: Path
) -> None:
    for place in ("a", "b"):
        export(graph, name, tmp_path / place / "out")
    files = {p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*") if p.is_file()}
    assert {p.relative_to(tmp_path / "b") for p in (tmp_path / "b").rglob("*") if p.is_file()} == files
    assert all((tmp_path / "a" / f).read_bytes() == (tmp_path / "b" / f).read_bytes() for f in files)
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["out"]


def test_an_unknown_format_is_refused(graph: MemoryGraph, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean turtle"):
        export(graph, "turtel", tmp_path / "x")
    with pytest.raises(UsageError, match="Formats: turtle, ntriples"):
        export(graph, "zzz", tmp_path / "x")


def test_a_failed_export_leaves_the_old_file(graph: MemoryGraph, tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text("old")
    broken = MemoryGraph([], graph.entity_list, graph.statement_list)
    with pytest.raises(KeyError):
        export(broken, "turtle", tmp_path / "g.ttl")
    assert (tmp_path / "g.ttl").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["g.ttl"]


def test_a_place_that_cannot_be_written_is_named(graph: MemoryGraph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KgError, match="cannot write"):
        export(graph, "turtle", tmp_path / "file" / "g.ttl")
