"""Listings copied from a page of papers: header lines, then title and abstract in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from extractors.readers.lines import Line
from extractors.readers.record import Fields, Reject
from extractors.readers.source import Source
from ontology.types import Paper

HEADER_LINES = 5
_SEARCHED = 10
_SIGN = "Get trending papers"
_DATE = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2}(?:, \d{4})?")


def is_listing(head: list[str]) -> bool:
    """Whether the first lines that are not blank are the header of such a page."""
    return any(line.startswith(_SIGN) for line in head[:HEADER_LINES])


def read_listing(source: Source) -> Iterator[Paper | Reject]:
    """Title and abstract in turn. A line too long to read counts as an abstract."""
    numbered = (line for line in source.lines() if line.text.strip() or line.lost)
    title: Line | None = None
    for line in _without_header(numbered):
        if title is None and not line.lost:
            title = line
            continue
        if title is not None and not line.lost:
            yield source.item(title.number, Fields(title=title.text, abstract=line.text))
        title = None
    if title is not None:
        yield source.reject(title.number, f'a title without an abstract ends the file: "{title.text[:80]}"')


def _without_header(numbered: Iterator[Line]) -> Iterator[Line]:
    """From the first title on: after the date, or after five lines where there is none."""
    front = list(islice(numbered, _SEARCHED))
    texts = [line.text.strip() for line in front]
    length = 0
    if is_listing(texts):
        dates = [i for i, text in enumerate(texts) if _DATE.fullmatch(text)]
        length = dates[0] + 1 if dates else HEADER_LINES
    return chain(front[length:], numbered)
