"""The subject of a word by its dependency tree (Universal Dependencies labels)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

SUBJECT = frozenset(("nsubj", "nsubj:pass", "nsubj:outer", "csubj"))
CLAUSE_OF_NOUN = frozenset(("acl", "acl:relcl"))
AGENT_OF_PASSIVE = "obl:agent"
_HIGHEST = 10


@dataclass(frozen=True, slots=True)
class Tree:
    """Heads and labels of the tokens of one sentence; ``heads[i] == i`` for the root."""

    heads: Sequence[int]
    labels: Sequence[str]
    words: Sequence[str]

    def children(self, token: int) -> list[int]:
        """The dependents of a token, in order."""
        return [i for i, head in enumerate(self.heads) if head == token and i != token]

    def subtree(self, token: int) -> list[int]:
        """The token and all below it, in order."""
        below, stack = set(), [token]
        while stack:
            at = stack.pop()
            if at not in below:
                below.add(at)
                stack.extend(self.children(at))
        return sorted(below)

    def root_of(self, start: int, end: int) -> int:
        """The token of ``[start, end)`` whose head stands outside it, the first where there are several."""
        for i in range(start, end):
            if self.heads[i] == i or not start <= self.heads[i] < end:
                return i
        return start


def tree_of(doc: Doc) -> Tree:
    """The tree of a parsed sentence that stands in a Doc of its own."""
    return Tree([t.head.i for t in doc], [t.dep_.lower() for t in doc], [t.lower_ for t in doc])


@dataclass(frozen=True, slots=True)
class Doer:
    """A token, and whether it is the noun that a clause modifies rather than a subject."""

    token: int
    modified: bool


def subject_of(tree: Tree, token: int) -> Doer | None:
    """The doer of a word: the subject of the nearest clause above it, or the noun its clause modifies.

    From the word up: a clause with a subject of its own gives that; a relative or participial clause on
    a noun gives the noun; any other ("outperforming B", "to run on C", "and reduces D") shares the subject
    of the clause above. The "by" phrase of a passive clause comes before its subject.
    """
    below, at = -1, token
    for _ in range(_HIGHEST):
        found = _own_subject(tree, at, below)
        if found is not None:
            return Doer(found, modified=False)
        if tree.labels[at] in CLAUSE_OF_NOUN:
            return Doer(_antecedent(tree, tree.heads[at]), modified=True)
        if tree.heads[at] == at:
            return None
        below, at = at, tree.heads[at]
    return None


def _own_subject(tree: Tree, clause: int, below: int) -> int | None:
    children = tree.children(clause)
    subjects = [c for c in children if tree.labels[c] in SUBJECT and c != below]
    if not subjects:
        return None
    if any(tree.labels[c] == "nsubj:pass" for c in subjects):
        agents = [
            c
            for c in children
            if tree.labels[c] in {AGENT_OF_PASSIVE, "obl"} and c != below and _has_by(tree, c)
        ]
        subjects = agents or subjects
    return subjects[0]


def _has_by(tree: Tree, token: int) -> bool:
    return any(tree.words[c] == "by" and tree.labels[c] == "case" for c in tree.children(token))


def _antecedent(tree: Tree, noun: int) -> int:
    """The noun a clause modifies; of "X, a method that ..." it is X."""
    return tree.heads[noun] if tree.labels[noun] == "appos" else noun
