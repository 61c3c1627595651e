"""The graph file as the API reads it: one read-only connection per thread, nothing held in memory."""

from __future__ import annotations

import re
import sqlite3
import threading
from pathlib import Path

from kg.store.connect import open_readonly
from ontology.errors import KgError


class Source:
    """Opens the file anew when another has taken its place.

    Raises:
        UsageError, KgError: at construction, when the file is not a readable graph.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False
        open_readonly(path).close()  # says what is wrong with the file before anything is served

    @property
    def db(self) -> sqlite3.Connection:
        """The connection of this thread.

        Raises:
            KgError: the file is gone, or the source has been closed.
        """
        if self._closed:
            raise KgError(f"{self.path}: the graph file is no longer served")
        file = _identity(self.path)
        if getattr(self._local, "file", None) != file:
            self._local.db = open_readonly(self.path)
            self._local.file = file
            with self._lock:
                self._opened.append(self._local.db)
        connection: sqlite3.Connection = self._local.db
        return connection

    def version(self) -> str:
        """Changes whenever the file does."""
        stat = self.path.stat()
        return f"{stat.st_mtime_ns:x}-{stat.st_size:x}"

    def content(self) -> str:
        """Changes whenever what the graph says does; fit for a file name."""
        row = self.db.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
        return re.sub(r"[^A-Za-z0-9]+", "-", row[0]) if row else self.version()

    def close(self) -> None:
        """End what is being read and give out no connection from now on.

        A thread may be in the middle of a query, and closing its connection under it is a crash of the
        process: the query is interrupted, and the connection closes when its thread lets go of it.
        """
        with self._lock:
            self._closed = True
            for connection in self._opened:
                connection.interrupt()
            self._opened.clear()


def _identity(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError as error:
        raise KgError(f"{path}: the graph file is gone: {error.strerror}") from error
    return stat.st_dev, stat.st_ino
