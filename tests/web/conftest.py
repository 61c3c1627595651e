"""What the tests of the explorer share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent))

from web_graph import make_graph

from exports.web.server import create_app


@pytest.fixture(scope="session")
def web_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph file of the tests."""
    return make_graph(tmp_path_factory.mktemp("web") / "test.kg")


@pytest.fixture(scope="session")
def client(web_graph: Path) -> Iterator[TestClient]:
    with TestClient(create_app(web_graph), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="session")
def get(client: TestClient) -> Any:
    """Get an API answer as JSON; fails on any status but 200."""

    def fetch(path: str, **params: Any) -> Any:
        answer = client.get(f"/api/{path}", params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return fetch
