"""Variants of known names: "TT-LoRA", "LongBench-E"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.entities.contexts import Evidence
from extractors.entities.names import Name, Strength
from extractors.entities.spans import Found
from extractors.entities.words import Words
from ontology.types import EntityType

RANK_VARIANT = 12
"""How sure the type of a variant is."""

_VARIED = (EntityType.METHOD, EntityType.BENCHMARK, EntityType.DATASET)


def parts(items: Iterable[Found], rank: int) -> dict[tuple[int, bool], EntityType]:
    """Known names of which a variant can be made, by first and by last word; ``rank``: of vocabularies."""
    found: dict[tuple[int, bool], EntityType] = {}
    for item in items:
        if item.type in _VARIED and item.rank == rank:
            found[item.first, False] = found[item.last, True] = item.type
    return found


def variant(words: Words, name: Name, known: dict[tuple[int, bool], EntityType]) -> Iterator[Evidence]:
    """A known name with a hyphen and something coined: "TT-LoRA", "LongBench-E"."""
    if name.strength is not Strength.STRONG or words.form[name.last - 1].islower():
        return
    kind = known.get((name.last, True)) or known.get((name.first, False))
    if kind is not None:
        yield Evidence(kind, RANK_VARIANT, "variant", True)
