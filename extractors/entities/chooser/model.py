"""The fitted weights: word vectors and feature weights in whole numbers, so that sums are exact."""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from extractors.entities.chooser.features import Text
from extractors.entities.chooser.spans import OVERLAPS, Span, shape
from extractors.entities.words import Words
from ontology.types import EntityType

CLASSES: tuple[EntityType | None, ...] = (None, *EntityType)
"""Columns of the weights; None is "no entity"."""

UNIT = 1000
"""Weights are thousandths of a natural logarithm of odds."""
VECTOR_UNIT = 256
"""Word vectors are multiples of 1/256."""

Ints = NDArray[np.int64]
Exact = NDArray[np.float64]
"""Whole numbers below 2**53: sums and products of them are exact in any order, and fast."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """What kind of word a word is: vectors from its neighbours in 113,000 abstracts; see ``vectors.py``.

    Attributes:
        row: of each word in lower case.
        codes: one row a word and a last one of zeros for all others, in units of 1/VECTOR_UNIT.
    """

    row: dict[str, int]
    codes: NDArray[np.int8]

    def rows(self, words: Words) -> list[int]:
        """One row for each word of a text."""
        unknown = len(self.codes) - 1
        return [self.row.get(low, unknown) for low in words.low]


@dataclass(frozen=True)
class Model:
    """Weights as fitted by ``train.py``.

    Attributes:
        vectors: of words.
        gate_first, gate_last: score of each row of the vectors as first and as last word of a name.
        gate_flags: score of the flags that :func:`gate_flags` of ``train.py`` names.
        feature: row of ``sparse`` for each feature name.
        sparse: class weights, shape (features, classes).
        dense: class weights of the numbers of :func:`surroundings`, shape (5 * dimensions, classes).
    """

    vectors: Vectors
    gate_first: list[int]
    gate_last: list[int]
    gate_flags: dict[str, int]
    feature: dict[str, int]
    sparse: Ints
    dense: Exact

    def gate(self, text: Text, spans: Sequence[Span], rows: Sequence[int]) -> list[Span]:
        """The spans worth a closer look."""
        flags, words = self.gate_flags, text.words
        pairs = [(row, shape(form)) for row, form in zip(rows, words.form, strict=True)]
        start = [self.gate_first[row] + flags.get(f"first={kind}", 0) for row, kind in pairs]
        end = [self.gate_last[row] + flags.get(f"last={kind}", 0) for row, kind in pairs]
        lies = {lie: flags.get(f"overlap={lie}", 0) for lie in OVERLAPS}
        sizes = [flags.get(f"size={size}", 0) for size in range(len(words) + 1)]
        overlap = text.proposed.overlap
        return [
            (first, last)
            for first, last in spans
            if start[first] + end[last - 1] + sizes[last - first] + lies[overlap(first, last)] >= 0
        ]

    def scores(self, names: Sequence[Sequence[str]], numbers: Exact) -> Ints:
        """Class scores of forms, in thousandths, shape (forms, classes).

        Args:
            names: features of each form; each form has one that is known, the bias.
            numbers: :func:`surroundings` of each form, shape (forms, 5 * dimensions).
        """
        rows = [[row for name in of if (row := self.feature.get(name)) is not None] for of in names]
        starts = np.cumsum([0, *map(len, rows[:-1])])
        sparse = np.add.reduceat(self.sparse[[row for of in rows for row in of]], starts, axis=0)
        dense = np.floor_divide(numbers @ self.dense, VECTOR_UNIT).astype(np.int64)
        return np.asarray(sparse + dense, dtype=np.int64)


def surroundings(vectors: Vectors, rows: Sequence[int], forms: Sequence[Sequence[Span]]) -> Exact:
    """Vectors of each form's last word, its words before the last, its first word, and the words around it.

    Means are rounded down to whole units. Shape (forms, 5 * dimensions).
    """
    zero = len(rows)
    codes = np.vstack([vectors.codes[list(rows)], vectors.codes[-1:]]).astype(np.float64)
    firsts = [places[0] for places in forms]
    return np.hstack(
        [
            codes[[last - 1 for _, last in firsts]],
            _means(codes, [range(first, last - 1) or (zero,) for first, last in firsts]),
            codes[[first for first, _ in firsts]],
            _means(codes, [[first - 1 if first else zero for first, _ in places] for places in forms]),
            _means(codes, [[last for _, last in places] for places in forms]),
        ]
    )


def _means(codes: Exact, groups: Sequence[Sequence[int]]) -> Exact:
    sizes = [len(group) for group in groups]
    starts = np.cumsum([0, *sizes[:-1]])
    sums = np.add.reduceat(codes[[row for group in groups for row in group]], starts, axis=0)
    return np.asarray(np.floor_divide(sums, np.array(sizes)[:, None]), dtype=np.float64)


def probabilities(scores: Sequence[int]) -> list[float]:
    """Softmax of one form's class scores."""
    best = max(scores)
    odds = [math.exp((score - best) / UNIT) for score in scores]
    total = sum(odds)
    return [value / total for value in odds]


def load_vectors() -> Vectors:
    """The shipped word vectors."""
    with np.load(io.BytesIO(_data("vectors.npz"))) as stored:
        words = bytes(stored["words"]).decode().split("\n")
        return Vectors({word: row for row, word in enumerate(words)}, stored["codes"])


def load_model() -> Model:
    """The shipped model."""
    rows = [line.split("\t") for line in _data("weights.tsv").decode().splitlines()[1:]]
    flags = dict(line.split("\t") for line in _data("gate.tsv").decode().splitlines()[1:])
    with np.load(io.BytesIO(_data("dense.npz"))) as stored:
        return assembled(
            load_vectors(),
            {name: int(weight) for name, weight in flags.items()},
            (stored["gate_first"], stored["gate_last"]),
            {name: [int(weight) for weight in weights] for name, *weights in rows},
            stored["dense"],
        )


def assembled(
    vectors: Vectors,
    flags: dict[str, int],
    gate: tuple[Ints, Ints],
    weights: Mapping[str, Sequence[int]],
    dense: Ints,
) -> Model:
    """A model from the contents of its files; the gate's weights of vectors become scores of words."""
    codes = vectors.codes.astype(np.int64)
    first, last = ((codes @ side.astype(np.int64) // VECTOR_UNIT).tolist() for side in gate)
    sparse = np.array(list(weights.values()), dtype=np.int64).reshape(len(weights), len(CLASSES))
    feature = {name: row for row, name in enumerate(weights)}
    return Model(vectors, first, last, flags, feature, sparse, dense.astype(np.float64))


def data_fingerprint() -> str:
    """Changes with any of the files that decide a choice."""
    total = hashlib.sha256()
    for name in ("vectors.npz", "weights.tsv", "gate.tsv", "dense.npz", "function_words.txt"):
        total.update(_data(name))
    return total.hexdigest()[:16]


def _data(name: str) -> bytes:
    return files(__package__).joinpath("data", name).read_bytes()
