"""Treebank sentences in the words of the field: the trees stay, words of the same tag are exchanged."""

from __future__ import annotations

from random import Random

from extractors.english.conllu import Sentence, Word
from extractors.english.inflect import inflections, plural, word_list
from extractors.english.names import made_up_name

_VERBS = frozenset(("VB", "VBP", "VBZ", "VBD", "VBN", "VBG"))
_OBJECTS = frozenset(("obj", "nsubj:pass"))
_PRESENT = 0.7
"""How often an exchanged past tense becomes present."""


def augment(sentence: Sentence, rate: float, random: Random) -> Sentence:
    """``sentence`` with about ``rate`` of its open-class words exchanged.

    Verbs are exchanged only where they have an object or a passive subject, for the field's verbs are
    transitive; past tense becomes present in most of them, for abstracts are written in it.
    Words that are no ordinary member of their class (auxiliaries, foreign words) stay.
    """
    objects = {word.head for word in sentence if word.dep in _OBJECTS}
    subjects = {word.head: word for word in sentence if word.dep == "nsubj"}
    return tuple(
        _exchanged(word, index in objects, subjects.get(index), random) if random.random() < rate else word
        for index, word in enumerate(sentence)
    )


def _exchanged(word: Word, transitive: bool, subject: Word | None, random: Random) -> Word:
    if word.tag == "VBD" and subject and random.random() < _PRESENT:
        word = word._replace(tag=_present_tag(subject))
    form = _other_form(word, transitive, random)
    if form is None:
        return word
    if word.form[0].isupper() and word.tag != "NNP":
        form = form[0].upper() + form[1:]
    return word._replace(form=form, lemma=form)


def _present_tag(subject: Word) -> str:
    plural_subject = subject.tag.endswith("S") or subject.form.lower() in ("i", "we", "you", "they", "these")
    return "VBP" if plural_subject else "VBZ"


def _other_form(word: Word, transitive: bool, random: Random) -> str | None:
    if word.tag in _VERBS and word.pos == "VERB":
        participle = word.tag == "VBN" and word.dep in ("amod", "acl")
        return inflections(random.choice(word_list("verbs")))[word.tag] if transitive or participle else None
    if word.tag == "JJ" and word.dep == "amod":
        return random.choice(word_list("adjectives"))
    return _other_noun(word, random)


def _other_noun(word: Word, random: Random) -> str | None:
    if word.tag == "NN" and word.pos == "NOUN":
        return random.choice(word_list("nouns"))
    if word.tag == "NNS" and word.pos == "NOUN":
        return plural(random.choice(word_list("nouns")))
    return made_up_name(random) if word.tag == "NNP" and word.pos == "PROPN" else None
