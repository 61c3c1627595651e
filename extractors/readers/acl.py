"""ACL Anthology XML: a collection of volumes of papers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractors.readers.record import Fields, Reject
from extractors.readers.source import Source
from extractors.readers.xml_records import Record, child, children, records, text_of
from ontology.types import Paper

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def read_acl(source: Source) -> Iterator[Paper | Reject]:
    """One paper for each ``paper`` element; front matter is none."""
    for record in records(source, ("paper", "frontmatter")):
        if isinstance(record, Reject):
            yield record
        elif record.element.tag == "paper":
            yield source.item(record.line, _fields(record))


def _fields(record: Record) -> Fields:
    paper = record.element
    collection, volume = ([*record.around, paper, paper])[:2]
    own = text_of(child(paper, "url"))
    made = f"{collection.get('id', '')}-{volume.get('id', '')}.{paper.get('id', '')}"
    anthology = own if own and "/" not in own else made
    return Fields(
        id=anthology,
        title=text_of(child(paper, "title")),
        abstract=text_of(child(paper, "abstract")),
        year=text_of(child(volume, "meta", "year")) or collection.get("id", ""),
        url=own if "/" in own else f"https://aclanthology.org/{anthology}/",
        authors=[_name(author) for author in children(paper, "author")],
    )


def _name(author: Element) -> str:
    return f"{text_of(child(author, 'first'))} {text_of(child(author, 'last'))}"
