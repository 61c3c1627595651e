"""The map is the same for the same graph, and kept beside it."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from exports.web.overview.draw import draw
from exports.web.overview.keep import write
from exports.web.overview.places import inside, pack, radius
from exports.web.overview.read import _strongest
from kg.store.connect import open_readonly


@pytest.fixture(scope="module")
def overview(web_graph: Path) -> Any:
    return draw(open_readonly(web_graph))


def test_every_node_has_a_place_in_its_community(overview: Any) -> None:
    assert len(overview.ids) == len(overview.x) == len(overview.y) == len(overview.community)
    by_number = {c.number: c for c in overview.communities}
    for x, y, number in zip(overview.x, overview.y, overview.community, strict=True):
        if number in by_number:
            c = by_number[number]
            assert np.hypot(x - c.x, y - c.y) <= c.radius + 0.2


def test_communities_are_named_by_central_nodes(overview: Any) -> None:
    names = [name for community in overview.communities for name in community.names]
    assert "LoRA" in names
    assert overview.total == len(overview.ids)


def test_drawn_twice_it_is_the_same(overview: Any, web_graph: Path) -> None:
    assert draw(open_readonly(web_graph)) == overview


def test_no_node_is_cut_off_by_the_limit_of_edges() -> None:
    ties = {(0, 1): 9, (0, 2): 8, (1, 2): 7, (2, 3): 1}
    assert _strongest(ties, 3) == [(0, 1, 9), (0, 2, 8), (2, 3, 1)]


def test_discs_do_not_overlap() -> None:
    sizes = [60, 40, 30, *(5 for _ in range(250)), *(1 for _ in range(60))]
    ties: list[dict[int, int]] = [{1: 3}, {0: 3, 2: 1}, {1: 1}, *({at % 3: 1} for at in range(310))]
    middles = pack(sizes, ties)
    for a in range(len(sizes)):
        for b in range(a):
            gap = np.hypot(middles[a][0] - middles[b][0], middles[a][1] - middles[b][1])
            assert gap >= radius(sizes[a]) + radius(sizes[b])


@pytest.mark.parametrize("size", [1, 3, 50, 1800])
def test_places_stay_in_the_disc(size: int) -> None:
    edges = np.array([(0, i) for i in range(1, size)], dtype=np.int64).reshape(-1, 2)
    places = inside(size, edges)
    assert places.shape == (size, 2)
    assert np.linalg.norm(places, axis=1).max() <= 1.0


def test_the_file_of_an_earlier_version_is_removed(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    first = write(graph, "1", "{}")
    second = write(graph, "2", "{}")
    assert not first.exists()
    assert gzip.decompress(second.read_bytes()) == b"{}"
    assert second.parent == tmp_path


def test_the_server_draws_it_once_and_then_has_it(client: TestClient) -> None:
    first = client.get("/api/overview")
    assert first.status_code in (200, 202)
    until = time.monotonic() + 60
    while (answer := client.get("/api/overview")).status_code == 202 and time.monotonic() < until:
        assert answer.json() == {"state": "drawing"}
        time.sleep(0.3)
    assert answer.status_code == 200
    assert answer.json()["state"] == "ready"
    plain = client.get("/api/overview", headers={"accept-encoding": "identity"})
    assert json.loads(plain.content) == answer.json()
