"""Full text over papers: titles, abstracts, and abstracts without their markup."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from kg.store.codes import PAPER_COLUMNS, unpack_paper
from kg.store.words import match_all
from ontology.types import Paper

OPEN, CLOSE = "\x02", "\x03"
"""Marks around the words found in an excerpt."""


class Hit(NamedTuple):
    """A paper, and the part of it where the words stand, between :data:`OPEN` and :data:`CLOSE`."""

    paper: Paper
    excerpt: str


def search(db: sqlite3.Connection, words: str, limit: int = 20, offset: int = 0) -> list[Hit]:
    """Papers with all these words, phrases in quotation marks; the best by BM25 first, then by id."""
    match = match_all(words)
    if not match:
        return []
    columns = ", ".join(f"p.{name.strip()}" for name in PAPER_COLUMNS.split(","))
    rows = db.execute(
        f"SELECT {columns}, snippet(words, -1, ?, ?, ' ... ', 24) FROM words "  # noqa: S608
        "JOIN paper p ON p.n = words.rowid WHERE words MATCH ? AND p.status > 0 "
        "ORDER BY bm25(words, 5.0, 1.0, 1.0), p.id LIMIT ? OFFSET ?",
        (OPEN, CLOSE, match, limit, offset),
    )
    return [Hit(unpack_paper(row[:5]), row[5]) for row in rows.fetchall()]
