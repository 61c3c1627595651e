"""A long-lived service over a graph file that may be rebuilt while it runs."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from exports.rdf.names import Names
from exports.sparql.engine import Answer, Engine, Limits
from exports.sparql.index import ensure, in_use
from kg.records import GraphView


class Service:
    """Several workers over one index. When the graph's content changes, the next question builds the new
    index and moves over; questions that are under way end on the old one.

    Args:
        opened: opens the graph for the time of a block, with the hash of its content.
        graph: the graph file; indexes stand beside it.
        workers: how many queries run at once.
    """

    def __init__(
        self,
        opened: Callable[[], AbstractContextManager[tuple[GraphView, str]]],
        graph: Path,
        *,
        names: Names | None = None,
        limits: Limits | None = None,
        workers: int = 2,
    ) -> None:
        self._opened = opened
        self._graph = graph
        self._names = names or Names()
        self._limits = limits or Limits()
        self._workers = workers
        self._lock = threading.Lock()
        self._pool: _Pool | None = None

    def ask(self, query: str, media: tuple[str, ...] = ()) -> Answer:
        """Answer a query; the errors are those of :meth:`Engine.ask`."""
        with self._current().worker() as engine:
            return engine.ask(query, media)

    def close(self) -> None:
        """End all workers."""
        with self._lock:
            if self._pool is not None:
                self._pool.retire()
                self._pool = None

    def _current(self) -> _Pool:
        with self._lock, self._opened() as (view, content):
            if self._pool is None or self._pool.content != content:
                folder = ensure(view, content, self._graph, self._names)
                old, self._pool = self._pool, self._start(content, folder)
                if old is not None:
                    old.retire()
            return self._pool

    def _start(self, content: str, folder: Path) -> _Pool:
        engines = [Engine(folder, self._names.prefixes, self._limits) for _ in range(self._workers)]
        return _Pool(content, folder, engines)


class _Pool:
    """Workers over one snapshot; ends when it is retired and the last question is answered."""

    def __init__(self, content: str, folder: Path, engines: list[Engine]) -> None:
        self.content = content
        self._held = ExitStack()
        self._held.enter_context(in_use(folder))
        self._engines = engines
        self._free: queue.LifoQueue[Engine] = queue.LifoQueue()
        for engine in engines:
            self._free.put(engine)
        self._retired = threading.Event()

    @contextmanager
    def worker(self) -> Iterator[Engine]:
        """A worker of one's own for the time of a question."""
        engine = self._free.get()
        try:
            yield engine
        finally:
            self._free.put(engine)
            if self._retired.is_set():
                self._end()

    def retire(self) -> None:
        """Take no more questions."""
        self._retired.set()
        self._end()

    def _end(self) -> None:
        if self._free.qsize() == len(self._engines):
            for engine in self._engines:
                engine.close()
            self._held.close()
