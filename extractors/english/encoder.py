"""The trained word encoder in numpy: the same vectors for a sentence whatever else is in the batch.

The network is spaCy's (hash embeddings, four residual layers of windows of three words, maxout of three
pieces, layer normalisation). Run by spaCy, the last bit of a vector depends on the kernels and on the place
in the batch. Here each sentence has matrix products of its own, and the embedding of a word, which its
neighbours do not touch, is worked out once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import Any, NamedTuple, cast

import numpy
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, PREFIX, SHAPE, SPACY, SUFFIX
from spacy.tokens import Doc
from thinc.api import Model

Vectors = NDArray[numpy.float32]
"""Sentences by words by width, or words by width."""

_ATTRIBUTES = [ORTH, SPACY, NORM, PREFIX, SUFFIX, SHAPE, SPACY]
"""The first two name a word; the others, in the order of ``settings.PIPES``, are what is embedded."""
_KNOWN_WORDS = 50_000
"""Embeddings kept: 20 MB."""
_TOGETHER = 32
"""Sentences of one length in one array."""
_TINY = numpy.float32(1e-8)


def parameter(layer: Model[Any, Any], name: str) -> Vectors:
    """A trained parameter of a layer."""
    return cast(Vectors, layer.get_param(name))


class Maxout(NamedTuple):
    """Maxout and layer normalisation. ``weights``: inputs by pieces times outputs, the pieces one by one."""

    weights: Vectors
    bias: Vectors
    gain: Vectors
    shift: Vectors

    @classmethod
    def of(cls, maxout: Model[Any, Any], norm: Model[Any, Any]) -> Maxout:
        """The parameters of two trained layers."""
        weights, bias = parameter(maxout, "W"), parameter(maxout, "b")
        turned = weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)
        return cls(
            numpy.ascontiguousarray(turned),
            numpy.ascontiguousarray(bias.T).reshape(-1),
            parameter(norm, "G"),
            parameter(norm, "b"),
        )

    def apply(self, inputs: Vectors) -> Vectors:
        """Along the last axis of ``inputs``; each matrix of a stack is multiplied alone."""
        pieces = inputs @ self.weights
        pieces += self.bias
        width = len(self.gain)
        best = numpy.maximum(pieces[..., :width], pieces[..., width : 2 * width])
        numpy.maximum(best, pieces[..., 2 * width :], out=best)
        return self._normalised(best)

    def _normalised(self, vectors: Vectors) -> Vectors:
        width = numpy.float32(len(self.gain))
        vectors -= numpy.add.reduce(vectors, axis=-1, keepdims=True) / width
        spread = numpy.add.reduce(vectors * vectors, axis=-1, keepdims=True) / width
        vectors *= (spread + _TINY) ** numpy.float32(-0.5)
        vectors *= self.gain
        vectors += self.shift
        return vectors


class Encoder:
    """Fills ``Doc.tensor`` as the trained ``tok2vec`` does, up to rounding; remembers so many ``words``."""

    def __init__(self, tok2vec: Model[Any, Any], words: int = _KNOWN_WORDS) -> None:
        self._hashed = tok2vec.layers[0].layers[2]
        self._mix, *self._layers = _maxouts(tok2vec)
        self._width = len(self._mix.gain)
        self._table: Vectors = numpy.zeros((words, self._width), dtype=numpy.float32)
        self._place: dict[tuple[int, int], int] = {}

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Set the vectors of sentences; those of one length stand side by side."""
        sentences = sorted(zip(docs, self._rows(docs), strict=True), key=_length)
        for length, same in groupby(sentences, key=_length):
            members = list(same)
            for start in range(0, len(members) if length else 0, _TOGETHER):
                self._encode(members[start : start + _TOGETHER], length)

    def _encode(self, sentences: Sequence[_Sentence], length: int) -> None:
        margin = len(self._layers)
        vectors = numpy.zeros((len(sentences), length + 2 * margin, self._width), dtype=numpy.float32)
        vectors[:, margin:-margin] = self._table[[rows for _, rows in sentences]]
        for layer in self._layers:
            vectors = vectors[:, 1:-1] + layer.apply(_windows(vectors))
        for (doc, _), row in zip(sentences, vectors, strict=True):
            doc.tensor = row  # type: ignore[assignment]  # spaCy's stub says float64

    def _rows(self, docs: Sequence[Doc]) -> list[list[int]]:
        """Where the table holds the words of each sentence. New ones are embedded together: a call of the
        trained layers costs more than the words in it."""
        columns = [cast(NDArray[Any], doc.to_array(_ATTRIBUTES)) for doc in docs]
        keys = [list(map(tuple, column[:, :2].tolist())) for column in columns]
        words = list(chain.from_iterable(keys))
        if len(self._place) + len(words) > len(self._table):
            self._forget(len(words))
        new = {word: at for at, word in enumerate(words) if word not in self._place}
        if new:
            self._learn(new, numpy.concatenate(columns)[:, 2:])
        return [[self._place[key] for key in sentence] for sentence in keys]

    def _forget(self, room: int) -> None:
        self._place.clear()
        if room > len(self._table):
            self._table = numpy.zeros((room, self._width), dtype=numpy.float32)

    def _learn(self, new: dict[tuple[int, int], int], columns: NDArray[Any]) -> None:
        """Embed words that were not met before, each in a product of its own."""
        features = numpy.ascontiguousarray(columns[list(new.values())])
        mixed = self._mix.apply(self._hashed.predict(features)[:, None, :])
        first = len(self._place)
        self._table[first : first + len(new)] = mixed[:, 0]
        self._place.update(zip(new, range(first, first + len(new)), strict=True))


_Sentence = tuple[Doc, list[int]]
"""With the rows of its words in the table."""


def _length(sentence: _Sentence) -> int:
    return len(sentence[1])


def _maxouts(tok2vec: Model[Any, Any]) -> Iterator[Maxout]:
    nodes = list(tok2vec.walk(order="dfs_pre"))
    norms = [node for node in nodes if node.name == "layernorm"]
    for maxout, norm in zip((node for node in nodes if node.name == "maxout"), norms, strict=True):
        yield Maxout.of(maxout, norm)


def _windows(vectors: Vectors) -> Vectors:
    """Each word but the outer two with its neighbours: left, itself, right."""
    return numpy.concatenate((vectors[:, :-2], vectors[:, 1:-1], vectors[:, 2:]), axis=2)
