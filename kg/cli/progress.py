"""A progress bar on a terminal; nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from kg.build import Watcher

_WORDS = {
    "reading": "reading papers",
    "votes": "first reading: types of names",
    "extracting": "second reading: entities and statements",
    "graph": "assembling the graph",
}


class _Bar:
    """One line per step, with rate and time left."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None

    def begin(self, step: str, total: int | None) -> None:
        """A new line."""
        if self._task is not None:
            done = self._progress.tasks[-1].completed
            self._progress.update(self._task, total=done or 1, completed=done or 1)
        self._task = self._progress.add_task(_WORDS.get(step, step), total=total)

    def advance(self, papers: int) -> None:
        """Further on this line."""
        if self._task is not None:
            self._progress.advance(self._task, papers)


@contextmanager
def watching(quiet: bool) -> Iterator[Watcher | None]:
    """A watcher for a build: a bar where standard error is a terminal, else none."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.0f} papers/s" if task.speed else "", style="dim")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield _Bar(progress)
