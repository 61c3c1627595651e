"""Lines of text from bytes that may be anything: other encodings, stray bytes, lines without end."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

MAX_LINE = 1 << 23
"""Bytes of the longest line that is read; what is longer is passed over, never held."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Line(NamedTuple):
    """One line without its end. ``fault`` says what was wrong with it, if something was."""

    number: int
    text: str
    fault: str = ""
    lost: bool = False
    """True where the line could not be read at all; ``text`` is empty then."""


def lines(stream: BinaryIO) -> Iterator[Line]:
    """All lines, numbered from one. Bytes that are not UTF-8 are read as Windows-1252, with a remark."""
    number = 0
    while raw := stream.readline(MAX_LINE):
        number += 1
        if len(raw) == MAX_LINE and not raw.endswith(b"\n"):
            yield _too_long(stream, number)
        else:
            yield decoded(number, raw.rstrip(b"\r\n"))


def decoded(number: int, raw: bytes) -> Line:
    """The line as text; where bytes had to be guessed, the fault says so."""
    try:
        return Line(number, raw.decode())
    except UnicodeDecodeError as error:
        fault = f"not UTF-8 (byte 0x{raw[error.start]:02x}): such bytes were read as Windows-1252"
        return Line(number, _mended(raw), fault)


def in_utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks without a byte order mark, in UTF-8 where the mark told another encoding."""
    head = next(chunks, b"")
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return _recoded(head[len(mark) :], chunks, encoding)
    return _joined(head, chunks)


def _recoded(head: bytes, rest: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    if encoding == "utf-8":
        yield from _joined(head, rest)
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in _joined(head, rest):
        if text := decoder.decode(chunk):
            yield text.encode("utf-8", "replace")


def _joined(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if head:
        yield head
    yield from rest


def _too_long(stream: BinaryIO, number: int) -> Line:
    while (raw := stream.readline(MAX_LINE)) and not raw.endswith(b"\n"):
        pass
    return Line(number, "", f"the line has more than {MAX_LINE:,} bytes and was passed over", lost=True)


def _mended(raw: bytes) -> str:
    """Whatever is UTF-8 read as such, each other byte as Windows-1252."""
    parts: list[str] = []
    while raw:
        try:
            return "".join((*parts, raw.decode()))
        except UnicodeDecodeError as error:
            parts += (raw[: error.start].decode(), raw[error.start : error.end].decode("cp1252", "replace"))
            raw = raw[error.end :]
    return "".join(parts)
