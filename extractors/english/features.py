"""The two layers of the parser that look at words, run for each sentence alone.

spaCy multiplies the words of all sentences of a batch at once, so that the last bit depends on the batch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy
from spacy.tokens import Doc
from thinc.api import Model

from extractors.english.encoder import Vectors, parameter

_Answer = tuple[Vectors, Callable[..., Any]]


def run_by_sentence(parser: Model[Any, Any]) -> None:
    """Let a trained parser model take the vectors of each sentence as they stand in ``Doc.tensor``.

    Prediction only: the model cannot be trained any further.
    """
    tok2vec, lower = parser.layers[:2]
    reduce = next(node for node in tok2vec.walk() if node.name == "linear")
    features = _Features(reduce, lower)
    dims: dict[str, int | None] = {name: lower.get_dim(name) for name in ("nF", "nO", "nP", "nI")}
    params: dict[str, Any] = {"b": lower.get_param("b")}
    parser.layers[0] = Model("vectors_of_sentences", features.join)
    parser.layers[1] = Model("features_by_sentence", features.compute, dims=dims, params=params)


class _Features:
    """Weights of both layers, and the lengths of the sentences that go through them now."""

    def __init__(self, reduce: Model[Any, Any], lower: Model[Any, Any]) -> None:
        self._reduce = numpy.ascontiguousarray(parameter(reduce, "W").T)
        self._bias = parameter(reduce, "b")
        self._weights = numpy.ascontiguousarray(parameter(lower, "W").reshape(-1, lower.get_dim("nI")).T)
        self._pad = parameter(lower, "pad")[0]
        self._lengths: list[int] = []

    def join(self, _model: object, docs: Sequence[Doc], is_train: bool) -> _Answer:  # noqa: ARG002 - thinc's call
        self._lengths = [len(doc) for doc in docs]
        return numpy.concatenate([doc.tensor for doc in docs]), _untrained

    def compute(self, _model: object, words: Vectors, is_train: bool) -> _Answer:  # noqa: ARG002 - thinc's call
        """What each word adds at each place of the parser's state; the first row is that of no word."""
        rows = numpy.empty((1 + len(words), self._weights.shape[1]), dtype=numpy.float32)
        rows[0] = self._pad.reshape(-1)
        at = 0
        for length in self._lengths:
            reduced = words[at : at + length] @ self._reduce
            reduced += self._bias
            numpy.matmul(reduced, self._weights, out=rows[1 + at : 1 + at + length])
            at += length
        return rows.reshape(-1, *self._pad.shape), _untrained


def _untrained(_gradient: object) -> object:
    raise NotImplementedError("this parser only predicts; train with extractors.english.train")
