from __future__ import annotations

from itertools import pairwise
from typing import cast

import numpy
import pytest
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc

from extractors.english import English
from extractors.english.encoder import Encoder

TEXT = (
    "GPTQ quantizes the weights of a model. Our method outperforms GPTQ on three benchmarks. Yes! "
    "It needs 4-bit weights, no calibration data, and a single A100; we release code. "
    "At 2.4x the speed, LLaMA-7B keeps 98% of its accuracy (on average), which rivals do not."
)


def sentences() -> list[Doc]:
    found = English.load().tokens(TEXT).sents
    return [Doc(English.load().vocab, [t.text for t in s], [bool(t.whitespace_) for t in s]) for s in found]


def trained() -> TrainablePipe:
    return cast(TrainablePipe, English.load().network.get_pipe("tok2vec"))


def test_vectors_are_those_of_spacy_up_to_rounding() -> None:
    docs = sentences()
    Encoder(trained().model)(docs)
    for doc, wanted in zip(docs, trained().predict(docs), strict=True):
        assert numpy.abs(doc.tensor - wanted).max() < 1e-4


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_vectors_are_the_same_to_the_last_bit_in_any_company(size: int) -> None:
    alone, docs = sentences(), sentences()[::-1]
    for doc in alone:
        Encoder(trained().model)([doc])
    together = Encoder(trained().model)
    for start, end in pairwise([*range(0, len(docs), size), len(docs)]):
        together(docs[start:end] * 2)
    for doc, wanted in zip(docs[::-1], alone, strict=True):
        assert doc.tensor.tobytes() == wanted.tensor.tobytes()


def test_a_full_memory_of_words_is_emptied() -> None:
    docs, again = sentences(), sentences()
    Encoder(trained().model)(docs)
    small = Encoder(trained().model, words=3)
    for doc, wanted in zip(again, docs, strict=True):
        small([doc])
        assert doc.tensor.tobytes() == wanted.tensor.tobytes()
