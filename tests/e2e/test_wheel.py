"""The wheel carries all it needs: built here, installed into a new environment, put to work there."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).resolve().parents[2]
NEEDED = (
    "ontology/schema.toml",
    "ontology/vocabularies/methods.tsv",
    "extractors/english/model/",
    "extractors/relations/rules/outperforms.toml",
    "extractors/samples/",
    "exports/queries/",
    "exports/web/static/app/index.html",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)],
        check=True,
    )
    (built,) = folder.glob("paper_kg-*.whl")
    return built


@pytest.mark.parametrize("path", NEEDED)
def test_wheel_holds(wheel: Path, path: str) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.startswith(path) for name in names)


def test_wheel_holds_no_tests_and_no_sources_of_the_front_end(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert not [n for n in names if n.startswith(("tests/", "exports/web/app/")) or "node_modules" in n]


def test_installed_wheel_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    pinned = ["--constraint", str(ROOT / "constraints.txt")]
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *pinned, str(wheel)], check=True)
    clean = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "KG_GRAPH"}}
    done = subprocess.run(
        [str(python.with_name("kg")), "demo", "--out", str(tmp_path / "out")],
        cwd=tmp_path,
        env=clean,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert {p.name for p in (tmp_path / "out").iterdir()} >= {"demo.kg", "demo.ttl", "demo.html"}
