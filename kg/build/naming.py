"""The tables ``abbreviation``, ``expansion`` and ``naming``: which cluster each paper's names belong to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import lru_cache

from kg.assemble.local import LocalName, cluster_of, local_names, votes
from kg.resolve.abbreviations import decide, follow
from kg.resolve.names import Names
from kg.resolve.review import Review
from kg.store.codes import KIND_CODE, pack_fits, pack_forms
from kg.store.extractions import plain_extraction
from kg.store.layout import LEAVING
from ontology.types import EntityType

_REMEMBERED = 4096
"""Papers' names, and clusters, held between the count of votes and the rows: some 20 MB."""


class Naming:
    """Brings the names of the changed papers up to date. Fills ``touched_cluster`` and ``redo``."""

    def __init__(self, db: sqlite3.Connection, names: Names, review: Review) -> None:
        self._db = db
        self._names = names
        self._review = review
        self._expansions = dict(db.execute("SELECT short, long FROM expansion"))
        self._clusters: dict[str, int] = {}
        self._names_of = lru_cache(maxsize=_REMEMBERED)(self._read_names)

    def update(self, progress: Callable[[str, int], None]) -> None:
        """Votes first, then what they decide, then the rows."""
        for _, old, new in self._changed():
            self._count(old, -1)
            self._count(new, 1)
        self._settle()
        for n, _, new in self._changed():
            self._forget(n)
            self._insert(n, new)
            self._db.execute("INSERT OR IGNORE INTO redo VALUES (?)", (n,))
            progress("names", 1)

    def _changed(self) -> Iterator[tuple[int, list[LocalName], list[LocalName]]]:
        """Each changed paper: its number, the names that the graph has of it, and those it is to have."""
        rows = self._db.execute("SELECT n FROM changed ORDER BY n").fetchall()
        for (n,) in rows:
            status, old, new = self._db.execute(
                "SELECT p.status, r.extraction, r.next FROM paper p JOIN reading r ON r.n = p.n "
                "WHERE p.n = ?",
                (n,),
            ).fetchone()
            current = None if status == LEAVING else (new if new is not None else old)
            yield n, self._names_of(old if self._was_counted(n) else None), self._names_of(current)

    def _was_counted(self, n: int) -> bool:
        return self._db.execute("SELECT 1 FROM naming WHERE n = ? LIMIT 1", (n,)).fetchone() is not None

    def _read_names(self, data: bytes | None) -> list[LocalName]:
        plain = plain_extraction(data)
        return local_names(plain, self._names, self._review) if plain else []

    def _count(self, found: list[LocalName], sign: int) -> None:
        """One vote per paper and pair."""
        for short, long in sorted({pair for name in found for pair in votes(name, self._names)}):
            self._db.execute(
                "INSERT INTO abbreviation VALUES (?, ?, ?) "
                "ON CONFLICT DO UPDATE SET papers = papers + excluded.papers",
                (short, long, sign),
            )
            self._db.execute("INSERT OR IGNORE INTO touched_short VALUES (?)", (short,))

    def _settle(self) -> None:
        """Decide the touched short keys; where the expansion changes, move the names of their clusters."""
        self._db.execute("DELETE FROM abbreviation WHERE papers = 0")
        before = dict(self._expansions)
        shorts = [row[0] for row in self._db.execute("SELECT short FROM touched_short ORDER BY short")]
        for short in shorts:
            self._decide(short)
        moved = [short for short in shorts if before.get(short) != self._expansions.get(short)]
        clusters = {key for s in moved for key in (s, follow(s, before), follow(s, self._expansions))}
        longs = {
            long
            for s in moved
            for (long,) in self._db.execute("SELECT long FROM abbreviation WHERE short = ?", (s,))
        }
        clusters |= longs | {follow(long, before) for long in longs}
        for key in sorted(clusters):
            self._move(key)

    def _decide(self, short: str) -> None:
        tally = dict(self._db.execute("SELECT long, papers FROM abbreviation WHERE short = ?", (short,)))
        known = any((kind, short) in self._names.known for kind in EntityType)
        long = None if known else decide(short, tally)
        self._db.execute("DELETE FROM expansion WHERE short = ?", (short,))
        self._expansions.pop(short, None)
        if long is not None:
            self._db.execute("INSERT INTO expansion VALUES (?, ?)", (short, long))
            self._expansions[short] = long

    def _move(self, key: str) -> None:
        """Put the names of a cluster where the expansions now send them."""
        found = self._db.execute("SELECT c FROM cluster WHERE key = ?", (key,)).fetchone()
        if not found:
            return
        touch(self._db, found[0])
        papers = self._db.execute(
            "SELECT DISTINCT n FROM naming WHERE c = ? AND n NOT IN (SELECT n FROM changed)", found
        ).fetchall()
        for (n,) in papers:
            self._move_paper(n)

    def _move_paper(self, n: int) -> None:
        (data,) = self._db.execute("SELECT extraction FROM reading WHERE n = ?", (n,)).fetchone()
        for name in self._names_of(data):
            c = self._cluster(cluster_of(name, self._expansions, self._names))
            (old,) = self._db.execute("SELECT c FROM naming WHERE n = ? AND e = ?", (n, name.e)).fetchone()
            if old != c:
                touch(self._db, old)
                touch(self._db, c)
                query = "UPDATE naming SET c = ?, node = NULL WHERE c = ? AND n = ? AND e = ?"
                self._db.execute(query, (c, old, n, name.e))

    def _forget(self, n: int) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO touched_cluster SELECT DISTINCT c FROM naming WHERE n = ?", (n,)
        )
        self._db.execute("DELETE FROM naming WHERE n = ?", (n,))

    def _insert(self, n: int, found: list[LocalName]) -> None:
        clusters = [self._cluster(cluster_of(name, self._expansions, self._names)) for name in found]
        self._db.executemany(
            "INSERT OR IGNORE INTO touched_cluster VALUES (?)", [(c,) for c in sorted(set(clusters))]
        )
        rows = [(c, n, *_columns(name)) for c, name in zip(clusters, found, strict=True)]
        self._db.executemany("INSERT INTO naming VALUES (?, ?, ?, ?, ?, ?, ?, NULL)", rows)

    def _cluster(self, key: str) -> int:
        c = self._clusters.get(key)
        if c is None:
            if len(self._clusters) >= _REMEMBERED:
                self._clusters.clear()
            c = self._clusters[key] = self._stored_cluster(key)
        return c

    def _stored_cluster(self, key: str) -> int:
        row = self._db.execute("SELECT c FROM cluster WHERE key = ?", (key,)).fetchone()
        if row:
            return int(row[0])
        return int(self._db.execute("INSERT INTO cluster (key) VALUES (?)", (key,)).lastrowid or 0)


def _columns(name: LocalName) -> tuple[int, int, int, int, str]:
    return (
        name.e,
        KIND_CODE[name.kind],
        pack_fits(name.fits),
        int(name.proposes),
        pack_forms(name.forms),
    )


def touch(db: sqlite3.Connection, c: int) -> None:
    """A member of this cluster changed."""
    db.execute("INSERT OR IGNORE INTO touched_cluster VALUES (?)", (c,))
