"""Every command of the README runs as it stands, on the sample papers."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ENDLESS = {"serve"}
"""Commands that go on until they are stopped; the browser tests run them."""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    found = [shlex.join(shlex.split(line, comments=True)) for line in lines if line.startswith("kg ")]
    return [command for command in found if command.split()[1] not in ENDLESS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample papers as "papers" and the graph that the first command builds."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(
        ROOT / "extractors" / "samples", folder / "papers", ignore=shutil.ignore_patterns("*.py*")
    )
    assert run(commands()[0], folder).returncode == 0
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "KG_GRAPH"}
    arguments = [sys.executable, "-m", *shlex.split(command)]
    return subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True)


def test_first_command_builds() -> None:
    assert commands()[0].startswith("kg build papers")


@pytest.mark.parametrize("command", commands()[1:])
def test_command_runs(command: str, folder: Path) -> None:
    done = run(command, folder)
    assert done.returncode == 0, done.stderr
    written = re.search(r"-o (\S+)", command)
    assert (folder / written[1]).exists() if written else done.stdout.strip() or done.stderr.strip()


def test_python_runs_and_prints_sentences(folder: Path) -> None:
    (code,) = blocks("python")
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "GPTQ" in done.stdout


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake (\w+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
