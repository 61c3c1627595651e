"""Open, create, recognise and lock a graph file."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from kg.store.layout import APPLICATION_ID, OLDEST, TABLES, VERSION
from ontology.errors import KgError, UsageError

BUSY_SECONDS = 10
HEADER = b"SQLite format 3\x00"


def open_readonly(path: Path) -> sqlite3.Connection:
    """A connection that cannot write.

    Raises:
        UsageError: there is no such file.
        KgError: the file is not a kg store of this version, or is damaged.
    """
    if not path.exists():
        raise UsageError(f"there is no graph file {path}; make one with: kg build PATH... -g {path}")
    check_file(path)
    _recover(path)
    connection = _connect(path, "ro")
    _check_version(connection, path)
    return connection


def open_writable(path: Path) -> sqlite3.Connection:
    """A connection for the one writer; makes the tables of a new file. Hold :func:`writer_lock`.

    Raises:
        KgError: the file is there but is not a kg store of this version, or cannot be written.
    """
    check_file(path)
    try:
        connection = _connect(path, "rwc")
        if not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            _create(connection)
    except sqlite3.OperationalError as error:
        raise KgError(f"{path}: cannot be written: {error}") from error
    version = _check_version(connection, path)
    if version < VERSION:
        from kg.store.migrate import migrate  # the readers of papers, for the one that needs them

        migrate(connection, version)
    connection.execute("PRAGMA cache_size = -262144")
    return connection


def check_file(path: Path) -> None:
    """Refuse a file of another kind before SQLite touches it; an absent or empty file is fine.

    Raises:
        KgError: not a kg store.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return
    except OSError as error:
        raise KgError(f"{path}: cannot be read: {error.strerror}") from error
    if head and (head[:16] != HEADER or int.from_bytes(head[68:72], "big") not in (APPLICATION_ID, 0)):
        raise KgError(f"{path} is not a kg store and is left alone; name another file with --graph")


@contextmanager
def writer_lock(path: Path) -> Iterator[None]:
    """Be the only builder of this file; the lock goes with the process, however that ends.

    Raises:
        KgError: another build holds the lock.
    """
    check_file(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise KgError(f"{path}: cannot be written: {error.strerror}") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise KgError(f"{path} is being built by another process; wait until it is done") from None
    try:
        yield
    finally:
        # Closing any descriptor drops SQLite's own locks on the file, so this comes after its last use.
        os.close(lock)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.resolve()))}?mode={mode}"
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA temp_store = FILE")
    return connection


def _recover(path: Path) -> None:
    """A build that was killed in a transaction leaves a journal, which only a writer may roll back."""
    if Path(f"{path}-journal").exists():
        with suppress(sqlite3.OperationalError):
            connection = _connect(path, "rw")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.close()


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA page_size = 8192")
    statements = [part for part in TABLES.split(";\n") if part.strip()]
    connection.execute("BEGIN IMMEDIATE")
    for statement in statements:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _check_version(connection: sqlite3.Connection, path: Path) -> int:
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        if "locked" in str(error):
            raise KgError(f"{path} is just being written by a build; try again in a moment") from error
        raise KgError(f"{path}: cannot be read as a kg store: {error}") from error
    if application != APPLICATION_ID:
        connection.close()
        raise KgError(f"{path} is not a kg store; name another file with --graph")
    if not OLDEST <= version <= VERSION:
        connection.close()
        wanted = "a newer kg: upgrade paper-kg" if version > VERSION else "an older kg: build it again"
        known = f"this kg reads {OLDEST} to {VERSION}"
        raise KgError(f"{path} has store version {version}, {known}; it was made by {wanted}")
    return int(version)
