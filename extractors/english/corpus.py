"""Training documents: gold trees over our tokens, in short documents, reworded, in drawn order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from extractors.english.augment import augment
from extractors.english.conllu import Sentence, TreebankDocument, read_treebank
from extractors.english.merging import retokenize
from extractors.english.reshape import reshape
from extractors.english.settings import (
    BRACKET_RATE,
    DOCUMENT_SENTENCES,
    DOMAIN_REPEATS,
    EXCHANGE_RATES,
    NAME_RATE,
    REPEATS,
)
from ontology.errors import KgError

DOMAIN = Path(__file__).parent / "domain.conllu"
"""Sentences of the field, written and annotated by us."""


def load(folder: Path, part: str, tokenizer: Tokenizer) -> dict[str, list[TreebankDocument]]:
    """``part`` ("train", "dev", "test") of each treebank in ``folder``, by treebank name, over our tokens.

    Raises:
        KgError: there is none.
    """
    paths = sorted(folder.glob(f"*-{part}.conllu*"))
    if not paths:
        raise KgError(
            f"no *-{part}.conllu or *-{part}.conllu.xz in {folder}; see MODEL_CARD.md for the files"
        )
    return {path.name.split("-")[0]: _read(path, tokenizer) for path in paths}


def training_documents(folder: Path, tokenizer: Tokenizer, own: Path = DOMAIN) -> list[TreebankDocument]:
    """Every treebank's training part and our own sentences, repeated as the settings say."""
    documents = [document for part in load(folder, "train", tokenizer).values() for document in part]
    repeated = [document for document in documents for _ in range(_repeats(document))]
    return repeated + _read(own, tokenizer) * DOMAIN_REPEATS


def batches(
    documents: Sequence[TreebankDocument], vocab: Vocab, random: Random, words: Iterator[int]
) -> Iterator[list[Example]]:
    """Batches without end; each holds about ``next(words)`` words."""
    size, batch, count = next(words), list[Example](), 0
    while True:
        for sentences in _one_pass(documents, random):
            batch.append(example(sentences, vocab))
            count += sum(map(len, sentences))
            if count >= size:
                yield batch
                size, batch, count = next(words), [], 0


def example(sentences: Sequence[Sentence], vocab: Vocab) -> Example:
    """Gold sentences as one Doc beside the same words unannotated."""
    words = [word for sentence in sentences for word in sentence]
    bare = Doc(vocab, words=[word.form for word in words], spaces=[word.space for word in words])
    return Example(bare, gold_doc(sentences, vocab))


def gold_doc(sentences: Sequence[Sentence], vocab: Vocab) -> Doc:
    """Sentences as one annotated Doc."""
    words = [word for sentence in sentences for word in sentence]
    offsets = [start for start, sentence in _starts(sentences) for _ in sentence]
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.tag for word in words],
        pos=[word.pos for word in words],
        lemmas=[word.lemma for word in words],
        heads=[offset + word.head for offset, word in zip(offsets, words, strict=True)],
        deps=[word.dep for word in words],
    )


def _starts(sentences: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
    start = 0
    for sentence in sentences:
        yield start, sentence
        start += len(sentence)


def _read(path: Path, tokenizer: Tokenizer) -> list[TreebankDocument]:
    return [
        TreebankDocument(name, tuple(retokenize(sentence, tokenizer) for sentence in sentences))
        for name, sentences in read_treebank(path)
    ]


def _repeats(document: TreebankDocument) -> int:
    return max((times for name, times in REPEATS.items() if document.name.startswith(name)), default=1)


def _one_pass(documents: Sequence[TreebankDocument], random: Random) -> list[tuple[Sentence, ...]]:
    pieces = [piece for document in documents for piece in _pieces(document.sentences, random)]
    random.shuffle(pieces)
    return [_reworded(piece, random) for piece in pieces]


def _pieces(sentences: Sequence[Sentence], random: Random) -> Iterator[Sequence[Sentence]]:
    start = 0
    while start < len(sentences):
        length = random.choice(DOCUMENT_SENTENCES)
        yield sentences[start : start + length]
        start += length


def _reworded(sentences: Sequence[Sentence], random: Random) -> tuple[Sentence, ...]:
    rate = random.choice(EXCHANGE_RATES)
    if not rate:
        return tuple(sentences)
    return tuple(
        augment(reshape(sentence, NAME_RATE, BRACKET_RATE, random), rate, random) for sentence in sentences
    )
