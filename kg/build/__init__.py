"""Papers in, a graph file out: on one machine, in as many processes as asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from extractors.readers import Reject, read
from kg.build.absorb import Rules
from kg.build.builder import Builder, Report
from kg.build.nursery import Nursery
from kg.build.pipeline import Pipeline, Watcher
from kg.build.pool import FORK
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
    rules_only: bool = False
    """Without the learned chooser and judge; later additions to the graph do the same."""


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
    settings = as_before(settings, graph, must_exist=False)
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
    settings = as_before(settings, graph)
    with _builder(graph, settings, watcher) as builder:
        builder.remove(ids)
        return builder.finish(lambda: _extractor(settings), workers=_workers(settings), always=False)


def rules_of(graph: Path, review: Path | None = None) -> Rules:
    """The rules that a build of this graph would use now: its vocabularies, and the review file.

    Raises:
        UsageError, KgError: there is no such graph, or a file is not valid.
    """
    settings = as_before(Settings(review=review), graph)
    return load_rules(_review(graph, settings), settings.vocabularies)


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

    with _loading(settings) as load, _builder(graph, settings, watcher) as builder:
        papers = read(paths, format=settings.format, on_reject=note)
        builder.take(papers, rejects=rejects, only=only, since=settings.since, limit=settings.limit)
        builder.note("vocabularies", json.dumps([str(path.resolve()) for path in settings.vocabularies]))
        builder.note("rules_only", json.dumps(settings.rules_only))
        return builder.finish(load, workers=_workers(settings))


def _loading(settings: Settings) -> AbstractContextManager[Nursery | Callable[[], Pipeline]]:
    """The pipeline: from now on in another process where there will be several, else when it is asked for."""
    load = partial(_extractor, settings)
    return Nursery(load, _workers(settings)) if FORK and _workers(settings) > 1 else nullcontext(load)


def _builder(graph: Path, settings: Settings, watcher: Watcher | None) -> Builder:
    return Builder(graph, load_rules(_review(graph, settings), settings.vocabularies), watcher)


def _review(graph: Path, settings: Settings) -> Review:
    beside = review_path(graph)
    return load_review(settings.review or (beside if beside.exists() else None))


def as_before(settings: Settings, graph: Path, *, must_exist: bool = True) -> Settings:
    """The settings, with the vocabularies and the choice of rules that the graph was built with.

    Raises:
        UsageError, KgError: there is no such graph, unless it need not exist.
    """
    if not must_exist and not graph.exists():
        return settings
    db = open_readonly(graph)
    noted = dict(db.execute("SELECT key, value FROM meta WHERE key IN ('vocabularies', 'rules_only')"))
    db.close()
    known = tuple(Path(name) for name in json.loads(noted.get("vocabularies", "[]")))
    plain = settings.rules_only or bool(json.loads(noted.get("rules_only", "false")))
    return replace(settings, vocabularies=settings.vocabularies or known, rules_only=plain)


def _workers(settings: Settings) -> int:
    return settings.workers or os.cpu_count() or 1


def _extractor(settings: Settings) -> Pipeline:
    from extractors.extract import Extractor  # loads spaCy: only when there is something to read

    return Extractor.load(vocabularies=settings.vocabularies, rules_only=settings.rules_only)
