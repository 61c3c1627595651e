"""The command line as a whole: help, version, exit codes, start-up without heavy imports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def kg(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, cwd=cwd)


def test_version() -> None:
    assert kg("--version").stdout.startswith("kg 0.")


def test_help_says_the_exit_codes() -> None:
    assert "3 done but some records were rejected" in " ".join(kg("--help").stdout.split())


def test_start_up_imports_nothing_heavy() -> None:
    heavy = (
        "spacy",
        "networkx",
        "rdflib",
        "pyoxigraph",
        "pyvis",
        "pandas",
        "pydantic",
        "starlette",
        "rich.table",
    )
    code = f"import sys, kg.cli.app; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_unknown_command_is_wrong_use() -> None:
    assert kg("fly").returncode == 2


def test_eval_without_papers_is_wrong_use_and_says_what_to_do(tmp_path: Path) -> None:
    reference = tmp_path / "gold.jsonl"
    reference.write_text(json.dumps({"id": "a", "entities": [], "relations": []}), encoding="utf-8")
    done = kg("eval", str(reference))
    assert done.returncode == 2
    assert "gold_papers.jsonl" in done.stderr
    assert "--papers" in done.stderr


def test_eval_names_the_line_that_is_no_annotation(tmp_path: Path) -> None:
    good = json.dumps({"id": "a", "entities": [], "relations": []})
    reference = tmp_path / "gold.jsonl"
    reference.write_text(f'{good}\n{{"id": "b"}}\n', encoding="utf-8")
    done = kg("eval", str(reference), str(reference))
    assert done.returncode == 1
    assert "gold.jsonl:2" in done.stderr


def test_eval_of_equal_files_is_perfect(tmp_path: Path) -> None:
    row = {
        "id": "a",
        "entities": [{"id": "e1", "type": "Method", "forms": ["Wanda"]}],
        "relations": [{"s": "paper", "r": "proposes", "o": "e1", "quote": "Wanda"}],
    }
    reference = tmp_path / "gold.jsonl"
    reference.write_text(json.dumps(row), encoding="utf-8")
    done = kg("eval", str(reference), str(reference), "--json")
    figures = json.loads(done.stdout)
    assert figures["exact"]["ENTITIES"]["f1"] == 1.0
    assert figures["exact"]["CORE"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "n": 1}


@pytest.mark.parametrize(
    "command", ["build", "show", "extract", "eval", "export", "sparql", "bench", "serve"]
)
def test_each_command_has_help(command: str) -> None:
    done = kg(command, "--help")
    assert done.returncode == 0
    assert len(done.stdout) > 200


def test_a_build_on_spark_refuses_what_it_would_not_heed(tmp_path: Path) -> None:
    done = kg("build", "papers.jsonl", "--engine", "spark", "-o", "out", "--rules-only", cwd=tmp_path)
    assert done.returncode == 2
    assert "takes no --rules-only" in done.stderr
    (tmp_path / "kg.toml").write_text('vocabularies = ["own.tsv"]\n', encoding="utf-8")
    done = kg("build", "papers.jsonl", "--engine", "spark", "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert "--vocab" in done.stderr
