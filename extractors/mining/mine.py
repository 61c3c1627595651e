"""Mining a stream of papers, and the table that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.mining.sightings import sightings
from extractors.mining.tally import Candidate, Tally
from ontology.types import Paper
from ontology.vocabulary import Entry, Vocabulary

COLUMNS = ("form", "papers", "known", "types", "rules", "short forms", "examples")


def mine(papers: Iterable[Paper], *, least: int = 3, examples: int = 2) -> Iterator[Candidate]:
    """Candidates from a stream of papers, the most frequent first; the same papers give the same candidates.

    Args:
        least: least number of papers that a form must stand in.
        examples: how many contexts to keep for each form.
    """
    tally = Tally(examples)
    for paper in papers:
        tally.add(paper.text, sightings(paper.text))
    return tally.candidates(least)


def table(candidates: Iterable[Candidate], vocabulary: Vocabulary, *, known: bool = True) -> str:
    """A table to read, tab-separated, header first; ``known`` is the type that a vocabulary gives the form.

    Args:
        known: whether to list forms that the vocabulary holds.
    """
    lines = ["\t".join(COLUMNS)]
    for candidate in candidates:
        entry = vocabulary.find(candidate.form)
        if known or entry is None:
            lines.append("\t".join(_cells(candidate, entry)))
    return "\n".join(lines) + "\n"


def _cells(candidate: Candidate, entry: Entry | None) -> Iterator[str]:
    cells = (
        candidate.form,
        str(candidate.papers),
        entry.type.value if entry else "",
        _counts(candidate.types),
        _counts(candidate.rules),
        _counts(candidate.short_forms),
        " || ".join(candidate.examples),
    )
    return (" ".join(cell.split()) for cell in cells)


def _counts(pairs: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{key} {n}" for key, n in pairs)
