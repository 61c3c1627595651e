"""Asks a Cypher index through a worker process, with limits on time and rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from exports.cypher.guard import check
from exports.cypher.index import ensure
from exports.worker import Died, Late, Worker
from kg.records import GraphView
from ontology.errors import KgError, UsageError


@dataclass(frozen=True)
class Limits:
    """What one query may take."""

    seconds: float = 10.0
    rows: int = 10_000
    megabytes: int = 512


@dataclass(frozen=True)
class Table:
    """The answer: nodes and relationships are dicts with ``_label``."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class CypherEngine:
    """One worker process over one index. Use it as a context manager."""

    def __init__(self, index: Path, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._worker = Worker("exports.cypher.worker", [str(index), str(self._limits.megabytes)])

    def __enter__(self) -> CypherEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.close()

    def ask(self, query: str, *, limits: Limits | None = None) -> Table:
        """Answer a reading query.

        Raises:
            Refused: it is none.
            UsageError: the engine does not understand it.
            KgError: it went over a limit.
        """
        check(query)
        limits = limits or self._limits
        try:
            header, body = self._worker.request({"query": query, "rows": limits.rows}, limits.seconds)
        except Late as error:
            raise KgError(
                f"stopped after {limits.seconds:g} s: narrow the query, or allow more time"
            ) from error
        except Died as error:
            raise KgError("stopped: the query needs too much memory, or broke the engine") from error
        if header.get("error") == "too-many":
            raise KgError(f"{header['message']}: add LIMIT, or ask for less")
        if "error" in header:
            raise UsageError(f"not a query that Ladybug answers: {header['message']}")
        found = json.loads(body)
        return Table(tuple(found["columns"]), tuple(tuple(row) for row in found["rows"]))


@contextmanager
def session(
    view: GraphView, content: str, graph: Path, limits: Limits | None = None
) -> Iterator[CypherEngine]:
    """An engine over the graph as it is now.

    Args:
        content: the hash of what the graph holds.
        graph: the graph file; the index stands beside it.

    Raises:
        MissingExtra: Ladybug is not installed.
    """
    with CypherEngine(ensure(view, content, graph), limits) as engine:
        yield engine
