"""The commands around a graph file, end to end on the shipped samples, as a user types them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app

PAPERS = [
    {
        "id": "a",
        "title": "GPTQ: Accurate Quantization",
        "abstract": "We propose GPTQ. GPTQ outperforms AWQ on GSM8K by 3.2 points.",
        "year": 2023,
    },
    {
        "id": "b",
        "title": "On RAG",
        "abstract": "RAG outperforms fine-tuning on GSM8K. We fine-tune Llama-3-8B with LoRA.",
        "year": 2024,
    },
]
LISTING = "".join(json.dumps(paper) + "\n" for paper in PAPERS)


def kg(*args: object, code: int = 0, text: str | None = None) -> Result:
    result = CliRunner().invoke(app, [str(arg) for arg in args], input=text)
    assert result.exit_code == code, result.output + str(result.exception)
    return result


def parsed(*args: object) -> Any:
    return json.loads(kg(*args, "--json").stdout)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    (folder / "papers.jsonl").write_text(LISTING, encoding="utf-8")
    kg("build", folder / "papers.jsonl", "-g", folder / "papers.kg", "--workers", "1")
    return folder / "papers.kg"


def test_stats(graph: Path) -> None:
    found = parsed("stats", "-g", graph)
    assert found["papers"] == 2
    assert found["entities"]["Method"] >= 3
    assert found["statements"]["outperforms"] >= 1
    assert "outperforms" in kg("stats", "-g", graph).stdout


def test_show_prints_each_statement_with_its_sentence(graph: Path) -> None:
    shown = kg("show", "gptq", "-g", graph).stdout
    assert "GPTQ" in shown
    assert "“GPTQ outperforms AWQ on GSM8K by 3.2 points.”" in shown
    found = parsed("show", "GPTQ", "-g", graph)
    sentences = [e["sentence"] for g in found["statements"] for s in g["shown"] for e in s["evidence"]]
    assert "GPTQ outperforms AWQ on GSM8K by 3.2 points." in sentences


def test_show_a_paper(graph: Path) -> None:
    assert "On RAG" in kg("show", "b", "-g", graph).stdout
    assert parsed("show", "paper/b", "-g", graph)["year"] == 2024


def test_an_unknown_name_is_wrong_use_and_says_what_to_do(graph: Path) -> None:
    assert "nothing in the graph is called 'Nonsuch'" in kg("show", "Nonsuch", "-g", graph, code=2).output
    assert (
        "unknown type 'Thing'; allowed: Method"
        in kg("show", "GPTQ", "--type", "Thing", "-g", graph, code=2).output
    )


def test_search_path_beats(graph: Path) -> None:
    assert {p["id"] for p in parsed("search", "GSM8K", "-g", graph)["papers"]} == {"a", "b"}
    assert kg("search", "no such words", "-g", graph).stdout.strip() == "nothing found"
    assert parsed("path", "GPTQ", "AWQ", "-g", graph)["path"][0]["predicate"] == "outperforms"
    assert [row["beats"] for row in parsed("beats", "GPTQ", "-g", graph)] == ["method/awq"]
    assert kg("beats", "AWQ", "-g", graph).stdout.startswith("nothing found")


def test_rank_compare_conflicts_explain(graph: Path) -> None:
    kg("rank", "GSM8K", "-g", graph, "--evidence")
    assert parsed("rank", "GSM8K", "-g", graph)["benchmark"] == "benchmark/gsm8k"
    found = parsed("compare", "GPTQ", "AWQ", "-g", graph)
    assert found["statements"][0]["predicate"] == "outperforms"
    assert "GPTQ outperforms AWQ" in kg("compare", "GPTQ", "AWQ", "-g", graph, "--evidence").stdout
    assert parsed("conflicts", "-g", graph) == []
    told = kg("explain", found["statements"][0]["id"], "-g", graph).stdout
    assert "by papers" in told
    assert "belief" in told
    assert (
        "no statement 'qwzxk nobody wrote'" in kg("explain", "qwzxk nobody wrote", "-g", graph, code=2).output
    )


def test_verify_and_diff(graph: Path, tmp_path: Path) -> None:
    assert "sound" in kg("verify", "-g", graph).stdout
    other = tmp_path / "other.kg"
    other.write_bytes(graph.read_bytes())
    kg("remove", "b", "-g", other, "-q")
    assert parsed("diff", graph, other)["papers"] == {"came": [], "went": ["b"]}
    assert "1 went" in kg("diff", graph, other).stdout
    kg("remove", "b", "-g", other, code=2)


def test_add_replaces_a_paper(graph: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.kg"
    other.write_bytes(graph.read_bytes())
    changed = json.dumps({"id": "b", "title": "On tuning", "abstract": "DPO outperforms PPO."})
    kg("add", "-", "-g", other, text=changed)
    assert [s["title"] for s in parsed("search", "tuning", "-g", other)["papers"]] == ["On tuning"]
    assert "method/rag" not in [e["id"] for e in parsed("search", "RAG", "-g", other)["entities"]]


def test_rejects_give_exit_code_3_and_are_listed(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text(LISTING + "{not json\n", encoding="utf-8")
    result = kg("build", tmp_path / "bad.jsonl", "-g", tmp_path / "bad.kg", code=3)
    assert "bad.jsonl:3" in result.output
    found = parsed("stats", "--rejects", "-g", tmp_path / "bad.kg")
    assert (found["papers"], found["rejects"]) == (2, 1)
    assert found["rejected"][0]["line"] == 3


def test_a_missing_graph_says_how_to_make_one(tmp_path: Path) -> None:
    assert "make one with: kg build" in kg("stats", "-g", tmp_path / "none.kg", code=2).output


def test_a_build_here_refuses_what_only_a_cluster_heeds(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(LISTING, encoding="utf-8")
    told = kg("build", tmp_path / "a.jsonl", "-o", tmp_path / "a.kg", code=2).output
    assert "the graph file is named with --graph" in " ".join(told.split())
    assert not (tmp_path / "a.kg").exists()


def test_review_lists_and_applies(graph: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.kg"
    other.write_bytes(graph.read_bytes())
    kg("review", "--list", "-g", other)
    (tmp_path / "other.review.yaml").write_text("reject: [{name: AWQ}]\n", encoding="utf-8")
    (tmp_path / "papers.jsonl").write_text(LISTING, encoding="utf-8")
    kg("build", tmp_path / "papers.jsonl", "-g", other, "-q")
    assert "AWQ" not in kg("show", "GPTQ", "-g", other).stdout.replace("outperforms AWQ on", "")
    assert "your review: 1 reject" in kg("stats", "-g", other).stdout


def test_hostile_text_cannot_command_the_terminal(tmp_path: Path) -> None:
    hostile = {
        "id": "x",
        "title": "Evil \x1b[31m[red]",
        "abstract": "We propose LoRA. LoRA outperforms GPTQ\x1b]0;x\x07.",
    }
    (tmp_path / "x.jsonl").write_text(json.dumps(hostile), encoding="utf-8")
    kg("build", tmp_path / "x.jsonl", "-g", tmp_path / "x.kg", "-q")
    for command in (["show", "LoRA"], ["show", "x"], ["search", "evil"]):
        shown = kg(*command, "-g", tmp_path / "x.kg").stdout
        assert "\x1b" not in shown
        assert "\x07" not in shown


def test_explain_tells_why_a_name_has_its_type(graph: Path) -> None:
    told = kg("explain", "knowledge distillation", "-g", graph).stdout
    assert "vocabulary" in told
    assert "Method" in told
    assert "learned: form=knowledge distillation" in told
    reasons = json.loads(kg("explain", "knowledge distillation", "-g", graph, "--json").stdout)["reasons"]
    assert reasons


def test_explain_knows_the_vocabulary_that_the_graph_was_built_with(graph: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("name\ttype\taliases\tsource\nslow water\tTask\t\tours\n", encoding="utf-8")
    papers, built = graph.parent / "papers.jsonl", tmp_path / "own.kg"
    kg("build", papers, "-g", built, "--workers", "1", "--vocab", own)
    assert "Task" in kg("explain", "slow water", "-g", built).stdout
    kg("explain", "slow water", "-g", graph, code=2)


def test_explain_draws_the_parse(graph: Path, tmp_path: Path) -> None:
    statement = parsed("compare", "GPTQ", "AWQ", "-g", graph)["statements"][0]
    pictures = [tmp_path / "one.svg", tmp_path / "two.svg"]
    for picture in pictures:
        kg("explain", statement["id"], "-g", graph, "--parse", picture)
    assert pictures[0].read_text(encoding="utf-8").startswith("<svg")
    assert pictures[0].read_bytes() == pictures[1].read_bytes()
