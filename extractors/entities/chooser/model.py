"""The fitted weights: word vectors and feature weights in whole numbers, so that sums are exact."""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from extractors.entities.chooser.forms import Gate
from extractors.entities.chooser.known import Known
from extractors.entities.chooser.naming import Part
from extractors.entities.chooser.spans import Span
from extractors.entities.chooser.text import Text
from extractors.entities.chooser.usage import Usage
from extractors.entities.words import Words
from ontology.types import EntityType

CLASSES: tuple[EntityType | None, ...] = (None, *EntityType)
"""Columns of the weights; None is "no entity"."""

UNIT = 1000
"""Weights are thousandths of a natural logarithm of odds."""
VECTOR_UNIT = 256
"""Word vectors are multiples of 1/256."""
ONE_THREAD = 250_000
"""Multiplications of one product that OpenBLAS does in one thread (up to 2**18): threads that wait for each
other cost several times the work itself."""

Ints = NDArray[np.int64]
Whole = NDArray[np.int32]
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
    """Weights as fitted by ``train.py``: linear, and with a hidden layer beside it (``network.py``).

    Attributes:
        vectors: of words.
        usage: what a corpus says of forms.
        gate: which forms are looked at.
        known: rows of ``sparse`` for features.
        sparse: class weights, shape (features, classes).
        deep: weights of the first features in the hidden layer, and a last row of zeros for all others.
        dense: weights of the :func:`numbers_of`, for the classes and then for the hidden layer,
            shape (numbers, classes + hidden).
        out: class weights of the hidden layer, shape (hidden, classes).
    """

    vectors: Vectors
    usage: Usage
    gate: Gate
    known: Known
    sparse: Whole
    deep: Whole
    dense: Exact
    out: Exact

    def weights(self, name: str) -> list[int] | None:
        """Linear class weights of one feature, in thousandths; None if it was not seen often enough."""
        row = self.known.row(name)
        return None if row is None else [int(weight) for weight in self.sparse[row]]

    def scores(self, found: Sequence[Sequence[Part]], numbers: Exact) -> Ints:
        """Class scores of forms, in thousandths, shape (forms, classes).

        Args:
            found: features of each form; each form has one that is known, the bias.
            numbers: :func:`numbers_of` of each form, shape (forms, numbers).
        """
        rows = [self.known(parts) for parts in found]
        ends = np.cumsum([0, *map(len, rows)])
        flat = np.fromiter(chain.from_iterable(rows), dtype=np.intp, count=ends[-1])
        frequent = np.minimum(flat, len(self.deep) - 1)
        linear = np.add.reduceat(self.sparse[flat], ends[:-1], axis=0)
        narrow = np.add.reduceat(self.deep[frequent], ends[:-1], axis=0)
        dense = np.floor(_product(numbers, self.dense) / VECTOR_UNIT)
        hidden = np.maximum(narrow + dense[:, len(CLASSES) :], 0)
        told = linear + dense[:, : len(CLASSES)] + np.floor(hidden @ self.out / UNIT)
        return np.asarray(told, dtype=np.int64)


def _product(numbers: Exact, weights: Exact) -> Exact:
    """The matrix product, some rows at a time."""
    step = max(1, ONE_THREAD // weights.size)
    return np.vstack([numbers[at : at + step] @ weights for at in range(0, len(numbers), step)])


def numbers_of(
    vectors: Vectors, usage: Usage, text: Text, rows: Sequence[int], forms: Sequence[Sequence[Span]]
) -> Exact:
    """What is known of forms beside their features: :func:`surroundings` and :class:`Usage`, side by side.

    Args:
        vectors: of words.
        usage: of forms.
        text: the paper.
        rows: of the vectors, one for each word.
        forms: the places of each form.
    """
    return np.hstack([surroundings(vectors, rows, forms), usage.numbers(text, forms)])


def surroundings(vectors: Vectors, rows: Sequence[int], forms: Sequence[Sequence[Span]]) -> Exact:
    """Vectors of each form's last word, its words before the last, its first word, and the words around it.

    Means are rounded down to whole units. Shape (forms, 5 * dimensions).
    """
    zero = len(rows)
    codes = np.vstack([vectors.codes[list(rows)], vectors.codes[-1:]]).astype(np.float64)
    firsts = [places[0] for places in forms]
    groups: list[Sequence[int]] = [(last - 1,) for _, last in firsts]
    groups += [range(first, last - 1) or (zero,) for first, last in firsts]
    groups += [(first,) for first, _ in firsts]
    groups += [[first - 1 if first else zero for first, _ in places] for places in forms]
    groups += [[last for _, last in places] for places in forms]
    blocks = _means(codes, groups).reshape(-1, len(forms), codes.shape[1])
    return blocks.transpose(1, 0, 2).reshape(len(forms), -1)


def _means(codes: Exact, groups: Sequence[Sequence[int]]) -> Exact:
    sizes = np.fromiter(map(len, groups), dtype=np.intp, count=len(groups))
    ends = np.cumsum(sizes)
    rows = np.fromiter(chain.from_iterable(groups), dtype=np.intp, count=ends[-1])
    sums: Exact = np.add.reduceat(codes[rows], ends - sizes, axis=0)
    return np.floor(sums / sizes[:, None])


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


def load_usage() -> Usage:
    """What the shipped corpus table says of forms."""
    with np.load(io.BytesIO(_data("usage.npz"))) as stored:
        forms = bytes(stored["forms"]).decode().split("\n")
        return Usage({form: row for row, form in enumerate(forms)}, stored["codes"])


def load_model() -> Model:
    """The shipped model."""
    flags = dict(line.split("\t") for line in _data("gate.tsv").decode().splitlines()[1:])
    with np.load(io.BytesIO(_data("weights.npz"))) as stored:
        names = bytes(stored["names"]).decode().split("\n")
        told = {name: int(weight) for name, weight in flags.items()}
        return assembled(load_vectors(), load_usage(), told, names, stored)


def assembled(
    vectors: Vectors,
    usage: Usage,
    flags: Mapping[str, int],
    names: Sequence[str],
    arrays: Mapping[str, Ints],
) -> Model:
    """A model from the contents of its files.

    Args:
        vectors: of words.
        usage: of forms.
        flags: the gate's weights of its flags.
        names: of the features, those of the hidden layer first.
        arrays: the others, by the names of :class:`Model`; ``gate_first`` and ``gate_last`` of the gate.
    """
    gate = gate_of(vectors, flags, arrays["gate_first"], arrays["gate_last"])
    return weighed(vectors, usage, gate, names, arrays)


def weighed(
    vectors: Vectors, usage: Usage, gate: Gate, names: Sequence[str], arrays: Mapping[str, Ints]
) -> Model:
    """A model behind a gate; arguments as for :func:`assembled`."""
    known = Known({name: row for row, name in enumerate(names)})
    sparse, deep = (arrays[name].astype(np.int32) for name in ("sparse", "deep"))
    dense, out = (arrays[name].astype(np.float64) for name in ("dense", "out"))
    return Model(vectors, usage, gate, known, sparse, deep, dense, out)


def gate_of(vectors: Vectors, flags: Mapping[str, int], first: Ints, last: Ints) -> Gate:
    """The gate: its weights of vectors become scores of words."""
    sides = np.column_stack([first, last]).astype(np.float64)
    scores = np.floor(_product(vectors.codes.astype(np.float64), sides) / VECTOR_UNIT).astype(np.int64)
    return Gate(scores[:, 0].tolist(), scores[:, 1].tolist(), flags)


def data_fingerprint() -> str:
    """Changes with any of the files that decide a choice."""
    total = hashlib.sha256()
    for name in ("vectors.npz", "usage.npz", "weights.npz", "gate.tsv", "function_words.txt"):
        total.update(_data(name))
    return total.hexdigest()[:16]


def _data(name: str) -> bytes:
    return files(__package__).joinpath("data", name).read_bytes()
