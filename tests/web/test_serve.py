"""``kg serve`` says what it needs and what it does."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from exports.web import bundle
from kg.cli import serve
from kg.cli.app import app


def run(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["serve", *args])
    return result.exit_code, result.output


def test_a_missing_graph_is_said_with_what_to_do(tmp_path: Path) -> None:
    code, said = run("-g", str(tmp_path / "none.kg"), "--no-browser")
    assert code == 2
    assert "kg build" in said


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "notes.kg"
    file.write_text("just text")
    code, said = run("-g", str(file), "--no-browser")
    assert code == 1
    assert "not a kg store" in said


def test_a_port_in_use_is_said(web_graph: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, said = run("-g", str(web_graph), "--no-browser", "--port", str(taken.getsockname()[1]))
    assert code == 2
    assert "--port" in said


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:1/"),
        ("0.0.0.0", "http://127.0.0.1:1/"),
        ("::1", "http://[::1]:1/"),
        ("::", "http://[::1]:1/"),
    ],
)
def test_the_address_that_is_shown_can_be_opened(host: str, url: str) -> None:
    assert serve._address(host, 1) == url


def test_what_is_missing_is_named() -> None:
    assert "make explorer" in bundle.MISSING
    assert "API" in bundle.MISSING
