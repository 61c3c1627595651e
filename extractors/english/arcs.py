"""Arcs written by hand against the parse: subject, object and oblique of given sentences."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc, Span

from extractors.cleanup import clean
from extractors.english.pipeline import English
from ontology.errors import KgError

KINDS = {
    "subject": ("nsubj", "nsubj:pass"),
    "object": ("obj",),
    "oblique": ("obl", "obl:agent", "obl:unmarked"),
}
"""Which labels count as which kind of arc."""


class Arc(NamedTuple):
    """``head`` and ``dependent`` are token numbers in the sentence, from 1."""

    kind: str
    head: int
    dependent: int

    def found_in(self, parsed: Doc) -> bool:
        """True where the parse has this arc with a label of its kind."""
        token = parsed[self.dependent - 1]
        return token.head.i == self.head - 1 and token.dep_ in KINDS[self.kind]


class Checked(NamedTuple):
    """A sentence's hand-written arcs and its parse."""

    paper: str
    arcs: tuple[Arc, ...]
    parsed: Doc

    @property
    def missed(self) -> list[Arc]:
        """The arcs that the parse has not."""
        return [arc for arc in self.arcs if not arc.found_in(self.parsed)]


def read_arcs(path: Path) -> Iterator[tuple[str, int, tuple[Arc, ...]]]:
    """Paper, number of the sentence in the cleaned abstract (from 0) and arcs of each line.

    Raises:
        KgError: a line is not "paper, sentence, arcs" separated by tabs.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        try:
            paper, sentence, arcs = line.split("\t")
            yield paper, int(sentence), tuple(_arc(arc) for arc in arcs.split())
        except ValueError as error:
            raise KgError(
                f"{path}:{number}: expected 'paper<TAB>sentence<TAB>subject:4-3 ...': {error}"
            ) from None


def check(english: English, arcs: Path, papers: Path) -> list[Checked]:
    """Parse each sentence of ``arcs``, whose papers stand in ``papers`` (JSON Lines with id and abstract)."""
    wanted = list(read_arcs(arcs))
    abstracts = _abstracts(papers, {paper for paper, _, _ in wanted})
    sentences = [_sentence(english, abstracts[paper], number) for paper, number, _ in wanted]
    parsed = english.parse(sentences)
    return [Checked(paper, arcs, doc) for (paper, _, arcs), doc in zip(wanted, parsed, strict=True)]


def share_found(checked: Iterable[Checked]) -> tuple[int, int]:
    """How many arcs the parses have, and how many there are."""
    rows = list(checked)
    total = sum(len(row.arcs) for row in rows)
    return total - sum(len(row.missed) for row in rows), total


def _arc(text: str) -> Arc:
    kind, _, numbers = text.partition(":")
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")
    head, dependent = map(int, numbers.split("-"))
    return Arc(kind, head, dependent)


def _abstracts(papers: Path, wanted: set[str]) -> dict[str, str]:
    with papers.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["id"]: row["title"] + "\n" + row["abstract"] for row in rows if row["id"] in wanted}


def _sentence(english: English, text: str, number: int) -> Span:
    abstract = clean(text).text.split("\n", 1)[1]
    return list(english.tokens(abstract).sents)[number]
