"""Asks an index through a worker process, with limits on time, rows, bytes and memory."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from exports.sparql.guard import check
from ontology.errors import KgError, UsageError

Kind = Literal["boolean", "solutions", "graph"]


class BadQuery(UsageError):
    """The query is not SPARQL; the message says where."""


class TooExpensive(KgError):
    """The query went over a limit; the message says which and what to do."""


@dataclass(frozen=True)
class Limits:
    """What one query may take."""

    seconds: float = 10.0
    rows: int = 10_000
    bytes: int = 64_000_000
    megabytes: int = 2048
    """Memory that the worker may allocate."""


@dataclass(frozen=True)
class Answer:
    """The answer as bytes of a media type."""

    kind: Kind
    media: str
    body: bytes


class Engine:
    """One worker process over one index; queries wait for each other. Use it as a context manager."""

    def __init__(self, index: Path, prefixes: Mapping[str, str], limits: Limits | None = None) -> None:
        self._index = index
        self._prefixes = dict(prefixes)
        self._limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker."""
        with self._lock:
            self._end()

    def ask(self, query: str, media: Sequence[str] = (), *, limits: Limits | None = None) -> Answer:
        """Answer a query in the first of the media types that fits its kind.

        Raises:
            Refused: it is no reading query, or would fetch.
            BadQuery: it is not SPARQL.
            TooExpensive: it went over a limit.
            KgError: the engine failed.
        """
        check(query)
        limits = limits or self._limits
        request = {"query": query, "media": list(media), "rows": limits.rows, "bytes": limits.bytes}
        line = json.dumps({**request, "prefixes": self._prefixes}).encode() + b"\n"
        with self._lock:
            header, body = self._exchange(line, limits)
        if "error" in header:
            raise _failure(header["error"], header["message"], limits)
        return Answer(header["kind"], header["media"], body)

    def _exchange(self, line: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
        worker = self._running()
        assert worker.stdin is not None
        assert worker.stdout is not None
        late = threading.Event()
        timer = threading.Timer(limits.seconds, _stop, (worker, late))
        timer.start()
        try:
            worker.stdin.write(line)
            worker.stdin.flush()
            header = json.loads(worker.stdout.readline() or b"{}")
            body = worker.stdout.read(header.get("size", 0))
        except OSError:
            header, body = {}, b""
        finally:
            timer.cancel()
        if not header or len(body) < header["size"]:
            self._end()
            return {"error": "late" if late.is_set() else "died", "message": ""}, b""
        return header, body

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-P", "-m", "exports.sparql.worker"]
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [*command, str(self._index), str(self._limits.megabytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _stop(worker: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    worker.kill()


def _failure(error: str, message: str, limits: Limits) -> KgError:
    if error == "syntax":
        return BadQuery(f"not a SPARQL query: {message}")
    if error == "too-many":
        return TooExpensive(f"{message}: add LIMIT, or ask for less")
    if error == "late":
        return TooExpensive(f"stopped after {limits.seconds:g} s: narrow the query, or allow more time")
    if error == "died":
        return TooExpensive(
            f"stopped: the query needs more than {limits.megabytes} MB of memory, or broke the engine"
        )
    return KgError(f"the SPARQL engine failed: {message}")
