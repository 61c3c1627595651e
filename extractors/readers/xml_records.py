"""Elements of an XML file, one after the other, without entities, external files or a growing tree."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from extractors.readers.record import Reject, one_line
from extractors.readers.source import Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_RECORD = 1 << 21
"""Bytes between two records that are held; more is refused."""
MAX_DEPTH = 60

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Record(NamedTuple):
    """An element, the line it ends on, and the elements around it, outermost first."""

    line: int
    element: Element
    around: tuple[Element, ...]


class _Refused(Exception):
    """The file is not safe to read on; the message says why."""


class _Feed:
    """What the parser reads from: a line at a time, so that a line is known when an element ends."""

    def __init__(self, source: Source) -> None:
        self._lines = source.lines()
        self.held = 0

    def read(self, _size: int = -1) -> bytes:
        line = next(self._lines, None)
        if line is None:
            return b""
        self.held += len(line.text)
        if self.held > MAX_RECORD:
            raise _Refused(f"more than {MAX_RECORD:,} characters without a paper's end: not read on")
        text = _undeclared(line.text) if line.number == 1 else line.text
        return (_NOT_XML.sub(" ", text) + "\n").encode("utf-8", "replace")


def records(source: Source, names: Collection[str]) -> Iterator[Record | Reject]:
    """The elements of these local names, and at the end a reject where the file is broken."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    feed = _Feed(source)
    path: list[Element] = []
    try:
        for event, element in iterparse(feed, events=("start", "end"), forbid_external=True):
            if event == "start":
                path.append(element)
                if len(path) > MAX_DEPTH:
                    raise _Refused(f"elements within elements deeper than {MAX_DEPTH}: not read on")
                continue
            path.pop()
            if local(element) not in names:
                continue
            feed.held = 0
            yield Record(source.line, element, tuple(path))
            if path:
                path[-1].remove(element)
    except ParseError as error:
        yield source.reject(error.position[0], f"not well-formed XML, or cut short, from here on ({error})")
    except DefusedXmlException as error:
        yield source.reject(source.line, f"the file defines entities, which are not read ({error})")
    except _Refused as error:
        yield source.reject(source.line, str(error))


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: Element, *path: str) -> Element | None:
    """The first element at a path of local names."""
    found: Element | None = element
    for name in path:
        found = next((e for e in found if local(e) == name), None) if found is not None else None
    return found


def children(element: Element | None, name: str) -> list[Element]:
    """All direct children of a local name."""
    return [e for e in element if local(e) == name] if element is not None else []


def text_of(element: Element | None) -> str:
    """All text within an element, on one line."""
    return one_line("".join(element.itertext())) if element is not None else ""


def _undeclared(first: str) -> str:
    """The first line without an encoding: lines are handed on in UTF-8 whatever the file was in."""
    return re.sub(r"""(<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']""", r"\1", first, count=1)
