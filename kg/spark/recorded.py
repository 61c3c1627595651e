"""``kg import``: the tables of a Spark build as a graph file.

The extractions were made on the cluster; here they are only assembled, by the build's own code, so the file
is the one that a build on one machine would have made, and later builds go on from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extractors.lexicon import Vote
from kg.build import Report
from kg.build.builder import Builder
from kg.build.pipeline import Watcher
from kg.build.rules import load_rules
from kg.store.extractions import unpack_extraction
from ontology.errors import MissingExtra, UsageError
from ontology.types import EntityType, Extraction, Paper


class Recorded:
    """A pipeline that looks up what the cluster found. Holds the packed extractions in memory (about a
    kilobyte a paper)."""

    def __init__(self, folder: Path) -> None:
        self.fingerprint = str(next(_rows(folder / "about"))["fingerprint"])
        self._extractions = {row["id"]: row["extraction"] for row in _rows(folder / "readings")}
        self._votes: dict[str, list[Vote]] = defaultdict(list)
        for row in _rows(folder / "votes"):
            self._votes[row["paper"]].append(Vote(row["form"], EntityType(row["type"]), "recorded"))

    def votes(self, paper: Paper) -> list[Vote]:
        """The paper's votes."""
        return sorted(self._votes.get(paper.id, ()))

    def extract(self, papers: Sequence[Paper], lexicon: Mapping[str, EntityType]) -> list[Extraction]:
        """The papers' extractions; the lexicon was applied on the cluster."""
        del lexicon
        return [unpack_extraction(self._extractions[paper.id]) for paper in papers]


def take_in(folder: Path, graph: Path, watcher: Watcher | None = None) -> Report:
    """Make a graph file of the tables in ``folder``.

    Raises:
        MissingExtra: pyarrow is not installed.
        UsageError: the folder is no result of a Spark build, or an unfinished one.
    """
    for name in ("about", "votes", "readings", "statements"):
        if not (folder / name).is_dir():
            raise UsageError(
                f"{folder} has no table {name!r}: is it the folder that kg build --engine spark wrote?"
            )
    papers = (Paper.model_validate_json(row["record"]) for row in _rows(folder / "readings"))
    with Builder(graph, load_rules(), watcher) as builder:
        builder.take(papers, only=True)
        return builder.finish(lambda: Recorded(folder))


def _rows(table: Path) -> Iterator[dict[str, Any]]:
    try:
        from pyarrow import dataset
    except ImportError as error:
        raise MissingExtra("reading Parquet", "tables") from error
    for batch in dataset.dataset(table, format="parquet").to_batches():
        yield from batch.to_pylist()
