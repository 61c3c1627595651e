"""One paper as a text file: title, blank line, abstract. Markdown headings are titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.readers.fields import split_text
from extractors.readers.record import MAX_ABSTRACT, MAX_TITLE, Fields, Reject
from extractors.readers.source import Source
from ontology.types import Paper

_HEADING = re.compile(r"#{1,6}\s+")
_ABSTRACT = re.compile(r"(?i)\s*(?:#{1,6}\s*|\*\*)?abstract(?:\*\*)?\s*[:.]?\s*\n\s*")


def read_text(source: Source) -> Iterator[Paper | Reject]:
    """The paper of the whole file."""
    held: list[str] = []
    size = 0
    for line in source.lines():
        size += len(line.text) + 1
        if size <= 2 * (MAX_ABSTRACT + MAX_TITLE):
            held.append(line.text)
    if size > 2 * (MAX_ABSTRACT + MAX_TITLE):
        yield source.reject(None, f"{size:,} characters: a full text? Only a title and an abstract are read")
        return
    title, abstract = split_text("\n".join(held))
    yield source.item(
        1, Fields(title=_HEADING.sub("", title, count=1), abstract=_ABSTRACT.sub("", abstract, count=1))
    )
