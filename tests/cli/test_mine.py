"""``kg mine``: the table, its options and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app

RUNNER = CliRunner()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    path = tmp_path / "papers.jsonl"
    texts = ("On the Drossel benchmark.", "Beyond the Drossel benchmark, and the MMLU benchmark.")
    rows = [{"id": str(i), "title": f"Riddle {i}", "abstract": text} for i, text in enumerate(texts)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def forms(table: str) -> list[str]:
    return [line.split("\t")[0] for line in table.splitlines()[1:]]


def test_names_seen_often_enough_are_listed(papers: Path) -> None:
    result = RUNNER.invoke(app, ["mine", str(papers), "--least", "2"])
    assert result.exit_code == 0
    assert forms(result.stdout) == ["Drossel"]


def test_known_names_are_listed_on_demand(papers: Path) -> None:
    result = RUNNER.invoke(app, ["mine", str(papers), "--least", "1", "--known"])
    assert {"Drossel", "MMLU"} <= set(forms(result.stdout))


def test_a_vocabulary_of_ones_own_makes_names_known(papers: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("name\ttype\taliases\tsource\nDrossel\tBenchmark\t\tour lab\n", encoding="utf-8")
    result = RUNNER.invoke(app, ["mine", str(papers), "--least", "2", "--vocabulary", str(own)])
    assert forms(result.stdout) == []


def test_the_table_goes_into_a_file(papers: Path, tmp_path: Path) -> None:
    out = tmp_path / "candidates.tsv"
    result = RUNNER.invoke(app, ["mine", str(papers), "--least", "2", "--output", str(out)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("form\tpapers\tknown\t")


def test_rejected_records_are_reported(papers: Path) -> None:
    papers.write_text(papers.read_text(encoding="utf-8") + "{broken\n", encoding="utf-8")
    result = RUNNER.invoke(app, ["mine", str(papers), "--least", "2"])
    assert result.exit_code == 3
    assert "rejected" in result.output
