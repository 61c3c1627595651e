"""Which format a file is in, from its content; its name only decides what the content leaves open."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from extractors.readers.bibtex import START
from extractors.readers.json_papers import begins_list
from extractors.readers.listing import is_listing
from extractors.readers.ris import TAG
from extractors.readers.table import delimiter_of

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".txt": "text",
        ".text": "text",
        ".md": "text",
        ".markdown": "text",
        ".jsonl": "jsonl",
        ".ndjson": "jsonl",
        ".json": "json",
        ".csv": "csv",
        ".tsv": "csv",
        ".tab": "csv",
        ".bib": "bibtex",
        ".bibtex": "bibtex",
        ".ris": "ris",
        ".xml": "arxiv",
        ".atom": "arxiv",
    }
)
"""Endings of the files that are read of a folder, and the format where the content leaves it open."""
PACKED = (".gz", ".xz", ".zst")

_BINARY = (
    (b"%PDF-", "a PDF; titles and abstracts are read from metadata, not from PDF files"),
    (b"PK\x03\x04", "a zip archive (or a Word or Excel file); unpack it first"),
    (b"SQLite format 3\x00", "an SQLite file (a graph of kg?), not papers"),
    (b"PAR1", "a Parquet file; write it as JSON Lines first"),
    (b"BZh", "a bzip2 file; .gz, .xz and .zst are read"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
)
_HTML = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_ENTRY = re.compile(START.pattern, re.MULTILINE)


class Unreadable(Exception):
    """The content is of no format that is read; the message says what it seems to be."""


def detect(head: bytes, name: str) -> str:
    """The format of a file of which these are the first bytes, uncompressed.

    Raises:
        Unreadable: empty, binary, or of no known format.
    """
    _refuse_binary(head)
    text = head.decode("utf-8", "replace")
    suffix = bare_suffix(name)
    found = _by_content(text.lstrip(), suffix)
    if found is None and suffix not in ("", *(s for s, form in SUFFIXES.items() if form == "text")):
        found = SUFFIXES.get(suffix)
        if found is None:
            raise Unreadable(f"the format was not recognised ({text.strip()[:60]!r}); name it with --format")
    return found or "text"


def bare_suffix(name: str) -> str:
    """The ending of a file name without the one of its compression.

    >>> bare_suffix("papers.jsonl.xz"), bare_suffix("-")
    ('.jsonl', '')
    """
    path = PurePath(name)
    return PurePath(path.stem).suffix.lower() if path.suffix.lower() in PACKED else path.suffix.lower()


def _refuse_binary(head: bytes) -> None:
    if not head.strip():
        raise Unreadable("the file is empty")
    for magic, what in _BINARY:
        if head.startswith(magic):
            raise Unreadable(f"this is {what}")
    if b"\0" in head[:4096] or sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head[:4096]) > 40:
        raise Unreadable("this is a binary file, not text")


def _by_content(text: str, suffix: str) -> str | None:
    lines = [line.strip() for line in text.split("\n") if line.strip()][:20]
    if text.startswith("<"):
        return _xml(text)
    if text.startswith(("{", "[")):
        return _json(text, lines, suffix)
    if is_listing(lines):
        return "listing"
    if TAG.match(lines[0]) and lines[0].startswith("TY"):
        return "ris"
    if _ENTRY.search(text) and suffix not in (".txt", ".md"):
        return "bibtex"
    return "csv" if delimiter_of(lines[0]) else None


def _json(text: str, lines: list[str], suffix: str) -> str:
    if begins_list(text):
        return "json"
    lines_of_objects = _is_object(lines[0]) or (len(lines) > 1 and lines[1].startswith("{"))
    return "jsonl" if lines_of_objects or SUFFIXES.get(suffix) == "jsonl" else "json"


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _xml(text: str) -> str:
    if _HTML.match(text):
        raise Unreadable("this is a web page; save what it lists as one of the formats that are read")
    if re.search(r"<collection\b", text) and re.search(r"<(?:volume|paper)\b", text):
        return "acl"
    if re.search(r"<(?:\w+:)?(?:feed|OAI-PMH|ListRecords|arXiv|arXivRaw|dc)\b", text):
        return "arxiv"
    raise Unreadable(f"XML that is neither of the ACL Anthology nor of arXiv ({text[:60]!r})")
