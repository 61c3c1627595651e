"""One sentence as the rules see it."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.relations.units import Unit


@dataclass(slots=True)
class Arc:
    """The head of a unit (index of a unit, -1 for the root) and its Universal Dependencies label."""

    head: int
    label: str


@dataclass(slots=True)
class Sentence:
    """Units, and what was learnt of them. ``start``/``end`` are tokens of the document."""

    index: int
    start: int
    end: int
    title: bool
    units: list[Unit]
    lower: list[str] = field(default_factory=list)
    words: frozenset[str] = frozenset()
    arcs: list[Arc] = field(default_factory=list)
    """Empty where the sentence was not parsed."""
    pos: list[str] = field(default_factory=list)
    doc: Doc | None = None
    background: bool = False
    """True before the paper first speaks of itself."""

    def __post_init__(self) -> None:
        self.lower = [u.text.lower() for u in self.units]
        self.words = frozenset(self.lower)

    def as_doc(self, vocab: Vocab) -> Doc:
        """The units as a Doc: TAG holds the kind, words are the units' texts."""
        if self.doc is None:
            texts = [u.text or " " for u in self.units]
            self.doc = Doc(vocab, words=texts, tags=[u.kind for u in self.units])
        return self.doc
