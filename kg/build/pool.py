"""Worker processes that load the pipeline once, and hand back results in the order of the tasks.

Each worker has a pipe of its own and one task at a time, and no more than a few results wait for their
turn: memory does not grow with the corpus. A worker whose parent is gone reads the end of its pipe and
leaves, so a killed build leaves no processes behind.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any

from kg.build.pipeline import Pipeline
from kg.build.renewal import renewed
from kg.build.tasks import Numbered, Outcome, Step, work
from ontology.errors import KgError
from ontology.types import EntityType

Load = Callable[[], Pipeline]
WAITING_PER_WORKER = 4
"""Chunks that may wait for an earlier one."""
LIFE = 5000
"""Papers of a worker, who then gives way to a fresh copy: spaCy keeps every word that it meets."""
Told = tuple[Step, dict[str, EntityType]]
"""The step, and the lexicon."""
FORK = sys.platform == "linux"
"""Workers share the loaded pipeline where forking is safe; elsewhere each loads its own."""


class Alone:
    """No workers: the work is done here."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    def __enter__(self) -> Alone:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing to end."""

    def map(
        self, step: Step, chunks: Iterable[Sequence[Numbered]], lexicon: Mapping[str, EntityType]
    ) -> Iterator[list[Outcome]]:
        """One step for each chunk, in order."""
        for chunk in chunks:
            yield work(self._pipeline, step, chunk, lexicon)


class Pool:
    """Some workers; use as a context manager."""

    def __init__(self, load: Load, workers: int, *, fork: bool = FORK) -> None:
        """Start the workers.

        Args:
            load: makes the pipeline in a worker; must be picklable where ``fork`` is False.
            workers: how many.
            fork: whether workers inherit this process's memory.
        """
        context: Any = multiprocessing.get_context("fork" if fork else "spawn")
        pipes = [context.Pipe() for _ in range(workers)]
        self._ours: list[Connection] = [ours for ours, _ in pipes]
        gc.freeze()
        self._processes: list[BaseProcess] = [
            context.Process(target=serve, args=(theirs, load, self._ours if fork else ()), daemon=True)
            for _, theirs in pipes
        ]
        for process in self._processes:
            process.start()
        for _, theirs in pipes:
            theirs.close()

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers: they leave when their pipe ends; after an error they are not waited for."""
        for connection in self._ours:
            connection.close()
        self._end(failed=error is not None)

    def _end(self, *, failed: bool) -> None:
        for process in self._processes:
            if failed:
                process.terminate()
            process.join()

    def _exit_code(self, worker: int) -> int | None:
        """What a worker ended with, once it has."""
        process = self._processes[worker]
        process.join(5)
        return process.exitcode

    def map(
        self, step: Step, chunks: Iterable[Sequence[Numbered]], lexicon: Mapping[str, EntityType]
    ) -> Iterator[list[Outcome]]:
        """One step for each chunk, in order.

        Raises:
            KgError: a worker died, or could not load the pipeline.
        """
        for connection in self._ours:
            self._send(connection, (step, dict(lexicon)))
        source = enumerate(chunks)
        busy: dict[Connection, int] = {}
        done: dict[int, list[Outcome]] = {}
        due = 0
        for connection in self._ours:
            self._next(connection, source, busy)
        while busy:
            for connection in [c for c in busy if c in set(wait(list(busy)))]:
                number = busy.pop(connection)
                done[number] = self._receive(connection)
                if len(done) < WAITING_PER_WORKER * len(self._ours):
                    self._next(connection, source, busy)
            while due in done:
                yield done.pop(due)
                due += 1
            for connection in self._ours:
                if connection not in busy:
                    self._next(connection, source, busy)

    def _next(
        self,
        connection: Connection,
        source: Iterator[tuple[int, Sequence[Numbered]]],
        busy: dict[Connection, int],
    ) -> None:
        task = next(source, None)
        if task is not None:
            number, chunk = task
            self._send(connection, chunk)
            busy[connection] = number

    def _send(self, connection: Connection, message: object) -> None:
        try:
            connection.send(message)
        except OSError:
            self._receive(connection)  # its last words, if it said any
            raise self._died(connection) from None

    def _receive(self, connection: Connection) -> list[Outcome]:
        try:
            answer = connection.recv()
        except (EOFError, OSError):
            raise self._died(connection) from None
        if isinstance(answer, str):
            raise KgError(answer)
        outcomes: list[Outcome] = answer
        return outcomes

    def _died(self, connection: Connection) -> KgError:
        code = self._exit_code(self._ours.index(connection))
        return KgError(
            f"a worker process ended with {code} (negative: a signal; -9 often means that memory "
            "ran out); what was done is kept: run the same command again, perhaps with fewer --workers"
        )


def serve(connection: Connection, load: Load, others: Sequence[Connection]) -> None:
    """The life of a worker: settings and chunks come in, results go out, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in others:
        other.close()
    code = 0
    try:
        _serve(connection, load)
    except (EOFError, OSError):
        pass
    except Exception as error:  # noqa: BLE001 - the parent must hear of it
        connection.send(f"a worker could not go on: {error}")
        code = 1
    # No clean-up of what was inherited: it belongs to the parent.
    os._exit(code)


def _serve(connection: Connection, load: Load) -> None:
    pipeline = load()
    told: Told = ("votes", {})
    while FORK:
        told = renewed(partial(_serve_some, connection, pipeline, told))
    while True:
        told = _serve_some(connection, pipeline, told)


def _serve_some(connection: Connection, pipeline: Pipeline, told: Told) -> Told:
    """Serve for :data:`LIFE` papers; returns what the next must know."""
    served = 0
    while served < LIFE:
        message = connection.recv()
        if isinstance(message, tuple):
            told = message
        else:
            step, lexicon = told
            connection.send(work(pipeline, step, message, lexicon))
            served += len(message)
    return told
