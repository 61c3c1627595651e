"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from ontology.errors import KgError


@contextmanager
def text_file(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file with line feeds, put in place when the block ends well."""
    with _beside(path) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        yield file


@contextmanager
def binary_file(path: Path) -> Iterator[BinaryIO]:
    """A binary file, put in place when the block ends well."""
    with _beside(path) as draft, draft.open("wb") as file:
        yield file


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """An empty folder to fill, put in place when the block ends well; replaces one that we wrote.

    Raises:
        KgError: the place is taken by something else than a folder written here.
    """
    marker = ".kg-export"
    if path.exists() and not (path.is_dir() and ((path / marker).exists() or not any(path.iterdir()))):
        raise KgError(f"{path} exists and is no export of kg: give a new folder, or remove it first")
    with _beside(path) as draft:
        draft.mkdir(parents=True)
        (draft / marker).touch()
        yield draft
        if path.exists():
            shutil.rmtree(path)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        draft.replace(path)
    except OSError as error:
        raise KgError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        if draft.is_dir():
            shutil.rmtree(draft)
        with suppress(OSError):
            draft.unlink(missing_ok=True)
