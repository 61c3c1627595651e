"""RIS records, as reference managers export them: a two-letter tag, two spaces, a dash, a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.readers.fields import first_name_first
from extractors.readers.record import Fields, Reject
from extractors.readers.source import Source
from ontology.types import Paper

TAG = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")
MAX_VALUES = 5_000
"""Tagged lines and continuations of one record that are kept."""

Tags = dict[str, list[str]]


def read_ris(source: Source) -> Iterator[Paper | Reject]:
    """Records from TY to ER. A record that a new TY or the end of the file cuts off is read as it stands."""
    tags: Tags = {}
    begun = 0
    last: list[str] = []
    for line in source.lines():
        match = TAG.match(line.text)
        if match is None:
            _continue(last, line.text)
            continue
        tag, value = match[1], match[2].strip()
        if tag in ("TY", "ER") and tags:
            yield source.item(begun, _fields(tags))
            tags = {}
        if tag == "ER":
            last = []
            continue
        begun = line.number if not tags else begun
        last = tags.setdefault(tag, [])
        if sum(map(len, tags.values())) < MAX_VALUES:
            last.append(value)
    if tags:
        yield source.item(begun, _fields(tags))


def _continue(values: list[str], text: str) -> None:
    """A line without a tag goes on with the value before it."""
    if values and text.strip() and len(values[-1]) < 1 << 20:
        values[-1] = f"{values[-1]} {text.strip()}"


def _fields(tags: Mapping[str, Sequence[str]]) -> Fields:
    def first(*names: str) -> str:
        return next((tags[name][0] for name in names if any(tags.get(name, ()))), "")

    return Fields(
        id=first("ID", "AN", "DO"),
        title=first("TI", "T1", "CT"),
        abstract=first("AB", "N2"),
        year=first("PY", "Y1", "DA"),
        url=first("UR", "L2"),
        authors=[first_name_first(name) for name in (*tags.get("AU", ()), *tags.get("A1", ()))],
    )
