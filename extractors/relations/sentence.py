"""One sentence as the rules see it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.relations.syntax import Tree
from extractors.relations.units import Member, Unit

_OTHER = "\ufffc"
"""No word of any rule."""


@dataclass(slots=True)
class Sentence:
    """Units, and what was learnt of them. ``start``/``end`` are tokens of the document."""

    index: int
    start: int
    end: int
    title: bool
    units: list[Unit]
    lower: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    words: frozenset[str] = frozenset()
    tree: Tree | None = None
    """None where the sentence was not parsed."""
    doc: Doc | None = None
    tree_doc: Doc | None = None
    _starts: list[int] = field(default_factory=list)
    _names: dict[str, list[Member]] | None = None
    background: bool = False
    """True before the paper first speaks of itself."""
    own: bool = False
    """True where it does: "we", "our method"."""

    def __post_init__(self) -> None:
        self.lower = [u.text.lower() for u in self.units]
        self.kinds = [u.kind for u in self.units]
        self.words = frozenset(self.lower)
        self._starts = [u.start for u in self.units]

    @property
    def names(self) -> Mapping[str, Sequence[Member]]:
        """The places of each entity, in text order. Read when all references are resolved: they are kept."""
        if self._names is None:
            self._names = {}
            for unit in self.units:
                for member in unit.members:
                    self._names.setdefault(member.entity, []).append(member)
        return self._names

    def unit_at(self, token: int) -> int:
        """The index of the unit that holds a token, counted from the start of the sentence."""
        return max(0, bisect_right(self._starts, token + self.start) - 1)

    def starting_at(self, token: int) -> int | None:
        """The index of the unit that starts at a token of the document; None within a unit."""
        at = bisect_right(self._starts, token) - 1
        return at if at >= 0 and self._starts[at] == token else None

    def as_tree(self, vocab: Vocab, known: Collection[str]) -> Doc:
        """The units as a Doc with the heads and labels of the parse; words as for :meth:`as_doc`.

        Raises:
            ValueError: the sentence was not parsed.
        """
        if self.tree_doc is not None:
            return self.tree_doc
        tree = self.tree
        if tree is None:
            raise ValueError("the sentence was not parsed")
        roots = [tree.root_of(u.start - self.start, u.end - self.start) for u in self.units]
        heads = [self.unit_at(tree.heads[root]) for root in roots]
        labels = [tree.labels[root] for root in roots]
        self.tree_doc = Doc(vocab, words=self._written(known), tags=self.kinds, heads=heads, deps=labels)
        return self.tree_doc

    def as_doc(self, vocab: Vocab, known: Collection[str]) -> Doc:
        """The units as a Doc: TAG holds the kind, words are the units' texts.

        Words that no rule asks for (none of ``known``) are all written alike: spaCy keeps every word that
        it ever saw, and the names of a corpus have no end.
        """
        if self.doc is None:
            self.doc = Doc(vocab, words=self._written(known), tags=self.kinds)
        return self.doc

    def _written(self, known: Collection[str]) -> list[str]:
        return [low if low in known else _OTHER for low in self.lower]
