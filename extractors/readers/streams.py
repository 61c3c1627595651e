"""Bytes of a file, uncompressed, piece by piece, within limits that a decompression bomb meets early."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

CHUNK = 1 << 18
ZSTD_CHUNK = 1 << 10
MAX_RATIO = 300
"""A file that grows more than this is refused; text seldom grows more than 20 times."""
FREE = 1 << 26
"""Bytes that may come out of any file before the ratio counts."""
MAX_MEMORY = 1 << 28
"""Bytes that a decompressor may use; "xz -9" needs a quarter of it."""


class BrokenStream(Exception):
    """The bytes cannot be read on; the message says why. What came before was good."""


class Uncompressed(io.RawIOBase):
    """The chunks as a readable raw stream, for :class:`io.BufferedReader`."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as the present chunk goes; 0 at the end."""
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)


def chunks(file: BinaryIO) -> Iterator[bytes]:
    """The content of the file, none of the chunks empty; .gz, .xz and .zst are told by their first bytes.

    Raises:
        BrokenStream: damaged, cut short, or far bigger inside than outside.
    """
    counted = _Counted(file)
    head = counted.read(6)
    counted.push_back(head)
    for magic, kind, opened in _KINDS:
        if head.startswith(magic):
            return _within_limits(opened(counted), counted, kind)
    return _plain(counted)


class _Counted:
    """A file that counts what was read of it and takes its first bytes back."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._front = b""
        self.count = 0

    def push_back(self, front: bytes) -> None:
        self._front = front

    def read(self, size: int = -1) -> bytes:
        if self._front:
            size = len(self._front) if size < 0 else size
            front, self._front = self._front[:size], self._front[size:]
            return front
        data = self._file.read(size)
        self.count += len(data)
        return data


def _within_limits(pieces: Iterator[bytes], counted: _Counted, kind: str) -> Iterator[bytes]:
    out = 0
    while True:
        try:
            piece = next(pieces, b"")
        except EOFError:
            raise BrokenStream(f"the {kind} file is cut short; what came before was read") from None
        except _codec_errors() as error:
            raise BrokenStream(f"the {kind} file is damaged ({error}); what came before was read") from None
        if not piece:
            return
        out += len(piece)
        if out > FREE and out > MAX_RATIO * counted.count:
            raise BrokenStream(
                f"the {kind} file grows more than {MAX_RATIO} times when uncompressed: refused;"
                " uncompress it yourself if you trust it"
            )
        yield piece


def _codec_errors() -> tuple[type[Exception], ...]:
    import lzma

    import zstandard

    return OSError, zlib.error, lzma.LZMAError, zstandard.ZstdError


def _plain(file: _Counted) -> Iterator[bytes]:
    while piece := file.read(CHUNK):
        yield piece


def _gzip(file: _Counted) -> Iterator[bytes]:
    import gzip

    opened = gzip.GzipFile(fileobj=file, mode="rb")  # type: ignore[call-overload]
    while piece := opened.read1(CHUNK):
        yield piece


def _xz(file: _Counted) -> Iterator[bytes]:
    """By hand, because the standard library's file object has no limit of memory."""
    import lzma

    decoder = None
    data = b""
    while True:
        if decoder is None or decoder.needs_input:
            data = data or file.read(CHUNK)
            if not data and decoder is not None:
                raise EOFError
            if not data:
                return
        decoder = decoder or lzma.LZMADecompressor(memlimit=MAX_MEMORY)
        if piece := decoder.decompress(data, CHUNK):
            yield piece
        data = b""
        if decoder.eof:
            data, decoder = decoder.unused_data.lstrip(b"\0"), None


def _zstd(file: _Counted) -> Iterator[bytes]:
    """By hand, because the library's stream does not tell a file cut short from a whole one.

    The pieces are small, because each may grow 32,768 times before anything can count it.
    """
    import zstandard

    factory = zstandard.ZstdDecompressor(max_window_size=MAX_MEMORY // 2)
    decoder = factory.decompressobj()
    begun = False
    while data := file.read(ZSTD_CHUNK):
        while data:
            begun = True
            if piece := decoder.decompress(data):
                yield piece
            data = decoder.unused_data if decoder.eof else b""
            if decoder.eof:
                decoder, begun = factory.decompressobj(), False
    if begun:
        raise EOFError


_KINDS: tuple[tuple[bytes, str, Callable[[_Counted], Iterator[bytes]]], ...] = (
    (b"\x1f\x8b", "gzip", _gzip),
    (b"\xfd7zXZ\x00", "xz", _xz),
    (b"\x28\xb5\x2f\xfd", "zstd", _zstd),
)
