"""Entities that are given, not found: every place where one of their forms stands in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ontology.types import Mention, PaperEntity, Span

GIVEN = "given"
"""The rule of a mention whose entity was given."""


def find_forms(text: str, entities: Sequence[PaperEntity]) -> dict[str, list[Span]]:
    """Where each entity stands in the text: longest form first, never two names in one place.

    Returns:
        Entity id to its spans in order; entities that do not occur are left out. A form counts at word
        boundaries; one that stands only inside a longer word counts there.
    """
    taken = bytearray(len(text))
    found: dict[str, list[Span]] = {}
    forms = [(form, entity.id) for entity in entities for form in entity.forms if form]
    for form, entity in sorted(forms, key=lambda pair: (-len(pair[0]), pair[0], pair[1])):
        spans = [s for s in _standing(text, form) if not any(taken[s[0] : s[1]])]
        for start, end in spans:
            taken[start:end] = b"\x01" * (end - start)
            found.setdefault(entity, []).append((start, end))
    return {entity: sorted(spans) for entity, spans in found.items()}


def with_mentions(entity: PaperEntity, spans: Sequence[Span]) -> PaperEntity:
    """The entity with a mention for each span."""
    mentions = tuple(Mention(start=s, end=e, type=entity.type, rule=GIVEN) for s, e in spans)
    return entity.model_copy(update={"mentions": mentions})


def _standing(text: str, form: str) -> list[Span]:
    everywhere = list(_everywhere(text, form))
    return [s for s in everywhere if _bounded(text, *s)] or everywhere


def _everywhere(text: str, form: str) -> Iterator[Span]:
    at = text.find(form)
    while at >= 0:
        yield at, at + len(form)
        at = text.find(form, at + len(form))


def _bounded(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (_joins(before, text[start]) or _joins(after, text[end - 1]))


def _joins(outside: str, inside: str) -> bool:
    return outside.isalnum() and inside.isalnum()
