"""Treebank sentences in the shapes of the field: bare names as arguments, short forms in brackets."""

from __future__ import annotations

from random import Random

from extractors.english.conllu import Sentence, Word
from extractors.english.names import made_up_name, made_up_short_form

_ARGUMENTS = frozenset(("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "conj"))
_MODIFIERS = frozenset(("det", "amod", "compound", "nmod:poss", "nummod", "case"))
_DROPPED = _MODIFIERS - {"case"}
_NOUNS = frozenset(("NN", "NNS"))

Keyed = list[tuple[int, Word]]
"""Words with a key that survives insertion and removal; ``Word.head`` is a key too."""


def reshape(sentence: Sentence, name_rate: float, bracket_rate: float, random: Random) -> Sentence:
    """Turn some noun phrases into one made-up name; put a made-up short form in brackets behind others."""
    children = _children(sentence)
    dropped = set[int]()
    result: Keyed = []
    for index, word in enumerate(sentence):
        if _can_be_name(index, word, sentence, children) and random.random() < name_rate:
            dropped.update(child for child in children[index] if sentence[child].dep in _DROPPED)
            word = word._replace(form=made_up_name(random), tag="NNP", pos="PROPN")
        result.append((index, word))
        if _can_take_bracket(index, word, children) and random.random() < bracket_rate:
            result[-1] = index, word._replace(space=True)
            result += _bracket(index, len(sentence) + 3 * index, word.space, random)
    return _numbered([(key, word) for key, word in result if key not in dropped])


def _children(sentence: Sentence) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in sentence]
    for index, word in enumerate(sentence):
        if word.head != index:
            children[word.head].append(index)
    return children


def _can_be_name(index: int, word: Word, sentence: Sentence, children: list[list[int]]) -> bool:
    """A common noun in an argument place with nothing but simple modifiers before it."""
    return (
        word.tag in _NOUNS
        and word.dep in _ARGUMENTS
        and all(
            child < index and sentence[child].dep in _MODIFIERS and not children[child]
            for child in children[index]
        )
    )


def _can_take_bracket(index: int, word: Word, children: list[list[int]]) -> bool:
    closed = all(child < index for child in children[index])
    return word.tag in _NOUNS and word.dep in _ARGUMENTS and closed and word.space


def _bracket(noun: int, key: int, space: bool, random: Random) -> Keyed:
    short = Word(made_up_short_form(random), "", "PROPN", "NNP", noun, "appos", False)
    opening = Word("(", "(", "PUNCT", "-LRB-", key + 1, "punct", False)
    closing = Word(")", ")", "PUNCT", "-RRB-", key + 1, "punct", space)
    return [(key, opening), (key + 1, short), (key + 2, closing)]


def _numbered(words: Keyed) -> Sentence:
    place = {key: number for number, (key, _) in enumerate(words)}
    return tuple(word._replace(head=place[word.head]) for _, word in words)
