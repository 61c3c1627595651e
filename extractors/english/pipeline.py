"""The English pipeline as the extractors use it: tokens and sentences at once, the network on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from hashlib import sha256
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy
import spacy
from numpy.typing import NDArray
from spacy.attrs import IDX, IS_SPACE, LOWER, NORM, ORTH, PREFIX, SENT_START, SHAPE, SPACY, SUFFIX
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from extractors.document import Document
from extractors.english.encoder import Encoder
from extractors.english.features import run_by_sentence
from extractors.english.inflect import WORDS
from extractors.english.lemmas import TABLE, Lemmatizer
from extractors.english.sentences import sentence_starts
from extractors.english.threads import one_thread
from extractors.english.tokenizer import build_tokenizer
from ontology.errors import KgError
from ontology.types import Paper

if TYPE_CHECKING:
    from extractors.cleanup import CleanText

MODEL = Path(__file__).parent / "model"
"""The shipped network; see MODEL_CARD.md."""

NOT_STORED = ("tokenizer", "vocab")
"""What the model folder leaves out: the tokenizer is code, and words are known by their hash."""

_CODE = (
    "tokenizer.py", "protected.py", "sentences.py", "lemmas.py", "inflect.py", "pipeline.py", "encoder.py",
    "features.py",
)  # fmt: skip
_OF_WORDS = (LOWER, NORM, PREFIX, SUFFIX, SHAPE, IS_SPACE)
"""What is asked of a word. spaCy works all attributes out for each rare word again and again: beyond 10,000
words it remembers none."""
_BATCH = 64
"""Sentences that go through the network together."""


class English:
    """Tokenizer and sentence rule, and the network (loaded at its first use) that tags and parses.

    Args:
        model: folder that ``extractors.english.train`` wrote.
    """

    def __init__(self, model: Path = MODEL) -> None:
        self._model = model
        self._blank = spacy.blank("en")
        vocab: Any = self._blank.vocab
        vocab.lex_attr_getters = {name: vocab.lex_attr_getters[name] for name in _OF_WORDS}
        self.tokenizer = build_tokenizer(self._blank.vocab)

    @classmethod
    def load(cls) -> English:
        """The shipped pipeline; one per process."""
        return _shipped()

    @property
    def vocab(self) -> Vocab:
        """The vocabulary that every Doc of this pipeline shares."""
        return self._blank.vocab

    @cached_property
    def fingerprint(self) -> str:
        """Changes whenever a token, a sentence or a parse could."""
        files = [Path(__file__).parent / name for name in _CODE]
        files += sorted(WORDS.glob("*.txt"))
        files += sorted(path for path in self._model.rglob("*") if path.is_file())
        return sha256(b"".join(sha256(path.read_bytes()).digest() for path in files)).hexdigest()[:16]

    def tokens(self, text: str) -> Doc:
        """The tokens of ``text`` with sentence starts; nothing is tagged.

        White space other than a blank becomes a blank: offsets stay, and no token is a line feed.
        """
        return self._split(text, (0,))

    def document(self, paper: Paper, cleaned: CleanText) -> Document:
        """Tokens and sentence starts of title and abstract; no sentence crosses from one to the other."""
        abstract = cleaned.text.index("\n") + 1
        doc = self._split(cleaned.text, (0, abstract))
        title_end = int(numpy.searchsorted(_offsets(doc), abstract))
        return Document(paper=paper, clean=cleaned, doc=doc, title_end=title_end)

    def tag(self, sentences: Sequence[Span]) -> list[Doc]:
        """Each sentence as a Doc of its own with ``tag_``, ``pos_`` and ``lemma_``.

        Raises:
            KgError: there is no network in the package.
        """
        return self._with_lemmas(self._run(sentences, self._tagging))

    def parse(self, sentences: Sequence[Span]) -> list[Doc]:
        """Each sentence as a Doc of its own with ``tag_``, ``pos_``, ``lemma_``, ``dep_`` and ``head``.

        Token i of a result is token ``sentence.start + i`` of its document. Sentences of many documents
        may stand in one call: the more at once, the faster.

        Raises:
            KgError: there is no network in the package.
        """
        return self._with_lemmas(self._run(sentences, [*self._tagging, self._parser]))

    def arcs(self, sentences: Sequence[Span]) -> list[Doc]:
        """As :meth:`parse`, with ``dep_`` and ``head`` alone, which the tagger has no part in.

        Raises:
            KgError: there is no network in the package.
        """
        return self._run(sentences, [self._parser])

    def _split(self, text: str, parts: tuple[int, ...]) -> Doc:
        plain = text.translate(_BLANKS)
        doc: Doc = self.tokenizer(plain)
        starts = [start for part, end in _bounds(parts, text) for start in sentence_starts(plain[:end], part)]
        _set_starts(doc, starts)
        return doc

    def _run(self, sentences: Sequence[Span], pipes: Sequence[_Pipe]) -> list[Doc]:
        docs = [_alone(sentence) for sentence in sentences]
        with one_thread():
            for batch in _batches(docs):
                self._encoder(batch)
                for pipe in pipes:
                    pipe(batch)
        return docs

    def _with_lemmas(self, docs: list[Doc]) -> list[Doc]:
        for doc in docs:
            self._lemmatizer.annotate(doc)
        return docs

    @cached_property
    def network(self) -> Language:
        """The trained pipes, without the tokenizer.

        Raises:
            KgError: there is no network in the package.
        """
        if not (self._model / "config.cfg").is_file():
            raise KgError(
                f"there is no English model in {self._model}: install the package whole, or train one with "
                "'python -m extractors.english.train --treebank DIR --out DIR'"
            )
        network = spacy.load(self._model, vocab=self._blank.vocab, exclude=NOT_STORED)
        for label in (label for name in network.pipe_names for label in network.pipe_labels.get(name, ())):
            self._blank.vocab.strings.add(label)
        return network

    @cached_property
    def _lemmatizer(self) -> Lemmatizer:
        return Lemmatizer.load(self._model / TABLE)

    @cached_property
    def _encoder(self) -> Encoder:
        return Encoder(cast(TrainablePipe, self.network.get_pipe("tok2vec")).model)

    @cached_property
    def _tagging(self) -> list[_Pipe]:
        return [_annotator(self.network, name) for name in ("tagger", "morphologizer")]

    @cached_property
    def _parser(self) -> _Pipe:
        run_by_sentence(cast(TrainablePipe, self.network.get_pipe("parser")).model)
        return _annotator(self.network, "parser")


_Pipe = Callable[[list[Doc]], None]
_BLANKS = dict.fromkeys(map(ord, "\n\t\r\x0b\x0c\u00a0\u2028\u2029"), " ")


@cache
def _shipped() -> English:
    return English()


def _bounds(parts: tuple[int, ...], text: str) -> list[tuple[int, int]]:
    return list(zip(parts, (*parts[1:], len(text)), strict=True))


def _set_starts(doc: Doc, starts: Sequence[int]) -> None:
    """Mark the token at, or next after, each offset of ``starts``; every other token is none."""
    if not len(doc):
        return
    marks = numpy.full((len(doc), 1), -1, dtype=numpy.int64)
    at = numpy.searchsorted(_offsets(doc), numpy.asarray(starts))
    marks[at[at < len(doc)]] = 1
    marks[0] = 1
    doc.from_array([SENT_START], marks.astype(numpy.uint64))  # type: ignore[arg-type]


def _offsets(doc: Doc) -> NDArray[numpy.int64]:
    return cast(NDArray[Any], doc.to_array(IDX)).astype(numpy.int64)


def _alone(sentence: Span) -> Doc:
    columns = sentence.doc.to_array([ORTH, SPACY])[sentence.start : sentence.end]
    words, spaces = columns[:, 0].tolist(), (columns[:, 1] != 0).tolist()
    starts: list[bool | int | None] = [True, *repeat(False, len(words) - 1)]
    return Doc(sentence.doc.vocab, words=words, spaces=spaces, sent_starts=starts)


def _annotator(network: Language, name: str) -> _Pipe:
    pipe = cast(TrainablePipe, network.get_pipe(name))

    def annotate(docs: list[Doc]) -> None:
        pipe.set_annotations(docs, pipe.predict(docs))

    return annotate


def _batches(docs: Sequence[Doc]) -> list[list[Doc]]:
    """Sentences of like length together, in batches of :data:`_BATCH`."""
    ordered = sorted(docs, key=len)
    return [ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH)]
