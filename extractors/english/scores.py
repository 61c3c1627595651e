"""Tag accuracy, attachment and sentence scores against gold documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from extractors.english.conllu import TreebankDocument
from extractors.english.corpus import gold_doc


class Scores(NamedTuple):
    """In percent; punctuation is not counted in ``uas`` and ``las``."""

    tag: float
    pos: float
    uas: float
    las: float
    sent: float
    words: int

    def __str__(self) -> str:
        names = ("TAG", "POS", "UAS", "LAS", "SENT")
        return " ".join(f"{name} {value:.1f}" for name, value in zip(names, self[:5], strict=True))


def accuracy(nlp: Language, documents: Sequence[TreebankDocument], *, gold_sentences: bool = False) -> Scores:
    """Scores of ``nlp`` on whole documents, or sentence by sentence as the extractors run it."""
    units = [(sentence,) for document in documents for sentence in document.sentences]
    whole = [document.sentences for document in documents]
    gold = [gold_doc(unit, nlp.vocab) for unit in (units if gold_sentences else whole)]
    bare = [_bare(doc, single=gold_sentences) for doc in gold]
    return compare(gold, list(nlp.pipe(bare)))


def compare(gold: Sequence[Doc], guessed: Sequence[Doc]) -> Scores:
    """Scores of ``guessed`` against ``gold``, Docs of the same tokens."""
    pairs = [
        (a, b) for one, other in zip(gold, guessed, strict=True) for a, b in zip(one, other, strict=True)
    ]
    syntax = [(a, b) for a, b in pairs if a.pos_ != "PUNCT"]
    return Scores(
        tag=_percent(a.tag == b.tag for a, b in pairs),
        pos=_percent(a.pos == b.pos for a, b in pairs),
        uas=_percent(a.head.i == b.head.i for a, b in syntax),
        las=_percent(a.head.i == b.head.i and a.dep == b.dep for a, b in syntax),
        sent=_sentence_f(gold, guessed),
        words=len(pairs),
    )


def _bare(doc: Doc, *, single: bool) -> Doc:
    words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
    starts: list[bool | int | None] | None = [True, *repeat(False, len(words) - 1)] if single else None
    return Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)


def _percent(hits: Iterable[bool]) -> float:
    flags = list(hits)
    return 100 * sum(flags) / max(1, len(flags))


def _sentence_f(gold: Sequence[Doc], guessed: Sequence[Doc]) -> float:
    right = found = wanted = 0
    for one, other in zip(gold, guessed, strict=True):
        a, b = ({(span.start, span.end) for span in doc.sents} for doc in (one, other))
        right, found, wanted = right + len(a & b), found + len(b), wanted + len(a)
    return 200 * right / max(1, found + wanted)
