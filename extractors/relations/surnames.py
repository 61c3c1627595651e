"""Names that end with another's: "Echo-LoRA" is one of the LoRA family, as the paper says by naming it so."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.relations.paperframe import PaperFrame

_SHORTEST = 3
_BETWEEN = frozenset(("of", "via", "with", "for", "and"))
"""Words that make the last one a part: "Mixture of LoRA"."""
_KIND = "Method"


def surname(entity: str, sentence: int, frame: PaperFrame) -> str | None:
    """The method with whose abbreviation the name of a proposed method ends, the longest such; else None.

    Only abbreviations count ("AH-GRPO" of GRPO): a technique by its words ("Token Pruning") is what the new
    thing is, not what it was made from. Asked of every sentence, told of those that propose it.
    """
    if frame.types[entity] != _KIND or (entity, sentence) not in _proposing(frame):
        return None
    found = [
        (len(name), other)
        for form in frame.names.get(entity, ())
        for other, name in _abbreviations(frame)
        if other != entity and form.endswith(("-" + name, " " + name)) and _BETWEEN.isdisjoint(form.split())
    ]
    return max(found)[1] if found else None


def _proposing(frame: PaperFrame) -> set[tuple[str, int]]:
    return {(p.entity, p.sentence) for p in frame.proposals}


def _abbreviations(frame: PaperFrame) -> Iterator[tuple[str, str]]:
    for entity, forms in frame.names.items():
        if frame.types[entity] == _KIND:
            yield from ((entity, form) for form in forms if _abbreviated(form))


def _abbreviated(form: str) -> bool:
    """True for one word with capitals inside it: "LoRA", "AH-GRPO"; a plural ("GNNs") names a class."""
    inner = any(c.isupper() for c in form[1:])
    return len(form) >= _SHORTEST and " " not in form and inner and not form.endswith("s")
