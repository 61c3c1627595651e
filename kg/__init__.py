"""Extractions in, graph out: resolve, assemble, believe, store, build, query.

>>> import kg
>>> kg.build.build(["papers.jsonl"], "papers.kg")      # doctest: +SKIP
>>> with kg.open_graph("papers.kg") as graph:          # doctest: +SKIP
...     graph.find("LoRA")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store import Store

__version__ = "0.1.0"


def open_graph(path: str | Path) -> Store:
    """A graph file, read-only.

    Raises:
        ontology.errors.UsageError: there is no such file.
        ontology.errors.KgError: it is not a kg store, or of another version.
    """
    from pathlib import Path

    from kg.store import Store

    return Store(Path(path))
