"""Take what papers newly say into the graph tables, and let go what they no longer say, in one transaction.

Everything here is a function of the set of extractions, grouped by keys, and only groups with a changed
member are computed again:

1. abbreviations: votes of changed papers; short keys whose expansion changes move their clusters' names;
2. names: the rows of changed papers; the touched clusters are decided anew;
3. statements: of changed papers, and of papers with a name whose node changed;
4. beliefs of the touched claims; claims without evidence die;
5. families of the touched clusters.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from kg.believe.precision import Precision
from kg.build.families import relate_families
from kg.build.naming import Naming
from kg.build.nodes import settle_clusters
from kg.build.statements import Statements
from kg.resolve.names import Names
from kg.resolve.review import Review
from kg.store.layout import ARRIVING, LEAVING, LIVE
from kg.store.papers import erase
from ontology.ids import digest

Progress = Callable[[str, int], None]
"""Told the name of a step and how many more papers are done in it."""

_GRAPH_TABLES = (
    "abbreviation", "expansion", "cluster", "naming", "node", "alias", "lineage", "claim", "refers",
    "evidence", "rule",
)  # fmt: skip
_TEMPORARY = """
CREATE TEMP TABLE IF NOT EXISTS changed (n INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS touched_cluster (c INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS redo (n INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS touched_claim (k INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS touched_short (short TEXT PRIMARY KEY);
"""


@dataclass(frozen=True, slots=True)
class Rules:
    """All that turns extractions into a graph, apart from the extractions."""

    names: Names
    review: Review
    precision: Precision
    fingerprint: str
    """Changes with any of them: then the whole graph is assembled again."""


def no_progress(step: str, papers: int) -> None:
    """Tell nobody."""


def absorb(db: sqlite3.Connection, rules: Rules, progress: Progress = no_progress) -> int:
    """Bring the graph tables up to date; returns how many papers were taken in or let go."""
    _prepare(db)
    whole = _meta(db, "rules") != rules.fingerprint
    if whole:
        _empty(db)
    db.execute(f"INSERT INTO changed SELECT n FROM paper WHERE status != {LIVE}")  # noqa: S608 - so that the partial index fits
    db.execute("INSERT OR IGNORE INTO changed SELECT n FROM reading WHERE next IS NOT NULL")
    if whole:
        db.execute("INSERT OR IGNORE INTO changed SELECT n FROM paper")
    (count,) = db.execute("SELECT count(*) FROM changed").fetchone()
    if count or whole:
        revision = _revision(db, rules.fingerprint)
        _update(db, rules, progress)
        db.execute("INSERT OR REPLACE INTO meta VALUES ('rules', ?)", (rules.fingerprint,))
        db.execute("INSERT OR REPLACE INTO meta VALUES ('revision', ?)", (revision,))
    return int(count)


def _update(db: sqlite3.Connection, rules: Rules, progress: Progress) -> None:
    naming = Naming(db, rules.names, rules.review)
    naming.update(progress)
    _swap(db)
    settle_clusters(db, rules.names, rules.review)
    Statements(db, rules.review, rules.precision).update(progress)
    relate_families(db, rules.precision)
    _finish(db)


def _revision(db: sqlite3.Connection, rules: str) -> str:
    """A name for the content that is about to be: from the last one and all that changes it."""
    told = hashlib.sha256(f"{_meta(db, 'revision')}\n{rules}\n".encode())
    rows = db.execute(
        "SELECT p.id, p.status, p.digest, r.next FROM changed JOIN paper p ON p.n = changed.n "
        "JOIN reading r ON r.n = p.n ORDER BY p.id, p.status"
    )
    for id_, status, paper, extraction in rows:
        told.update(f"{id_}\n{status}\n{paper}\n".encode("utf-8", "surrogatepass"))
        told.update(extraction or b"")
    return told.hexdigest()[:32]


def _prepare(db: sqlite3.Connection) -> None:
    for statement in _TEMPORARY.split(";\n"):
        if statement.strip():
            db.execute(statement)
    for name in ("changed", "touched_cluster", "redo", "touched_claim", "touched_short"):
        db.execute(f"DELETE FROM {name}")  # noqa: S608


def _empty(db: sqlite3.Connection) -> None:
    for name in _GRAPH_TABLES:
        db.execute(f"DELETE FROM {name}")  # noqa: S608
    db.execute("INSERT INTO names (names) VALUES ('delete-all')")


def _swap(db: sqlite3.Connection) -> None:
    """New extractions take the place of the old; papers that leave have none."""
    rows = db.execute("SELECT n, next FROM reading WHERE next IS NOT NULL").fetchall()
    for n, data in rows:
        db.execute(
            "UPDATE reading SET extraction = next, next = NULL, digest = ? WHERE n = ?",
            (digest(data.hex())[:16], n),
        )
    db.execute(f"UPDATE paper SET status = {LIVE} WHERE status != {LIVE} AND status = {ARRIVING}")  # noqa: S608


def _finish(db: sqlite3.Connection) -> None:
    for (n,) in db.execute(
        f"SELECT n FROM paper WHERE status != {LIVE} AND status = {LEAVING}"  # noqa: S608
    ).fetchall():
        erase(db, n)


def _meta(db: sqlite3.Connection, name: str) -> str | None:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (name,)).fetchone()
    return row[0] if row else None
