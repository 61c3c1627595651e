"""Papers as they are read, each once whatever the order: on disk, because a corpus does not fit in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from extractors.readers import Reject, better, conflict, title_id
from ontology.types import Paper

_BATCH = 2000


class Incoming:
    """A temporary table of the papers read in this run."""

    def __init__(self, db: sqlite3.Connection, on_reject: Callable[[Reject], None]) -> None:
        self._db = db
        self._on_reject = on_reject
        db.execute("DROP TABLE IF EXISTS temp.incoming")
        db.execute(
            "CREATE TEMP TABLE incoming (id TEXT PRIMARY KEY, title TEXT NOT NULL, record TEXT NOT NULL)"
        )
        db.execute("CREATE INDEX temp.incoming_title ON incoming (title)")

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
        self._join_titles()
        if limit is not None:
            self._db.execute(
                "DELETE FROM incoming WHERE rowid NOT IN (SELECT rowid FROM incoming ORDER BY rowid LIMIT ?)",
                (limit,),
            )

    def count(self) -> int:
        """How many distinct papers."""
        (count,) = self._db.execute("SELECT count(*) FROM incoming").fetchone()
        return int(count)

    def papers(self) -> Iterator[Paper]:
        """All, by id."""
        after = ""
        query = "SELECT id, record FROM incoming WHERE id > ? ORDER BY id LIMIT 500"
        while rows := self._db.execute(query, (after,)).fetchall():
            after = rows[-1][0]
            for _, record in rows:
                yield Paper.model_validate_json(record)

    def _add(self, paper: Paper) -> None:
        row = self._db.execute("SELECT record FROM incoming WHERE id = ?", (paper.id,)).fetchone()
        if row:
            known = Paper.model_validate_json(row[0])
            if remark := conflict(known, paper):
                self._on_reject(remark)
            paper = better(known, paper)
        self._put(paper)

    def _put(self, paper: Paper) -> None:
        self._db.execute(
            "INSERT INTO incoming VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET title = excluded.title, record = excluded.record",
            (paper.id, title_id(paper.title), paper.model_dump_json()),
        )

    def _join_titles(self) -> None:
        """A paper without an id of its own joins the first paper of the same title that has one."""
        pairs = self._db.execute(
            "SELECT made.id, min(own.id) FROM incoming made JOIN incoming own ON own.title = made.id "
            "WHERE made.id GLOB 't:*' AND own.id != made.id AND NOT own.id GLOB 't:*' GROUP BY made.id"
        ).fetchall()
        for made, own in pairs:
            records = self._db.execute(
                "SELECT record FROM incoming WHERE id IN (?, ?)", (made, own)
            ).fetchall()
            one, other = (Paper.model_validate_json(record) for (record,) in records)
            self._db.execute("DELETE FROM incoming WHERE id = ?", (made,))
            self._put(better(one, other))
