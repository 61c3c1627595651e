"""Which predicted entity is which reference entity: one to one, by the forms they share.

The measure is that of the reference annotations' own scorer: forms are compared without regard to case,
spaces, hyphens and LaTeX braces; Benchmark and Dataset count as one type; "overlap" lets one form contain
the other by whole words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from extractors.annotations import normalise
from ontology.types import EntityType, PaperEntity

_WORD = re.compile(r"[a-z0-9.+]+")


class Boundaries(StrEnum):
    """How exactly forms must agree."""

    EXACT = "exact"
    OVERLAP = "overlap"


TypeTest = Callable[[EntityType, EntityType], bool]


def same_role(a: EntityType, b: EntityType) -> bool:
    """Equal types; Benchmark and Dataset count as one."""
    data = {EntityType.BENCHMARK, EntityType.DATASET}
    return a == b or {a, b} <= data


def any_type(_a: EntityType, _b: EntityType) -> bool:
    """Types do not matter."""
    return True


def contains(a: str, b: str) -> bool:
    """True where the words of the shorter stand in a row within the longer."""
    longer, shorter = sorted(
        (_WORD.findall(a.casefold()), _WORD.findall(b.casefold())), key=len, reverse=True
    )
    width = len(shorter)
    return width > 0 and any(longer[i : i + width] == shorter for i in range(len(longer) - width + 1))


def match(
    reference: Sequence[PaperEntity],
    predicted: Sequence[PaperEntity],
    boundaries: Boundaries = Boundaries.EXACT,
    same_type: TypeTest = same_role,
) -> dict[str, str]:
    """Predicted id to reference id, one to one; most shared forms first, ties by id."""
    ranked = sorted(_candidates(reference, predicted, boundaries, same_type))
    matched: dict[str, str] = {}
    taken: set[str] = set()
    for _rank, wanted, found in ranked:
        if wanted not in taken and found not in matched:
            taken.add(wanted)
            matched[found] = wanted
    return matched


def _candidates(
    reference: Sequence[PaperEntity],
    predicted: Sequence[PaperEntity],
    boundaries: Boundaries,
    same_type: TypeTest,
) -> list[tuple[int, str, str]]:
    pairs = []
    wanted_forms = [{normalise(f) for f in e.forms} for e in reference]
    found_forms = [{normalise(f) for f in e.forms} for e in predicted]
    for wanted, wf in zip(reference, wanted_forms, strict=True):
        for found, ff in zip(predicted, found_forms, strict=True):
            if not same_type(wanted.type, found.type):
                continue
            if shared := len(wf & ff):
                pairs.append((-shared, wanted.id, found.id))
            elif boundaries is Boundaries.OVERLAP and _any_contains(wanted, found):
                pairs.append((1, wanted.id, found.id))
    return pairs


def _any_contains(a: PaperEntity, b: PaperEntity) -> bool:
    return any(contains(x, y) for x in a.forms for y in b.forms)
