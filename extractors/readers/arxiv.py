"""What arXiv's interfaces give: Atom feeds of its API and OAI-PMH records (arXiv, arXivRaw, oai_dc)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractors.readers.fields import first_name_first, split_authors
from extractors.readers.record import Fields, Reject
from extractors.readers.source import Source
from extractors.readers.xml_records import child, children, local, records, text_of
from ontology.types import Paper

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

RECORDS = ("entry", "arXiv", "arXivRaw", "dc")

_NUMBER = re.compile(r"(?:arxiv\.org/(?:abs|pdf)/|arXiv\.org:)(?P<id>[\w.-]+(?:/\d{7})?)", re.IGNORECASE)
_VERSION = re.compile(r"v\d+$")


def read_arxiv(source: Source) -> Iterator[Paper | Reject]:
    """One paper for each Atom entry or metadata record; ids are "arxiv:" and the number without version."""
    for record in records(source, RECORDS):
        if isinstance(record, Reject):
            yield record
        else:
            make = _MAKERS[local(record.element)]
            yield source.item(record.line, make(record.element))


def _atom(entry: Element) -> Fields:
    own = text_of(child(entry, "id"))
    return _numbered(
        own,
        title=text_of(child(entry, "title")),
        abstract=text_of(child(entry, "summary")),
        year=text_of(child(entry, "published")),
        authors=[text_of(child(author, "name")) for author in children(entry, "author")],
    )


def _oai(record: Element) -> Fields:
    authors = child(record, "authors")
    names = [
        f"{text_of(child(author, 'forenames'))} {text_of(child(author, 'keyname'))}"
        for author in children(authors, "author")
    ]
    version = child(record, "version", "date")
    return _numbered(
        text_of(child(record, "id")),
        title=text_of(child(record, "title")),
        abstract=text_of(child(record, "abstract")),
        year=text_of(child(record, "created")) or text_of(version),
        authors=names or split_authors(text_of(authors)),
    )


def _dublin_core(record: Element) -> Fields:
    """The first description is the abstract; later ones are comments."""
    identifiers = [text_of(e) for e in children(record, "identifier")]
    return _numbered(
        next((i for i in identifiers if _NUMBER.search(i)), next(iter(identifiers), "")),
        title=text_of(child(record, "title")),
        abstract=text_of(child(record, "description")),
        year=text_of(child(record, "date")),
        authors=[first_name_first(text_of(e)) for e in children(record, "creator")],
    )


def _numbered(own: str, *, title: str, abstract: str, year: str, authors: list[str]) -> Fields:
    """The fields with arXiv's number as id, or the record's own id where it is none."""
    match = _NUMBER.search(own)
    number = _VERSION.sub("", match["id"] if match else own)
    if "://" in number:
        return Fields(own, title, abstract, year, own, authors)
    address = f"https://arxiv.org/abs/{number}" if number else ""
    return Fields(f"arxiv:{number}" if number else "", title, abstract, year, address, authors)


_MAKERS = {"entry": _atom, "arXiv": _oai, "arXivRaw": _oai, "dc": _dublin_core}
