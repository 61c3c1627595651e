"""Papers as they are read, each once whatever the order: on disk, because a corpus does not fit in memory.

A paper without an id of its own bears one made of its title. It joins the paper of the same title that has
one (the first by id, where several have), and is then no paper of the graph. What was joined is kept as it
was given (the table ``given``), so that a paper that comes later, or changes its title, finds all as a build
from scratch would.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from extractors.readers import Reject, better, conflict, title_id
from kg.store.codes import PAPER_COLUMNS, unpack_paper
from kg.store.layout import LEAVING
from ontology.types import Paper

_BATCH = 2000
_TEMPORARY = (
    "DROP TABLE IF EXISTS temp.incoming",
    "DROP TABLE IF EXISTS temp.shared_title",
    "CREATE TEMP TABLE incoming (id TEXT PRIMARY KEY, title TEXT NOT NULL, record TEXT NOT NULL, joins TEXT)",
    "CREATE INDEX temp.incoming_title ON incoming (title)",
    "CREATE TEMP TABLE shared_title (title TEXT PRIMARY KEY) WITHOUT ROWID",
)
_JOIN = (
    "UPDATE incoming SET joins = (SELECT min(own.id) FROM incoming own WHERE own.title = incoming.id "
    "AND NOT own.id GLOB 't:*') WHERE id GLOB 't:*'"
)
_CONCERNED = (
    # Titles of the papers that come, and of their old selves ...
    "WITH concerned (title) AS (SELECT title FROM incoming UNION SELECT id FROM incoming "
    "UNION SELECT p.titled FROM incoming i JOIN paper p ON p.id = i.id AND p.status != :leaving "
    "UNION SELECT g.title FROM incoming i JOIN given g ON g.id = i.id) "
    # ... under which there is a paper without an id of its own.
    "INSERT INTO shared_title SELECT title FROM concerned c WHERE EXISTS "
    "(SELECT 1 FROM incoming WHERE id = c.title) OR EXISTS (SELECT 1 FROM given WHERE id = c.title) "
    "OR EXISTS (SELECT 1 FROM paper WHERE id = c.title AND status != :leaving)"
)
_STORED = (
    f"SELECT {PAPER_COLUMNS} FROM paper WHERE status != :leaving AND "  # noqa: S608
    "(titled IN (SELECT title FROM shared_title) OR id IN (SELECT title FROM shared_title))"
)


class Incoming:
    """A temporary table of the papers read in this run."""

    def __init__(self, db: sqlite3.Connection, on_reject: Callable[[Reject], None]) -> None:
        self._db = db
        self._on_reject = on_reject
        for statement in _TEMPORARY:
            db.execute(statement)

    def take(self, papers: Iterable[Paper], *, since: int | None, limit: int | None) -> Iterator[int]:
        """Read all; yields how many more were read, batch by batch.

        Args:
            since: leave out papers of earlier years, or without a year.
            limit: stop after so many distinct papers.
        """
        wanted = (p for p in papers if since is None or (p.year is not None and p.year >= since))
        while batch := list(islice(wanted, _BATCH if limit is None else min(_BATCH, limit))):
            self._db.execute("BEGIN")
            for paper in batch:
                self._add(paper)
            self._db.execute("COMMIT")
            yield len(batch)
            if limit is not None and self.count() >= limit:
                break
        self._db.execute(_JOIN)
        if limit is not None:
            self._drop_after(limit)

    def count(self) -> int:
        """How many distinct papers."""
        (count,) = self._db.execute("SELECT count(*) FROM incoming WHERE joins IS NULL").fetchone()
        return int(count)

    def meet_stored(self) -> None:
        """Call in the papers of the graph that share a title with one that comes, as they were given."""
        self._db.execute(_CONCERNED, {"leaving": LEAVING})
        self._db.execute(
            "INSERT OR IGNORE INTO incoming SELECT id, title, record, NULL FROM given "
            "WHERE title IN (SELECT title FROM shared_title)"
        )
        for row in self._db.execute(_STORED, {"leaving": LEAVING}).fetchall():
            self._put(unpack_paper(row), "DO NOTHING")
        self._db.execute(_JOIN)

    def papers(self) -> Iterator[Paper]:
        """All, by id, each with the one that joins it."""
        after = ""
        query = (
            "SELECT i.id, i.record, made.record FROM incoming i LEFT JOIN incoming made "
            "ON made.id = i.title AND made.joins = i.id "
            "WHERE i.id > ? AND i.joins IS NULL ORDER BY i.id LIMIT 500"
        )
        while rows := self._db.execute(query, (after,)).fetchall():
            after = rows[-1][0]
            for _, record, joining in rows:
                paper = Paper.model_validate_json(record)
                yield better(paper, Paper.model_validate_json(joining)) if joining else paper

    def joined(self) -> list[str]:
        """The ids of those that join another."""
        return [
            id_ for (id_,) in self._db.execute("SELECT id FROM incoming WHERE joins IS NOT NULL ORDER BY id")
        ]

    def keep_given(self, *, only: bool) -> None:
        """Keep both sides of what was joined, in place of what was kept of the same titles."""
        which = "" if only else " WHERE title IN (SELECT title FROM shared_title)"
        self._db.execute(f"DELETE FROM given{which}")  # noqa: S608
        self._db.execute(
            "INSERT INTO given SELECT id, id, record FROM incoming WHERE joins IS NOT NULL "
            "UNION ALL SELECT own.id, own.title, own.record FROM incoming made "
            "JOIN incoming own ON own.id = made.joins"
        )

    def _add(self, paper: Paper) -> None:
        row = self._db.execute("SELECT record FROM incoming WHERE id = ?", (paper.id,)).fetchone()
        if row:
            known = Paper.model_validate_json(row[0])
            if remark := conflict(known, paper):
                self._on_reject(remark)
            paper = better(known, paper)
        self._put(paper, "DO UPDATE SET title = excluded.title, record = excluded.record")

    def _put(self, paper: Paper, otherwise: str) -> None:
        self._db.execute(
            f"INSERT INTO incoming (id, title, record) VALUES (?, ?, ?) ON CONFLICT (id) {otherwise}",  # noqa: S608
            (paper.id, title_id(paper.title), paper.model_dump_json()),
        )

    def _drop_after(self, limit: int) -> None:
        """Of a paper that goes, what joins it goes too."""
        self._db.execute(
            "DELETE FROM incoming WHERE coalesce(joins, id) NOT IN "
            "(SELECT id FROM incoming WHERE joins IS NULL ORDER BY rowid LIMIT ?)",
            (limit,),
        )
