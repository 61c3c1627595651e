"""Lemmas from a table of known forms, the field's own verbs and nouns, and suffix rules for the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from spacy.tokens import Doc

from extractors.english.inflect import inflections, plural, word_list

Table = Mapping[tuple[str, str], str]
"""(word class, lower-case form) to lemma; word classes are V, N, J and R."""

TABLE: Final = "lemmas.tsv"
"""File of the model folder that holds the forms of the treebanks: class, form, lemma."""

_CLASSES: Final = {"VB": "V", "NN": "N", "JJ": "J", "RB": "R", "MD": "V"}
_PLURALS: Final = ("NNS", "NNPS")
_SHORT_FORMS: Final = re.compile(r"(?=.*[A-Z])\w*[A-Z\d]s$")
_ALWAYS_E: Final = re.compile(r"(?:[vzu]|[^aeiou]c)$")
_FIXED: Final = {
    "n't": "not",
    "n’t": "not",
    "'re": "be",
    "'m": "be",
    "'ve": "have",
    "'ll": "will",
    "ca": "can",
    "an": "a",
    "these": "this",
    "those": "that",
    "me": "I",
    "us": "we",
    "him": "he",
    "them": "they",
}
_MORE_VERBS: Final = ("bias", "cancel+", "compel+", "excel+", "refer+")
_PREFIX: Final = re.compile(r"(?:re|pre|un|de|micro|over|mis|sub|co|auto)-?(?=\w{4})")
_DOUBLED: Final = re.compile(r"([bdgmnprt])\1$")
_NEEDS_E: Final = re.compile(
    r"(?:[vzcu]|[^aeiou][aeiou][kpmbdgt]|[^aeous]s|[^l]l|[aeiou]s|[rn]g|[^aeiou][ai]t|(?<=[^aeo])ir|[aou]r|in)$"
)
_NO_E: Final = re.compile(
    r"(?:[ou]nc|[eo]in|[ae]in|[^aeiou]in|[eo]u|[aeo][iou][a-z]|[ae]w|[aeiou]l|en|er|or|on|it|et|sh|ch)$"
)


class Lemmatizer:
    """Gives tokens their lemma; remembers what it has worked out."""

    def __init__(self, table: Table) -> None:
        self._table = {**table, **dict(_field_forms())}
        self._known = frozenset((kind, lemma) for (kind, _), lemma in self._table.items())
        self.lemma: Callable[[str, str], str] = lru_cache(maxsize=100_000)(self._lemma)

    @classmethod
    def load(cls, path: Path) -> Lemmatizer:
        """Read the table that training wrote; without one, rules and the field's words serve alone."""
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        rows = (line.split("\t") for line in lines)
        return cls({(kind, form): lemma for kind, form, lemma in rows})

    def annotate(self, doc: Doc) -> None:
        """Set the lemma of each token by its word and Penn tag."""
        for token in doc:
            token.lemma_ = self.lemma(token.text, token.tag_)

    def _lemma(self, text: str, tag: str) -> str:
        if tag == "NNP":
            return text
        if tag in _PLURALS and _SHORT_FORMS.match(text):
            return text[:-1] if tag == "NNPS" else text[:-1].lower()
        lemma = self._lower_lemma(text.lower(), tag)
        proper = tag == "NNPS" and text.lower().startswith(lemma)
        return text[: len(lemma)] if proper else lemma

    def _lower_lemma(self, form: str, tag: str) -> str:
        if form in ("'s", "’s"):
            return "be" if tag == "VBZ" else "'s"
        kind = _CLASSES.get(tag[:2], "")
        known = self._table.get((kind, form)) or _FIXED.get(form)
        if known or not kind or (kind, form) in self._known:
            return known or form
        head, hyphen, last = form.rpartition("-")
        if hyphen and last.isalpha():
            return head + hyphen + self._lower_lemma(last, tag)
        return self._by_rule(form, kind, tag)

    def _by_rule(self, form: str, kind: str, tag: str) -> str:
        candidates = list(_candidates(form, tag)) or [form]
        return next((base for base in candidates if self._knows(kind, base)), candidates[0])

    def _knows(self, kind: str, base: str) -> bool:
        """True for a known lemma, also behind a prefix ("rescale")."""
        prefix = _PREFIX.match(base)
        return (kind, base) in self._known or bool(prefix and (kind, base[prefix.end() :]) in self._known)


def _field_forms() -> Iterator[tuple[tuple[str, str], str]]:
    for entry in (*word_list("verbs"), *_MORE_VERBS):
        base = entry.rstrip("+")
        yield from ((("V", form), base) for form in inflections(entry).values())
    for noun in word_list("nouns"):
        yield ("N", noun), noun
        yield ("N", plural(noun)), noun


def _candidates(form: str, tag: str) -> Iterator[str]:
    """Bases that ``form`` may come from, the likeliest first."""
    if tag in ("NNS", "VBZ"):
        yield from _without_s(form)
    elif tag in ("VBD", "VBN") and form.endswith("ed"):
        yield from _stem_bases(form[:-2], y=form.endswith("ied"))
    elif tag == "VBG" and form.endswith("ing"):
        yield from _stem_bases(form[:-3], y=False)
    elif tag in ("JJR", "RBR") and form.endswith("er"):
        yield from _stem_bases(form[:-2], y=form.endswith("ier"))
    elif tag in ("JJS", "RBS") and form.endswith("est"):
        yield from _stem_bases(form[:-3], y=form.endswith("iest"))


def _without_s(form: str) -> Iterator[str]:
    if not form.endswith("s") or form.endswith(("ss", "us", "is", "/s")):
        return
    if form.endswith("ies") and len(form) > 4:
        yield form[:-3] + "y"
    elif form.endswith(("sses", "shes", "ches", "xes", "zzes")):
        yield form[:-2]
    yield form[:-1]
    if form.endswith("es"):
        yield form[:-2]


def _stem_bases(stem: str, *, y: bool) -> Iterator[str]:
    if y:
        yield stem[:-1] + "y"
    elif _DOUBLED.search(stem):
        yield from (stem[:-1], stem, stem + "e")
    elif _ALWAYS_E.search(stem) or (_NEEDS_E.search(stem) and not _NO_E.search(stem)):
        yield from (stem + "e", stem)
    else:
        yield from (stem, stem + "e")
