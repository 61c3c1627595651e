"""The files that paths, folders and globs stand for: each once, in an order of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import NamedTuple

from extractors.readers.detect import SUFFIXES, bare_suffix
from ontology.errors import UsageError

STANDARD_INPUT = "-"
NOT_PAPERS = frozenset({"readme", "license", "licence", "changelog", "contributing"})
"""Names, without ending, of files of a folder that are no papers."""


class Input(NamedTuple):
    """A file to read: the path to open and to show, and the name that a paper keeps as its source."""

    path: str
    name: str


class NothingIn(NamedTuple):
    """A folder without a file that can be read."""

    path: str


def resolve(paths: Sequence[str | Path]) -> list[Input | NothingIn]:
    """Every file once, sorted.

    Raises:
        UsageError: a path or a glob that stands for nothing.
    """
    found: dict[str, Input | NothingIn] = {}
    for given in map(str, paths):
        for item in _of(given):
            key = item.path if item.path == STANDARD_INPUT else os.path.realpath(item.path)
            found[key] = min(item, found.get(key, item), key=lambda i: (len(i), tuple(i)))
    return sorted(found.values(), key=lambda item: (item[-1], item.path))


def _of(given: str) -> Iterator[Input | NothingIn]:
    if given == STANDARD_INPUT:
        yield Input(STANDARD_INPUT, STANDARD_INPUT)
    elif Path(given).is_dir():
        yield from _folder(Path(given))
    elif Path(given).exists():
        yield Input(given, Path(given).name)
    elif has_magic(given):
        matches = sorted(glob(given, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
        if not matches:
            raise UsageError(f"no file matches {given}")
        for match in matches:
            yield from _of(match)
    else:
        raise UsageError(f"no such file or folder: {given}")


def _folder(folder: Path) -> Iterator[Input | NothingIn]:
    """All files below with a known ending; hidden ones and links to folders are passed over."""
    empty = True
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if _is_input(name):
                empty = False
                path = Path(here, name)
                yield Input(str(path), path.relative_to(folder).as_posix())
    if empty:
        yield NothingIn(str(folder))


def _is_input(name: str) -> bool:
    stem = name.split(".")[0].lower()
    return bool(stem) and bare_suffix(name) in SUFFIXES and stem not in NOT_PAPERS
