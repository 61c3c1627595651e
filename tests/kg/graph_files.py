"""Graph files made in tests, and all that one says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from tiny_pipeline import TinyPipeline

from kg.build.absorb import Rules
from kg.build.builder import Builder, Report
from kg.build.rules import load_rules
from kg.resolve.review import NO_REVIEW, Review
from kg.store import Store
from ontology.types import Paper

Make = Callable[..., Path]


def paper(id_: str, abstract: str, title: str = "A title", year: int | None = 2024) -> Paper:
    return Paper(id=id_, title=title, abstract=abstract, year=year, source=("test.jsonl",))


@cache
def no_review() -> Rules:
    return load_rules()


def rules(review: Review = NO_REVIEW) -> Rules:
    return no_review() if review is NO_REVIEW else load_rules(review)


def build(
    path: Path,
    papers: Iterable[Paper],
    *,
    only: bool = True,
    pipeline: TinyPipeline | None = None,
    review: Review = NO_REVIEW,
    workers: int = 1,
) -> Report:
    with Builder(path, rules(review)) as builder:
        builder.take(papers, only=only)
        return builder.finish(lambda: pipeline or TinyPipeline(), workers=workers)


def remove(path: Path, *ids: str) -> Report:
    with Builder(path, rules()) as builder:
        builder.remove(ids)
        return builder.finish(TinyPipeline, always=False)


def dump(path: Path) -> list[str]:
    """All that a graph file says, as lines."""
    with Store(path) as store:
        lines = [p.model_dump_json() for p in store.papers()]
        lines += [
            f"{e.model_dump_json()} {store.papers_of(e.id)} {store.paper_count(e.id)}"
            for e in store.entities()
        ]
        lines += [s.model_dump_json() for s in store.statements(unasserted=True)]
        lines += [store.extraction(p.id).model_dump_json() for p in store.papers()]
        for table in ("given", "tally", "lexicon", "abbreviation", "expansion"):
            lines += [f"{table} {row}" for row in store.db.execute(f"SELECT * FROM {table}")]
        lines += [str(row) for row in store.db.execute("SELECT key FROM cluster ORDER BY key")]
        lines += [
            str(row)
            for row in store.db.execute(
                "SELECT d.id, l.depth, l.ancestor FROM lineage l JOIN node d ON d.i = l.node ORDER BY 1, 2"
            )
        ]
        lines += [
            str(row)
            for row in store.db.execute(
                "SELECT d.id, c.id, r.role FROM refers r JOIN node d ON d.i = r.node "
                "JOIN claim c ON c.k = r.k ORDER BY 1, 2, 3"
            )
        ]
    return lines
