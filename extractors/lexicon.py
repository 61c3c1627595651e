"""What the corpus as a whole says of a form's type: votes of strong contexts, counted per paper.

Votes are pure functions of one paper, so they are collected anywhere and added up in any order;
:func:`decide` is a pure function of the sums. The second reading of each paper uses the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ontology.types import EntityType


class Vote(NamedTuple):
    """One paper's strong context for a form: ``rule`` names the context ("GPTQ, a quantization method")."""

    form: str
    type: EntityType
    rule: str


Tally = Mapping[EntityType, int]
"""For one form: in how many papers a strong context said each type."""

NO_VOTES: Tally = MappingProxyType({})
"""Of a form that no paper voted on."""


def decide(tally: Tally, *, papers: int = 2, share: float = 0.8) -> EntityType | None:
    """The type of a form, or None where the papers are too few or disagree.

    Args:
        papers: least number of papers that must have voted for the winner.
        share: least part of all votes that the winner must have.
    """
    if not tally:
        return None
    best = max(tally, key=lambda kind: (tally[kind], kind.value))
    total = sum(tally.values())
    return best if tally[best] >= papers and tally[best] >= share * total else None


Lexicon = Mapping[str, EntityType]
"""Decided forms, as written, to their type."""


def lexicon(tallies: Iterable[tuple[str, Tally]]) -> dict[str, EntityType]:
    """All decided forms."""
    decided = ((form, decide(tally)) for form, tally in tallies)
    return {form: kind for form, kind in decided if kind is not None}
