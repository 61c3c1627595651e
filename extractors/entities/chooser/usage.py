"""What a corpus says of a form: how its places speak for each type, whatever its words.

A logistic regression on the context alone (words in front and behind, lists, the rules' opinion, part of the
text; never the form's own words) is fitted on annotated papers and asked about every place in a corpus that
nobody annotated. A form's mean answer over all papers is what the chooser sees of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.entities.chooser import naming
from extractors.entities.chooser.features import parts
from extractors.entities.chooser.known import Known
from extractors.entities.chooser.naming import Part
from extractors.entities.chooser.spans import Span
from extractors.entities.chooser.text import Text

CONTEXT = frozenset(
    {
        *(naming.times, naming.title, naming.only_opening, naming.rule, naming.before, naming.behind),
        *(naming.gaps, naming.overlap, naming.overlap_with, naming.touches, naming.touched_by),
        *(naming.mate, naming.short, naming.long),
    }
)
"""Parts of the features that say nothing of the form's own words."""
LEAST_PAPERS = 5
"""Papers that a form must stand in."""
DOUBT = 3.0
"""Papers that count as much as knowing nothing of a form."""
UNIT = 64
"""Means are stored in 1/64."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Means of forms.

    Attributes:
        row: of each form (words in lower case, joined by a space).
        codes: one row a form and a last one of zeros for all others: mean score for each class less the mean
            of all forms, logarithm of the papers, and 1.
    """

    row: dict[str, int]
    codes: NDArray[np.int16]

    def numbers(self, text: Text, forms: Sequence[Sequence[Span]]) -> NDArray[np.float64]:
        """The row of each form, given by its places; shape (forms, numbers)."""
        low, unknown = text.words.low, len(self.codes) - 1
        firsts = [places[0] for places in forms]
        rows = [self.row.get(" ".join(low[first:last]), unknown) for first, last in firsts]
        return self.codes[rows].astype(np.float64)

    def means(self, form: str) -> list[int] | None:
        """What the places of a form speak for, by class, in 1/UNIT; None if it stands in too few papers."""
        row = self.row.get(form)
        return None if row is None else [int(code) for code in self.codes[row][:-2]]


def context(text: Text, places: Sequence[Span]) -> list[Part]:
    """The features of a form that say nothing of its own words."""
    return [part for part in parts(text, places) if part[0] in CONTEXT]


class Tally:
    """Sums up, form by form, what the context says in a corpus.

    Attributes:
        known: rows of ``weights``.
        weights: of features of the context for each class, in whole numbers.
        unit: what stands for 1 in them.
    """

    def __init__(self, known: Known, weights: NDArray[np.int64], unit: int) -> None:
        self.known, self.weights, self.unit = known, weights, unit
        self._row: dict[str, int] = {}
        self._papers = np.zeros(1, dtype=np.int64)
        self._sums = np.zeros((1, weights.shape[1]), dtype=np.int64)

    def add(self, text: Text, forms: Sequence[Sequence[Span]]) -> None:
        """One paper, with the places of the forms to look at."""
        low, row = text.words.low, self._row
        rows = [row.setdefault(" ".join(low[p[0][0] : p[0][1]]), len(row)) for p in forms]
        self._reserve()
        for at, places in zip(rows, forms, strict=True):
            self._papers[at] += 1
            self._sums[at] += self.weights[list(self.known(context(text, places)))].sum(axis=0)

    def _reserve(self) -> None:
        missing = len(self._row) - len(self._papers)
        if missing > 0:
            more = missing + len(self._papers)
            self._papers = np.pad(self._papers, (0, more))
            self._sums = np.pad(self._sums, ((0, more), (0, 0)))

    def usage(self) -> Usage:
        """The means of the forms that stand in enough papers, by name."""
        often = {form: at for form, at in sorted(self._row.items()) if self._papers[at] >= LEAST_PAPERS}
        rows = list(often.values())
        papers = self._papers[rows][:, None]
        means = self._sums[rows] / np.maximum(papers, 1) / self.unit
        means -= means.mean(axis=1, keepdims=True)
        means = (means - means.sum(axis=0) / max(len(means), 1)) * (papers / (papers + DOUBT))
        told = np.hstack([means, np.log1p(papers) / 5, np.ones_like(means[:, :1])])
        codes = np.clip(np.rint(np.vstack([told, np.zeros((1, told.shape[1]))]) * UNIT), -9999, 9999)
        return Usage({form: row for row, form in enumerate(often)}, codes.astype(np.int16))
