"""One opened input: its lines, and papers and rejects that carry its name."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import BinaryIO, cast

from extractors.readers.lines import Line, in_utf8, lines
from extractors.readers.record import BadRecord, Fields, Reject, paper
from extractors.readers.streams import Uncompressed, chunks
from ontology.types import Paper

HEAD = 1 << 16
"""Bytes that are looked at to recognise the format."""


@dataclass(slots=True)
class Source:
    """What a reader reads from. Readers yield ``source.item(...)`` and ``source.reject(...)``."""

    path: str
    """As the user gave it: for messages."""
    name: str
    """Without the folders that differ between machines: for :attr:`Paper.source`."""
    head: bytes
    stream: BinaryIO = field(repr=False)
    line: int = 0
    """The last line that was read."""
    rejects: list[Reject] = field(default_factory=list)
    """Remarks on lines, not yet handed on."""

    @classmethod
    def open(cls, path: str, name: str, file: BinaryIO) -> Source:
        """Look at the first bytes and make them readable again.

        Raises:
            BrokenStream: not even the first bytes can be uncompressed.
        """
        pieces = in_utf8(chunks(file))
        front: list[bytes] = []
        while sum(map(len, front)) < HEAD and (piece := next(pieces, b"")):
            front.append(piece)
        stream = io.BufferedReader(Uncompressed(chain(front, pieces)), HEAD)
        return cls(path, name, b"".join(front)[:HEAD], cast(BinaryIO, stream))

    def lines(self) -> Iterator[Line]:
        """All lines; those with a fault are remarked on, and come mended, or empty where they were lost."""
        for line in lines(self.stream):
            self.line = line.number
            if line.fault:
                self.rejects.append(self.reject(line.number, line.fault, kept=not line.lost))
            yield line

    def item(self, line: int, fields: Fields) -> Paper | Reject:
        """The paper that begins at a line, or why it is none."""
        try:
            return paper(fields, self.name)
        except BadRecord as error:
            return self.reject(line, str(error))

    def remarks(self) -> Iterator[Reject]:
        """The remarks since the last call."""
        remarks, self.rejects = self.rejects, []
        yield from remarks

    def reject(self, line: int | None, reason: str, *, kept: bool = False) -> Reject:
        """A reject of this source."""
        return Reject(self.path, line, reason, kept)


Reader = Callable[[Source], Iterator[Paper | Reject]]
