"""One build of one graph file: papers in or out, votes, lexicon, extractions, graph.

Every step leaves a state from which the next build goes on: what a step still has to do stands in the
tables (``paper.stale``, ``touched``, ``reading.next``), and the graph tables change in one transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from extractors.cleanup import clean
from extractors.readers import Reject
from kg.build.absorb import Rules, absorb
from kg.build.incoming import Incoming
from kg.build.nursery import Nursery
from kg.build.pipeline import Pipeline, Silent, Watcher
from kg.build.pool import Alone, Pool
from kg.build.tasks import Numbered, Outcome, Step
from kg.store import lexicon, papers
from kg.store.connect import open_writable, writer_lock
from kg.store.layout import EXTRACT, LEAVING, VOTE
from ontology.errors import KgError, UsageError
from ontology.types import Paper

CHUNK = 32
"""Papers per task of a worker: about a second of work."""
COMMIT = 1024
"""Papers per transaction."""
CACHE_READING, CACHE_GRAPH = 32_768, 262_144
"""Kilobytes of the file held in memory: less while there are workers, who begin as copies of this process."""


@dataclass(slots=True)
class Report:
    """What a build did, in papers."""

    read: int = 0
    added: int = 0
    removed: int = 0
    extracted: int = 0
    rejects: int = 0
    total: int = 0


class Builder:
    """The one writer of a graph file; a context manager that holds its lock."""

    def __init__(self, path: Path, rules: Rules, watcher: Watcher | None = None) -> None:
        self._path = path
        self._rules = rules
        self._watcher = watcher or Silent()
        self.report = Report()

    def __enter__(self) -> Builder:
        self._lock = writer_lock(self._path)
        self._lock.__enter__()
        try:
            self.db = open_writable(self._path)
            self._hold(CACHE_READING)
        except BaseException:
            self._lock.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.db.close()
        self._lock.__exit__(kind, error, trace)

    def _hold(self, kilobytes: int) -> None:
        self.db.execute(f"PRAGMA cache_size = -{kilobytes}")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield self.db
            self.db.execute("COMMIT")
        except BaseException as error:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise KgError(f"{self._path}: {error}; what was committed before is kept") from error
            raise

    def take(
        self,
        found: Iterable[Paper],
        *,
        rejects: Sequence[Reject] | None = None,
        only: bool = False,
        since: int | None = None,
        limit: int | None = None,
    ) -> None:
        """Take papers in, each in place of one with its id.

        Args:
            found: the papers, in any order; the same id may come several times.
            rejects: filled by the reader while ``found`` runs; stored at the end.
            only: the graph is to hold these papers and no others.
            since: least year.
            limit: most papers.
        """
        rejected = list[Reject]()
        incoming = Incoming(self.db, rejected.append)
        self._watcher.begin("reading", None)
        for count in incoming.take(found, since=since, limit=limit):
            self._watcher.advance(count)
        self.report.read = incoming.count()
        with self._transaction() as db:
            if not only:
                incoming.meet_stored()
            for paper in incoming.papers():
                self.report.added += papers.arrive(db, paper, _cleaned)
            incoming.keep_given(only=only)
            for id_ in incoming.joined():
                papers.leave_by_id(db, id_)
            if only:
                self._leave_all_but_incoming()
            self._store_rejects([*(rejects or ()), *rejected], fresh=only)

    def remove(self, ids: Sequence[str]) -> None:
        """Take papers out, each with what joined it for its title.

        Raises:
            UsageError: there is no such paper; nothing is removed.
        """
        with self._transaction() as db:
            for id_ in ids:
                row = db.execute(
                    "SELECT n, status FROM paper WHERE id = ? AND status != ?", (id_, LEAVING)
                ).fetchone()
                if row is None:
                    raise UsageError(f"there is no paper {id_!r} in {self._path}{_place_of(db, id_)}")
                papers.leave(db, *row)
                papers.forget_given(db, id_)
                self.report.removed += 1

    def note(self, name: str, value: str) -> None:
        """Keep a setting with the graph."""
        if self._noted(name) != value:
            with self._transaction() as db:
                db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def _noted(self, name: str) -> str | None:
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (name,)).fetchone()
        return row[0] if row else None

    def _settle(self) -> None:
        if self.db.execute("SELECT 1 FROM touched LIMIT 1").fetchone():
            with self._transaction() as db:
                lexicon.settle(db)

    def finish(
        self, load: Callable[[], Pipeline] | Nursery, *, workers: int = 1, always: bool = True
    ) -> Report:
        """Do all that is to be done: votes, lexicon, extractions, graph.

        Args:
            load: makes the pipeline, or is making it and its workers already.
            workers: most processes.
            always: load the pipeline even where no paper waits for it, to notice that it changed.
        """
        self._settle()
        if isinstance(load, Nursery):
            self._check_fingerprint(load.fingerprint())
            self._read_papers(load.workers(self._crew(workers)))
        elif always or self._waiting():
            pipeline = load()
            self._check_fingerprint(pipeline.fingerprint)
            crew = self._crew(workers)
            self._read_papers(Pool(lambda: pipeline, crew) if crew > 1 else Alone(pipeline))
        self._absorb()
        return self.report

    def _waiting(self) -> int:
        return papers.count_stale(self.db, VOTE) + papers.count_stale(self.db, EXTRACT)

    def _crew(self, workers: int) -> int:
        """As many as there is work for."""
        return min(workers, 1 + self._waiting() // (2 * CHUNK))

    def _read_papers(self, crew: Pool | Alone) -> None:
        with crew as pool:
            self._map(pool, "votes", VOTE, self._store_votes)
            self._settle()
            self._map(pool, "extract", EXTRACT, self._store_extraction)

    def _absorb(self) -> None:
        self._watcher.begin("graph", None)
        self._hold(CACHE_GRAPH)
        with self._transaction() as db:
            absorb(db, self._rules, lambda _, count: self._watcher.advance(count))
        (self.report.total,) = self.db.execute("SELECT count(*) FROM paper").fetchone()
        (self.report.rejects,) = self.db.execute("SELECT count(*) FROM reject").fetchone()

    def _check_fingerprint(self, fingerprint: str) -> None:
        known = self._noted("pipeline")
        if known == fingerprint:
            return
        with self._transaction() as db:
            if known is not None:
                papers.everything_stale(db)
            db.execute("INSERT OR REPLACE INTO meta VALUES ('pipeline', ?)", (fingerprint,))

    def _map(
        self, pool: Pool | Alone, step: Step, state: int, store: Callable[[sqlite3.Connection, Outcome], None]
    ) -> None:
        total = papers.count_stale(self.db, state)
        if not total:
            return
        decided = lexicon.load(self.db) if step == "extract" else {}
        self._watcher.begin("votes" if step == "votes" else "extracting", total)
        batch: list[Outcome] = []
        for outcomes in pool.map(step, self._chunks(state), decided):
            batch += outcomes
            self._watcher.advance(len(outcomes))
            if len(batch) >= COMMIT:
                self._commit(batch, store)
        self._commit(batch, store)

    def _chunks(self, state: int) -> Iterator[list[Numbered]]:
        after = 0
        while chunk := papers.stale(self.db, state, after, CHUNK):
            after = chunk[-1][0]
            yield chunk

    def _commit(self, batch: list[Outcome], store: Callable[[sqlite3.Connection, Outcome], None]) -> None:
        with self._transaction() as db:
            for outcome in batch:
                store(db, outcome)
                self._note_error(db, outcome)
        batch.clear()

    def _store_votes(self, db: sqlite3.Connection, outcome: Outcome) -> None:
        papers.set_votes(db, outcome.n, outcome.votes)

    def _store_extraction(self, db: sqlite3.Connection, outcome: Outcome) -> None:
        papers.set_extraction(db, outcome.n, outcome.extraction)
        self.report.extracted += 1

    def _note_error(self, db: sqlite3.Connection, outcome: Outcome) -> None:
        (id_,) = db.execute("SELECT id FROM paper WHERE n = ?", (outcome.n,)).fetchone()
        source = f"paper {id_}"
        db.execute("DELETE FROM reject WHERE source = ?", (source,))
        if outcome.error:
            db.execute("INSERT OR IGNORE INTO reject VALUES (?, 0, ?)", (source, outcome.error))

    def _leave_all_but_incoming(self) -> None:
        gone = self.db.execute(
            "SELECT n, status FROM paper WHERE status != ? AND id NOT IN "
            "(SELECT id FROM incoming WHERE joins IS NULL) ORDER BY n",
            (LEAVING,),
        ).fetchall()
        for n, status in gone:
            papers.leave(self.db, n, status)
            self.report.removed += 1

    def _store_rejects(self, rejects: Sequence[Reject], *, fresh: bool) -> None:
        if fresh:
            self.db.execute("DELETE FROM reject WHERE source NOT LIKE 'paper %'")
        self.db.executemany(
            "INSERT OR IGNORE INTO reject VALUES (?, ?, ?)",
            [(r.source, r.line or 0, r.reason) for r in rejects if not r.kept],
        )


def _place_of(db: sqlite3.Connection, id_: str) -> str:
    """Where a paper is that is none of the graph."""
    own = papers.joined_to(db, id_)
    return f": it was joined with {own!r}, which has its title" if own else "; see: kg search, kg stats"


def _cleaned(text: str) -> str:
    return clean(text).text
