"""Papers from any number of inputs, one at a time; what cannot be read is reported and passed over."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from extractors.readers.acl import read_acl
from extractors.readers.arxiv import read_arxiv
from extractors.readers.bibtex import read_bibtex
from extractors.readers.detect import PACKED, SUFFIXES, Unreadable, detect
from extractors.readers.files import STANDARD_INPUT, Input, NothingIn, resolve
from extractors.readers.json_papers import read_json, read_json_lines
from extractors.readers.listing import read_listing
from extractors.readers.record import Reject
from extractors.readers.ris import read_ris
from extractors.readers.source import Reader, Source
from extractors.readers.streams import BrokenStream
from extractors.readers.table import read_table
from extractors.readers.text import read_text
from ontology.errors import UsageError
from ontology.types import Paper

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "acl": read_acl,
        "arxiv": read_arxiv,
        "bibtex": read_bibtex,
        "csv": read_table,
        "json": read_json,
        "jsonl": read_json_lines,
        "listing": read_listing,
        "ris": read_ris,
        "text": read_text,
    }
)
FORMATS = tuple(READERS)
"""All formats by name; "csv" reads tabs and semicolons too."""


def read(
    paths: Sequence[str | Path],
    *,
    format: str | None = None,  # noqa: A002 (the word users know)
    on_reject: Callable[[Reject], None],
) -> Iterator[Paper]:
    """Papers of files, folders, globs and standard input ("-"), streaming.

    The order is that of the file names, whatever the order of the paths. The same id may come several times.

    Args:
        paths: each may be compressed (.gz, .xz, .zst).
        format: one of :data:`FORMATS`, for all inputs; recognised from the content of each where None.
        on_reject: called for each record that is no paper, and for each that was mended.

    Raises:
        UsageError: an unknown format, or a path that does not exist; at once, before anything is read.
    """
    if format is not None and format not in READERS:
        raise UsageError(f'no format "{format}"; there are {", ".join(FORMATS)}')
    return _read_all(resolve(paths), format, on_reject)


def _read_all(
    inputs: Sequence[Input | NothingIn], form: str | None, on_reject: Callable[[Reject], None]
) -> Iterator[Paper]:
    for item in inputs:
        if isinstance(item, NothingIn):
            endings = " ".join(sorted(SUFFIXES))
            packed = ", ".join(PACKED)
            on_reject(
                Reject(item.path, None, f"nothing to read: no file in it ends in {endings} (or {packed})")
            )
            continue
        for result in _read_one(item, form):
            if isinstance(result, Paper):
                yield result
            else:
                on_reject(result)


def _read_one(item: Input, form: str | None) -> Iterator[Paper | Reject]:
    """What one file gives; never raises for what is wrong with it."""
    try:
        with _opened(item.path) as file:
            yield from _read_file(item, file, form)
    except (BrokenStream, Unreadable) as error:
        yield Reject(item.path, None, str(error))
    except OSError as error:
        yield Reject(item.path, None, f"cannot be read: {error.strerror or error}")


def _read_file(item: Input, file: BinaryIO, form: str | None) -> Iterator[Paper | Reject]:
    source = Source.open(item.path, item.name, file)
    reader = READERS[form or detect(source.head, item.name)]
    try:
        for result in reader(source):
            yield from source.remarks()
            yield result
        yield from source.remarks()
    except BrokenStream as error:
        yield from source.remarks()
        yield source.reject(source.line or None, str(error))


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with Path(path).open("rb") as file:
        yield file
