"""A statement in the making: ids and token spans, before offsets and records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.quantities import Found
from extractors.relations.ruleset import Hit
from ontology.types import PAPER


class Argument(NamedTuple):
    """What fills a role: an entity (or the paper) and the tokens of the document that name it."""

    entity: str
    start: int
    end: int
    note: Found | None = None


class Named(NamedTuple):
    """A qualifier that names something: tokens of the document, and its entity where it is one."""

    start: int
    end: int
    entity: str | None = None


@dataclass(slots=True)
class Draft:
    """A claim of one sentence."""

    hit: Hit
    subject: Argument
    object: Argument
    numbers: dict[str, list[Found]] = field(default_factory=dict)
    """value, delta, bits, ratio"""
    names: dict[str, list[Named]] = field(default_factory=dict)
    """metric, benchmark, baseline, hardware, model"""

    @property
    def predicate(self) -> str:
        """The predicate of its rule."""
        return self.hit.predicate

    @property
    def claim(self) -> tuple[str, str, str]:
        """Subject, predicate, object."""
        return self.subject.entity, self.predicate, self.object.entity


NOBODY = Argument(PAPER, -1, -1)
"""The paper, where no word names it."""
