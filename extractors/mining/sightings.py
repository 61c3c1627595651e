"""Everything that one text says of the types of names and terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractors.mining.contexts import CONTEXTS
from extractors.mining.heads import HEAD_NOUNS, phrase_types
from extractors.mining.longforms import pairs
from extractors.mining.phrases import phrases
from ontology.types import EntityType


class Sighting(NamedTuple):
    """A form in a context. ``start`` and ``end`` are offsets of the context in the text; ``other`` is the
    short form where the rule is ``abbreviated``."""

    form: str
    type: EntityType | None
    rule: str
    start: int
    end: int
    other: str = ""


def sightings(text: str) -> Iterator[Sighting]:
    """All sightings of a text, rule by rule."""
    for context in CONTEXTS:
        for form, kind, start, end in context.read(text):
            yield Sighting(form, kind, context.id, start, end)
    yield from _abbreviated(text)
    for phrase, head, start, end in phrases(text.lower()):
        for kind in phrase_types(head):
            yield Sighting(phrase, kind, "phrase", start, end)


def _abbreviated(text: str) -> Iterator[Sighting]:
    for long, short, start, end in pairs(text):
        head = long.lower().rsplit(" ", 1)[-1]
        types = phrase_types(head) if head in HEAD_NOUNS else (None,)
        yield Sighting(long.lower(), types[0], "abbreviated", start, end, short)
