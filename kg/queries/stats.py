"""How much a graph file holds of what."""

from __future__ import annotations

import sqlite3
from typing import Any

from kg.store.codes import KINDS


def stats(db: sqlite3.Connection) -> dict[str, Any]:
    """Counts as plain values: papers, entities by type, statements by predicate, evidence, rejects."""
    entities = dict(db.execute("SELECT type, count(*) FROM node GROUP BY type"))
    statements = db.execute(
        "SELECT predicate, count(*), sum(belief >= 5000) FROM claim WHERE papers > 0 OR derived = 1 "
        "GROUP BY predicate ORDER BY 2 DESC, 1"
    ).fetchall()
    return {
        "papers": _one(db, "SELECT count(*) FROM paper WHERE status > 0"),
        "waiting": _one(db, "SELECT count(*) FROM paper WHERE status != 1"),
        "entities": {kind.value: entities.get(code, 0) for code, kind in enumerate(KINDS)},
        "statements": {predicate: count for predicate, count, _ in statements},
        "believed": {predicate: sure for predicate, _, sure in statements},
        "derived": _one(db, "SELECT count(*) FROM claim WHERE derived = 1"),
        "unasserted": _one(db, "SELECT count(*) FROM claim WHERE papers = 0 AND derived = 0"),
        "evidence": _one(db, "SELECT count(*) FROM evidence"),
        "rejects": _one(db, "SELECT count(*) FROM reject"),
        "lexicon": _one(db, "SELECT count(*) FROM lexicon"),
    }


def rejects(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Every record that was rejected: source, line (None where there is none), reason."""
    rows = db.execute("SELECT source, line, reason FROM reject ORDER BY source, line, reason")
    return [{"source": source, "line": line or None, "reason": reason} for source, line, reason in rows]


def _one(db: sqlite3.Connection, query: str) -> int:
    (count,) = db.execute(query).fetchone()
    return int(count)
