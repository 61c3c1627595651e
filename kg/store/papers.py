"""Papers come, wait, live and go: the tables ``paper``, ``reading`` and ``words``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence

from extractors.lexicon import Vote
from extractors.readers import title_id
from kg.store.codes import KIND_CODE, PAPER_COLUMNS, pack_paper, unpack_paper
from kg.store.layout import ARRIVING, DONE, EXTRACT, LEAVING, LIVE, VOTE
from ontology.ids import digest
from ontology.types import Paper

Clean = Callable[[str], str]
"""The text as the extractor sees it."""


def paper_digest(paper: Paper) -> str:
    """Changes with anything of the record."""
    return digest(paper.model_dump_json())[:32]


def arrive(db: sqlite3.Connection, paper: Paper, clean: Clean) -> bool:
    """Take a paper in, in place of one with its id; False where the same record is there already."""
    rows = db.execute("SELECT n, status, digest FROM paper WHERE id = ?", (paper.id,)).fetchall()
    present = [row for row in rows if row[1] != LEAVING]
    wanted = paper_digest(paper)
    if any(row[2] == wanted for row in present):
        return False
    for n, status, _ in present:
        leave(db, n, status)
    if back := [n for n, status, found in rows if status == LEAVING and found == wanted]:
        _come_back(db, back[0])
    else:
        _insert(db, paper, wanted, clean)
    return True


def leave(db: sqlite3.Connection, n: int, status: int) -> None:
    """Let a paper go: at once where the graph does not know it, else with the next graph."""
    count_votes(db, n, -1)
    if status == ARRIVING:
        erase(db, n)
    else:
        db.execute("UPDATE paper SET status = ?, stale = ? WHERE n = ?", (LEAVING, DONE, n))
        db.execute("UPDATE reading SET next = NULL WHERE n = ?", (n,))


def leave_by_id(db: sqlite3.Connection, id_: str) -> None:
    """Let the paper of this id go, if there is one."""
    query = "SELECT n, status FROM paper WHERE id = ? AND status != ?"
    for n, status in db.execute(query, (id_, LEAVING)).fetchall():
        leave(db, n, status)


def joined_to(db: sqlite3.Connection, id_: str) -> str | None:
    """The paper that one without an id of its own joined for its title."""
    row = db.execute("SELECT id FROM given WHERE title = ?1 AND id != ?1", (id_,)).fetchone()
    return row[0] if row else None


def forget_given(db: sqlite3.Connection, id_: str) -> None:
    """Forget a paper that leaves, and what joined it."""
    db.execute("DELETE FROM given WHERE title IN (SELECT title FROM given WHERE id = ?)", (id_,))


def erase(db: sqlite3.Connection, n: int) -> None:
    """Delete a paper's rows; its votes and graph rows must be gone."""
    db.execute(
        "INSERT INTO words (words, rowid, title, abstract, cleaned) "
        "SELECT 'delete', n, title, abstract, cleaned FROM paper WHERE n = ?",
        (n,),
    )
    db.execute("DELETE FROM paper WHERE n = ?", (n,))
    db.execute("DELETE FROM reading WHERE n = ?", (n,))


def _come_back(db: sqlite3.Connection, n: int) -> None:
    stale = EXTRACT if _votes(db, n) is not None else VOTE
    db.execute("UPDATE paper SET status = ?, stale = ? WHERE n = ?", (LIVE, stale, n))
    count_votes(db, n, 1)


def _insert(db: sqlite3.Connection, paper: Paper, wanted: str, clean: Clean) -> None:
    cleaned = clean(paper.text)
    values = (
        paper.id, ARRIVING, VOTE, wanted, paper.year, paper.title, paper.abstract,
        None if cleaned == paper.text else cleaned, pack_paper(paper), title_id(paper.title),
    )  # fmt: skip
    n = db.execute(
        "INSERT INTO paper (id, status, stale, digest, year, title, abstract, cleaned, rest, titled) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values,
    ).lastrowid
    db.execute("INSERT INTO reading (n) VALUES (?)", (n,))
    db.execute(
        "INSERT INTO words (rowid, title, abstract, cleaned) SELECT n, title, abstract, cleaned FROM paper "
        "WHERE n = ?",
        (n,),
    )


def _votes(db: sqlite3.Connection, n: int) -> list[tuple[str, int]] | None:
    (text,) = db.execute("SELECT votes FROM reading WHERE n = ?", (n,)).fetchone()
    return None if text is None else [(form, code) for form, code in json.loads(text)]


def count_votes(db: sqlite3.Connection, n: int, sign: int) -> None:
    """Add a paper's votes to the tally (1), or take them out (-1)."""
    for form, code in _votes(db, n) or ():
        db.execute(
            "INSERT INTO tally VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET papers = papers + excluded.papers",
            (form, code, sign),
        )
        db.execute("DELETE FROM tally WHERE form = ? AND type = ? AND papers = 0", (form, code))
        db.execute("INSERT OR IGNORE INTO touched VALUES (?)", (form,))


def set_votes(db: sqlite3.Connection, n: int, votes: Sequence[Vote]) -> None:
    """Store what a paper votes, once per form and type, in place of what it voted before."""
    count_votes(db, n, -1)
    pairs = sorted({(vote.form, KIND_CODE[vote.type]) for vote in votes})
    text = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
    db.execute("UPDATE reading SET votes = ? WHERE n = ?", (text, n))
    db.execute("UPDATE paper SET stale = ? WHERE n = ?", (EXTRACT, n))
    count_votes(db, n, 1)


def set_extraction(db: sqlite3.Connection, n: int, packed: bytes) -> None:
    """Store what a paper gives; the graph takes it in later. The same as before changes nothing."""
    db.execute("UPDATE paper SET stale = ? WHERE n = ?", (DONE, n))
    db.execute(
        "UPDATE reading SET next = CASE WHEN extraction IS ?1 THEN NULL ELSE ?1 END WHERE n = ?2", (packed, n)
    )


def stale(db: sqlite3.Connection, state: int, after: int, limit: int) -> list[tuple[int, Paper]]:
    """The next papers in this state, by number."""
    rows = db.execute(
        f"SELECT n, {PAPER_COLUMNS} FROM paper WHERE stale > 0 AND stale = ? AND n > ? ORDER BY n LIMIT ?",  # noqa: S608
        (state, after, limit),
    )
    return [(row[0], unpack_paper(row[1:])) for row in rows]


def count_stale(db: sqlite3.Connection, state: int) -> int:
    """How many papers are in this state."""
    (count,) = db.execute("SELECT count(*) FROM paper WHERE stale > 0 AND stale = ?", (state,)).fetchone()
    return int(count)


def everything_stale(db: sqlite3.Connection) -> None:
    """Another model or other rules: every paper is to be read again."""
    db.execute("UPDATE paper SET stale = ? WHERE status != ?", (VOTE, LEAVING))
