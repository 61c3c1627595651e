"""Vocabulary forms in a text: longest match at word boundaries, in the case that each form asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from extractors.entities.words import Words
from ontology.vocabulary import Entry, Vocabulary, fold, spaced

Node = dict[str, Any]
"""Word to node; under the empty word, the forms that end here."""


class Form(NamedTuple):
    """One form of an entry: ``key`` in the vocabulary's spelling, ``own_case`` where case counts."""

    key: str
    own_case: bool
    entry: Entry


class Match(NamedTuple):
    """A vocabulary form at words ``[first, last)``."""

    first: int
    last: int
    entry: Entry


class Trie:
    """All forms of a vocabulary by their words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._root: Node = {}
        for own_case, index in ((True, vocabulary.names), (False, vocabulary.terms)):
            for key, entry in index.items():
                self._add(Form(key, own_case, entry))

    def matches(self, words: Words) -> Iterator[Match]:
        """The longest form at each word; forms that start at different words may overlap."""
        low, root = words.low, self._root
        cased, folded = spaced(words.text), fold(words.text)
        for first, word in enumerate(low):
            if (node := root.get(word)) is not None:
                best: Match | None = None
                last = first + 1
                while True:
                    for form in node.get("", ()):
                        if _stands(form, cased, folded, words.start[first]):
                            best = Match(first, last, form.entry)
                            break
                    if last == len(low) or (node := node.get(low[last])) is None:
                        break
                    last += 1
                if best is not None:
                    yield best

    def _add(self, form: Form) -> None:
        node = self._root
        for word in Words(form.key).low:
            node = node.setdefault(word, {})
        ending: list[Form] = node.setdefault("", [])
        ending.append(form)
        ending.sort(key=lambda f: not f.own_case)


def _stands(form: Form, cased: str, folded: str, start: int) -> bool:
    end = start + len(form.key)
    if end < len(cased) and cased[end].isalnum():
        return False
    here = cased[start:end]
    if not form.own_case:
        return folded[start:end] == form.key
    return here == form.key or (_styled(here) and here.lower() == form.key.lower())


def _styled(form: str) -> bool:
    """Capitals beyond the first letter: a name in another house style ("GSM8k", "LLAMA")."""
    return len(form) >= 4 and any(char.isupper() for char in form[1:])
