"""From a graph file to answers: the index is found or built, the worker started."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from exports.rdf.names import Names
from exports.sparql.engine import Engine, Limits
from exports.sparql.index import ensure, in_use
from kg.records import GraphView


@contextmanager
def session(
    view: GraphView,
    content: str,
    graph: Path,
    *,
    names: Names | None = None,
    limits: Limits | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Iterator[Engine]:
    """An engine over the graph as it is now, for as long as the block runs.

    Args:
        content: the hash of what the graph holds: another one means another index.
        graph: the graph file; the index stands beside it.
        say: is told when the index has to be written first.
    """
    names = names or Names()
    with (
        in_use(ensure(view, content, graph, names, say=say)) as index,
        Engine(index, names.prefixes, limits) as engine,
    ):
        yield engine
