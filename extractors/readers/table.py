"""Papers as rows of a table: commas, semicolons or tabs between columns, their names in the first line."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from extractors.readers.fields import from_mapping, has_text
from extractors.readers.record import BadRecord, Reject
from extractors.readers.source import Source
from ontology.types import Paper

DELIMITERS = ",;\t"


def delimiter_of(line: str) -> str | None:
    """The delimiter with which a line is a header that names a title, an abstract or a text."""
    for delimiter in DELIMITERS:
        names = next(csv.reader([line], delimiter=delimiter), [])
        if len(names) > 1 and has_text(names):
            return delimiter
    return None


def read_table(source: Source) -> Iterator[Paper | Reject]:
    """One paper a row; fields may hold line breaks where they stand in quotation marks.

    A row that is no paper is rejected with the line it ends on.
    """
    texts = (line.text + "\n" for line in source.lines())
    header = next((text for text in texts if text.strip()), "")
    delimiter = delimiter_of(header.strip("\n"))
    if delimiter is None:
        yield source.reject(
            source.line, f"no column for a title or an abstract in the header: {header[:80]!r}"
        )
        return
    names = next(csv.reader([header], delimiter=delimiter))
    rows = csv.reader(texts, delimiter=delimiter)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield source.reject(source.line, f"not a row ({error}); is a quotation mark missing?")
            continue
        if any(cell.strip() for cell in row):
            yield _row(source, names, row)


def _row(source: Source, names: list[str], row: list[str]) -> Paper | Reject:
    if len(row) > len(names):
        return source.reject(source.line, f"{len(row)} fields, but the header names {len(names)}")
    try:
        return source.item(source.line, from_mapping(dict(zip(names, row, strict=False))))
    except BadRecord as error:
        return source.reject(source.line, str(error))
