"""A process that loads the pipeline while the papers are still being read, and then forks the workers.

It begins before anything large is in memory, so that no worker carries a copy of the parent's tables.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any

from kg.build.pool import Load, Pool, serve
from ontology.errors import KgError


class Nursery:
    """One such process; a context manager. Only where processes may fork."""

    def __init__(self, load: Load, most: int) -> None:
        """Begin to load.

        Args:
            load: makes the pipeline.
            most: workers there may be.
        """
        context: Any = multiprocessing.get_context("fork")
        self._control, theirs = context.Pipe()
        pipes = [context.Pipe() for _ in range(most)]
        self._ours: list[Connection] = [ours for ours, _ in pipes]
        ends = [end for _, end in pipes]
        arguments = (load, theirs, ends, [self._control, *self._ours])
        self._process: BaseProcess = context.Process(target=_nurse, args=arguments)
        self._process.start()
        for connection in (theirs, *ends):
            connection.close()

    def __enter__(self) -> Nursery:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process, and with it workers that have not ended."""
        self._process.terminate()
        self._process.join()

    def fingerprint(self) -> str:
        """That of the pipeline; waits for it.

        Raises:
            KgError, UsageError: it could not be loaded, and why.
        """
        try:
            answer = self._control.recv()
        except (EOFError, OSError):
            self._process.join(5)
            raise KgError(f"the process that loads the model ended with {self._process.exitcode}") from None
        if isinstance(answer, Exception):
            raise answer
        return str(answer)

    def workers(self, count: int) -> Pool:
        """So many workers, to be asked for once, after the fingerprint."""
        self._control.send(count)
        for spare in self._ours[count:]:
            spare.close()
        return _Nursed(self._ours[:count], self._control, self._process)


class _Nursed(Pool):
    """Workers whose parent is the nursery: it tells what they ended with."""

    def __init__(self, ours: list[Connection], control: Connection, nurse: BaseProcess) -> None:
        self._ours = ours
        self._control = control
        self._nurse = nurse

    def _end(self, *, failed: bool) -> None:
        if failed:
            self._nurse.terminate()
        self._nurse.join()

    def _exit_code(self, worker: int) -> int | None:
        while self._control.poll(5):
            try:
                ended, code = self._control.recv()
            except (EOFError, OSError):
                break
            if ended == worker:
                return int(code)
        return None


def _nurse(load: Load, control: Connection, ends: Sequence[Connection], others: Sequence[Connection]) -> None:
    """The life of the nursery: out goes the fingerprint, in comes the number of workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in others:
        other.close()
    try:
        pipeline = load()
        control.send(pipeline.fingerprint)
        gc.freeze()
        _watch(_forked(lambda: pipeline, ends, control.recv(), control), control)
    except (EOFError, OSError):
        pass
    except Exception as error:  # noqa: BLE001 - the parent must hear of it
        control.send(error)
    # No clean-up of what was inherited: it belongs to the parent.
    os._exit(0)


def _forked(load: Load, ends: Sequence[Connection], count: int, control: Connection) -> list[BaseProcess]:
    context: Any = multiprocessing.get_context("fork")
    children: list[BaseProcess] = []
    for i in range(count):
        others = (control, *ends[:i], *ends[i + 1 :])
        children.append(context.Process(target=serve, args=(ends[i], load, others)))
        children[-1].start()
    for end in ends:
        end.close()
    signal.signal(signal.SIGTERM, lambda *_: _stop(children))
    return children


def _watch(children: Sequence[BaseProcess], control: Connection) -> None:
    """Tell of every worker that ends; a worker without a parent reads the end of its pipe."""
    running: dict[object, int] = {child.sentinel: i for i, child in enumerate(children)}
    while running:
        for sentinel in wait([child.sentinel for child in children if child.sentinel in running]):
            worker = running.pop(sentinel)
            children[worker].join()
            control.send((worker, children[worker].exitcode))


def _stop(children: Sequence[BaseProcess]) -> None:
    for child in children:
        child.kill()
    os._exit(1)
