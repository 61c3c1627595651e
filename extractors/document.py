"""A paper on its way through the stages: cleaned, tokenised, with the entities found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ontology.types import EntityType, Extraction, Paper, PaperEntity

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extractors.cleanup import CleanText


@dataclass(slots=True)
class Occurrence:
    """A mention in tokens of :attr:`Document.doc`: half-open ``[start, end)``."""

    start: int
    end: int
    type: EntityType
    rule: str
    entity: str
    """Local id of the entity it names ("e1")."""


@dataclass(slots=True)
class Document:
    """Hot-loop twin of an extraction. ``doc`` holds the tokens of the CLEANED text with sentence starts,
    not parsed; ``clean`` maps its offsets back to ``paper.text``."""

    paper: Paper
    clean: CleanText
    doc: Doc
    entities: list[PaperEntity] = field(default_factory=list)
    chances: dict[str, int] = field(default_factory=dict)
    """How likely it is, in percent, that each entity is one; of those that were given, nothing."""
    known: frozenset[str] = frozenset()
    """Entities that a shipped vocabulary lists by all their names, or that are versions of a known model; of
    those that were given, nothing."""
    common: frozenset[str] = frozenset()
    """Those of the known ones whose name is plain words ("mixture-of-experts"): techniques of many papers."""
    occurrences: list[Occurrence] = field(default_factory=list)
    """Sorted by start, never overlapping."""
    title_end: int = 0
    """Number of tokens that belong to the title."""


class Reading(NamedTuple):
    """A paper as the rules read it: the names may be doubtful, the statements are not judged yet."""

    paper: Paper
    extraction: Extraction
    chances: Mapping[str, int]
    """How likely each entity is, in percent."""
