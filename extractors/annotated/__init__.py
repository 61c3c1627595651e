"""Our own reading of abstracts, as places and links: no text, so the papers are needed beside it.

Six sets, one reader each: ``first`` (100 abstracts, on which rules were developed early), ``second`` (865
abstracts; 452 of them without relations), ``third`` (1,130), ``fourth`` (2,400, read fast; half of them
without relations), ``fifth`` (2,360, drawn as most like the reference's abstracts, by a classifier of
words) and ``sixth`` (1,520, drawn in the same way). No entity rule was developed on the last five; relation
rules were developed on two thirds of the first five. Where a model fitted on the others doubted a name, or
missed one, a second reader decided, not told who had said what; and in the same way where the rules found a
statement that the first reader had not written.
Each holds ``entities.tsv`` (paper, entity, type, start and end of one place of each form in title, line
feed, abstract) and ``relations.tsv`` (paper, subject, predicate, object; entities by number, or "paper").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from extractors.annotations import load
from extractors.readers import Reject, read
from ontology.types import EntityType, Extraction, Paper, PaperEntity, Statement


class Annotated(NamedTuple):
    """A paper and what a reader found in it."""

    paper: Paper
    reading: Extraction


def annotated(source: Path, papers: Sequence[Path]) -> list[Annotated]:
    """The papers of one set with their readings, by id.

    Args:
        source: a folder of tables, or a JSON Lines file of the reference annotations' shape.
        papers: files that :mod:`extractors.readers` reads, which hold the papers among others.

    Raises:
        KeyError: a paper is in none of the files.
    """
    if source.is_dir():
        places = list(_rows(source / "entities.tsv"))
        texts = _texts(papers, {row[0] for row in places})
        readings = _of_tables(places, list(_rows(source / "relations.tsv")), texts)
    else:
        with source.open(encoding="utf-8") as lines:
            readings = {_short(reading.paper): reading for reading in map(load, lines)}
        texts = _texts(papers, readings.keys())
    return [Annotated(texts[name], readings[name]) for name in sorted(readings)]


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _of_tables(
    places: Sequence[Sequence[str]], links: Sequence[Sequence[str]], texts: Mapping[str, Paper]
) -> dict[str, Extraction]:
    forms: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for paper, entity, kind, start, end in places:
        forms[paper][entity, kind].append(texts[paper].text[int(start) : int(end)])
    claims: dict[str, list[Statement]] = defaultdict(list)
    for paper, subject, predicate, obj in links:
        claims[paper].append(Statement(subject=subject, predicate=predicate, object=obj))
    return {
        paper: Extraction(
            paper=paper,
            entities=tuple(
                PaperEntity(id=entity, type=EntityType(kind), forms=tuple(written))
                for (entity, kind), written in entities.items()
            ),
            statements=tuple(claims[paper]),
        )
        for paper, entities in forms.items()
    }


def _texts(paths: Sequence[Path], wanted: Iterable[str]) -> dict[str, Paper]:
    names = frozenset(wanted)
    papers = ((_short(paper.id), paper) for paper in read(paths, on_reject=_skip))
    return {name: paper.model_copy(update={"id": name}) for name, paper in papers if name in names}


def _short(name: str) -> str:
    return name.removeprefix("arxiv:")


def _skip(reject: Reject) -> None:
    """A line that is no paper cannot be one that was read."""
