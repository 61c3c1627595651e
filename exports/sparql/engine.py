"""Asks an index through a worker process, with limits on time, rows, bytes and memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal

from exports.sparql.guard import check
from exports.worker import Died, Late, Worker
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
        self._prefixes = dict(prefixes)
        self._limits = limits or Limits()
        self._worker = Worker("exports.sparql.worker", [str(index), str(self._limits.megabytes)])

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker."""
        self._worker.close()

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
        try:
            header, body = self._worker.request({**request, "prefixes": self._prefixes}, limits.seconds)
        except Late as error:
            raise TooExpensive(
                f"stopped after {limits.seconds:g} s: narrow the query, or allow more time"
            ) from error
        except Died as error:
            raise TooExpensive(
                f"stopped: the query needs more than {limits.megabytes} MB of memory, or broke the engine"
            ) from error
        if "error" in header:
            raise _failure(header["error"], header["message"])
        return Answer(header["kind"], header["media"], body)


def _failure(error: str, message: str) -> KgError:
    if error == "syntax":
        return BadQuery(f"not a SPARQL query: {message}")
    if error == "too-many":
        return TooExpensive(f"{message}: add LIMIT, or ask for less")
    return KgError(f"the SPARQL engine failed: {message}")
