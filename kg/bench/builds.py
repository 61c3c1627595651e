"""Whole builds in processes of their own: two workers against one, and growth with the corpus."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.bench.measure import Finished, Row, run
from ontology.types import Paper


def workers(papers: Sequence[Paper], folder: Path) -> list[Row]:
    """The same build with one worker and with two."""
    source = write_papers(papers, folder / "workers.jsonl")
    one, two = (_build(source, folder / f"w{n}.kg", n) for n in (1, 2))
    name = f"{len(papers)} papers, "
    return [
        Row("workers", name + "one worker", one.seconds, "s"),
        Row("workers", name + "two workers", two.seconds, "s"),
        Row("workers", "two workers / one", one.seconds / two.seconds, "x faster", ">= 1.8"),
    ]


def growth(papers: Iterable[Paper], sizes: Sequence[int], folder: Path) -> list[Row]:
    """Builds of growing size, smallest first: time per paper, memory, size of the file."""
    rows: list[Row] = []
    per_paper: list[float] = []
    stream = iter(papers)
    kept: list[Paper] = []
    for size in sorted(sizes):
        kept += itertools.islice(stream, size - len(kept))
        if len(kept) < size:
            break
        source = write_papers(kept, folder / f"{size}.jsonl")
        done = _build(source, folder / f"{size}.kg", 2)
        per_paper.append(done.seconds / size)
        rows += _growth_rows(size, done, folder / f"{size}.kg", per_paper)
    return rows


def _growth_rows(size: int, done: Finished, graph: Path, per_paper: Sequence[float]) -> list[Row]:
    name = f"{size:,} papers, "
    rows = [
        Row("growth", name + "build", done.seconds, "s"),
        Row("growth", name + "per paper", 1000 * per_paper[-1], "ms"),
        Row("growth", name + "largest process", done.megabytes, "MB"),
        Row("growth", name + "graph file", graph.stat().st_size / 1e6, "MB"),
    ]
    if len(per_paper) > 1:
        rows.append(Row("growth", name + "per paper / before", per_paper[-1] / per_paper[-2], "x", "<= 1.15"))
    return rows


def write_papers(papers: Iterable[Paper], path: Path) -> Path:
    """The papers as JSON Lines, for builds to read."""
    with path.open("w", encoding="utf-8") as sink:
        for paper in papers:
            row = {"id": paper.id, "title": paper.title, "abstract": paper.abstract, "year": paper.year}
            sink.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def _build(source: Path, graph: Path, count: int) -> Finished:
    return run(["build", str(source), "--graph", str(graph), "--workers", str(count), "--quiet"])


def build_graph(papers: Sequence[Paper], folder: Path) -> Path:
    """A graph of these papers, for measuring queries."""
    _build(write_papers(papers, folder / "papers.jsonl"), folder / "papers.kg", 2)
    return folder / "papers.kg"
