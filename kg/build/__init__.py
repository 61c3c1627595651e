"""Papers in, a graph file out: on one machine, in as many processes as asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.readers import Reject, read
from kg.build.absorb import Rules
from kg.build.builder import Builder, Report
from kg.build.pipeline import Pipeline, Watcher
from kg.build.rules import load_rules
from kg.resolve.review import Review, load_review
from kg.store.connect import open_readonly

__all__ = [
    "Builder",
    "Pipeline",
    "Report",
    "Settings",
    "Watcher",
    "add",
    "build",
    "remove",
    "review_path",
    "rules_of",
]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build may be told."""

    format: str | None = None
    """Of the input, where its content does not tell."""
    vocabularies: tuple[Path, ...] = ()
    """The user's own vocabulary files; later additions to the graph use them too."""
    review: Path | None = None
    """The user's review file; by default the one beside the graph, if there is one."""
    workers: int | None = None
    """Processes; by default as many as there are cores."""
    limit: int | None = None
    """Most papers."""
    since: int | None = None
    """Least year; papers without a year are left out then."""


def review_path(graph: Path) -> Path:
    """Where the review file of a graph lies by default: ``papers.review.yaml`` beside ``papers.kg``."""
    return graph.with_suffix(".review.yaml")


def build(
    paths: Sequence[str | Path],
    graph: Path,
    settings: Settings = Settings(),
    *,
    on_reject: Callable[[Reject], None] | None = None,
    watcher: Watcher | None = None,
) -> Report:
    """Make the graph of these papers and no others; what was done before is not done again.

    Args:
        paths: files, folders, globs, "-" for standard input.
        graph: the graph file.
        settings: all else.
        on_reject: told of every record that could not be read.
        watcher: told how the build goes on.

    Raises:
        UsageError: a path does not exist.
        KgError: the graph file is no kg store or is being built, or a data file is not valid.
    """
    return _take(paths, graph, settings, on_reject, watcher, only=True)


def add(
    paths: Sequence[str | Path],
    graph: Path,
    settings: Settings = Settings(),
    *,
    on_reject: Callable[[Reject], None] | None = None,
    watcher: Watcher | None = None,
) -> Report:
    """Add papers to a graph, each in place of one with its id. Arguments and errors as for :func:`build`."""
    known = settings.vocabularies or _vocabularies_of(graph)
    settings = Settings(
        settings.format, known, settings.review, settings.workers, settings.limit, settings.since
    )
    return _take(paths, graph, settings, on_reject, watcher, only=False)


def remove(
    ids: Sequence[str],
    graph: Path,
    settings: Settings = Settings(),
    *,
    watcher: Watcher | None = None,
) -> Report:
    """Take papers out of a graph, and all that only they say.

    Raises:
        UsageError: there is no such graph or paper; nothing is removed.
        KgError: as for :func:`build`.
    """
    vocabularies = settings.vocabularies or _vocabularies_of(graph, must_exist=True)
    with _builder(graph, settings, vocabularies, watcher) as builder:
        builder.remove(ids)
        return builder.finish(lambda: _extractor(vocabularies), workers=_workers(settings), always=False)


def rules_of(graph: Path, review: Path | None = None) -> Rules:
    """The rules that a build of this graph would use now: its vocabularies, and the review file.

    Raises:
        UsageError, KgError: there is no such graph, or a file is not valid.
    """
    vocabularies = _vocabularies_of(graph, must_exist=True)
    return load_rules(_review(graph, Settings(review=review)), vocabularies)


def _take(
    paths: Sequence[str | Path],
    graph: Path,
    settings: Settings,
    on_reject: Callable[[Reject], None] | None,
    watcher: Watcher | None,
    *,
    only: bool,
) -> Report:
    rejects: list[Reject] = []

    def note(reject: Reject) -> None:
        rejects.append(reject)
        if on_reject:
            on_reject(reject)

    with _builder(graph, settings, settings.vocabularies, watcher) as builder:
        papers = read(paths, format=settings.format, on_reject=note)
        builder.take(papers, rejects=rejects, only=only, since=settings.since, limit=settings.limit)
        builder.note("vocabularies", json.dumps([str(path.resolve()) for path in settings.vocabularies]))
        return builder.finish(lambda: _extractor(settings.vocabularies), workers=_workers(settings))


def _builder(
    graph: Path, settings: Settings, vocabularies: Sequence[Path], watcher: Watcher | None
) -> Builder:
    return Builder(graph, load_rules(_review(graph, settings), vocabularies), watcher)


def _review(graph: Path, settings: Settings) -> Review:
    beside = review_path(graph)
    return load_review(settings.review or (beside if beside.exists() else None))


def _vocabularies_of(graph: Path, *, must_exist: bool = False) -> tuple[Path, ...]:
    if not must_exist and not graph.exists():
        return ()
    db = open_readonly(graph)
    row = db.execute("SELECT value FROM meta WHERE key = 'vocabularies'").fetchone()
    db.close()
    return tuple(Path(name) for name in json.loads(row[0])) if row else ()


def _workers(settings: Settings) -> int:
    return settings.workers or os.cpu_count() or 1


def _extractor(vocabularies: Sequence[Path]) -> Pipeline:
    from extractors.extract import Extractor  # loads spaCy: only when there is something to read

    return Extractor.load(vocabularies=vocabularies)
