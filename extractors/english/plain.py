"""The trained pipes as spaCy itself runs them: what our own way through the network is measured against."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

import spacy
from spacy.tokens import Doc

from extractors.english.pipeline import MODEL, NOT_STORED, English
from extractors.english.threads import one_thread


def plain_run(english: English, docs: Sequence[Doc], together: int) -> Callable[[], None]:
    """A run of tagger and parser over copies of ``docs``, so many at a time."""
    network = spacy.load(MODEL, vocab=english.vocab, exclude=NOT_STORED)
    copies = [doc.copy() for doc in docs]

    def run() -> None:
        with one_thread():
            deque(network.pipe(copies, batch_size=together), maxlen=0)

    return run
