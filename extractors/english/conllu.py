"""Read CoNLL-U files (plain or .xz) into documents of sentences."""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ontology.errors import KgError


class Word(NamedTuple):
    """A syntactic word. ``head`` is an index in the sentence (from 0), its own for the root."""

    form: str
    lemma: str
    pos: str
    tag: str
    head: int
    dep: str
    space: bool


Sentence = tuple[Word, ...]


class TreebankDocument(NamedTuple):
    """A document of a treebank; ``name`` tells its genre in GUM (``GUM_academic_art``)."""

    name: str
    sentences: tuple[Sentence, ...]


FOLDED = {
    "advcl:relcl": "advcl",
    "csubj:outer": "csubj",
    "csubj:pass": "csubj",
    "det:predet": "det",
    "flat:foreign": "flat",
    "nmod:npmod": "nmod:unmarked",
    "nmod:tmod": "nmod:unmarked",
    "nsubj:outer": "nsubj",
    "obl:npmod": "obl:unmarked",
    "obl:tmod": "obl:unmarked",
    "root": "ROOT",
}
"""Rare subtypes and what they are trained and scored as; every other label stays as the treebanks have it."""


def read_treebank(path: Path) -> list[TreebankDocument]:
    """All documents of a CoNLL-U file.

    Raises:
        KgError: the file is missing or a line has not ten columns.
    """
    if not path.is_file():
        raise KgError(f"no treebank file {path}; expected {path.name} in CoNLL-U, plain or packed with xz")
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return list(_documents(lines, path))


def _documents(lines: Iterable[str], path: Path) -> Iterator[TreebankDocument]:
    name, sentences, rows = path.name, list[Sentence](), list[list[str]]()
    for number, line in enumerate((*lines, ""), 1):
        row = line.rstrip("\n")
        if row.startswith("# newdoc"):
            if sentences:
                yield TreebankDocument(name, tuple(sentences))
            name, sentences = row.partition("=")[2].strip(), []
        elif row and not row.startswith("#"):
            rows.append(_columns(row, path, number))
        elif not row and rows:
            sentences.append(_sentence(rows))
            rows = []
    if sentences:
        yield TreebankDocument(name, tuple(sentences))


def _columns(row: str, path: Path, number: int) -> list[str]:
    columns = row.split("\t")
    if len(columns) != 10:
        raise KgError(f"{path}:{number}: {len(columns)} columns, CoNLL-U has 10, separated by tabs")
    return columns


def _sentence(rows: list[list[str]]) -> Sentence:
    glued = _glued(rows)
    words = [row for row in rows if row[0].isdigit()]
    return tuple(_word(row, index, glued) for index, row in enumerate(words))


def _glued(rows: list[list[str]]) -> frozenset[int]:
    """Numbers of the words that no blank follows."""
    glued = {int(row[0]) for row in rows if row[0].isdigit() and "SpaceAfter=No" in row[9]}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            glued.update(range(first, last))
            if "SpaceAfter=No" in row[9]:
                glued.add(last)
    return frozenset(glued)


def _word(row: list[str], index: int, glued: frozenset[int]) -> Word:
    head = int(row[6])
    return Word(
        form=row[1].replace(" ", "\u00a0"),
        lemma=row[2],
        pos=row[3],
        tag=row[4],
        head=head - 1 if head else index,
        dep=FOLDED.get(row[7], row[7]),
        space=int(row[0]) not in glued,
    )
