"""The graph file under the API: what happens to its readers when the server stops."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from exports.web.source import Source
from ontology.errors import KgError

ENDLESS = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
    SELECT count(CASE WHEN i = 1000 THEN under_way() END) FROM n
"""


def test_closing_ends_a_query_that_is_under_way(web_graph: Path) -> None:
    source = Source(web_graph)
    under_way = threading.Event()
    ended: list[str] = []

    def read() -> None:
        db = source.db
        db.create_function("under_way", 0, under_way.set)
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            db.execute(ENDLESS).fetchone()
        ended.append("still alive")

    reader = threading.Thread(target=read)
    reader.start()
    assert under_way.wait(10)
    source.close()
    reader.join(10)
    assert ended == ["still alive"]


def test_a_closed_source_gives_out_no_connection(web_graph: Path) -> None:
    source = Source(web_graph)
    source.close()
    with pytest.raises(KgError, match="no longer served"):
        _ = source.db
