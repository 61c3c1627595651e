"""What the graph adds to a statement: its id, how far it is believed, and by how many papers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

from ontology.types import Entity, EntityType, Evidence, Paper, Qualifiers, Record


class GraphStatement(Record):
    """A claim of the graph with all its evidence. ``belief`` in [0, 1], four decimals.

    ``papers`` are the ids of the papers whose evidence asserts it. A ``derived`` statement (variant-of)
    has no evidence: it follows from names or other statements.
    """

    id: str
    subject: str
    predicate: str
    object: str
    qualifiers: Qualifiers = Qualifiers()
    evidence: tuple[Evidence, ...] = ()
    belief: Decimal = Decimal("0")
    papers: tuple[str, ...] = ()
    derived: bool = False


class GraphView(Protocol):
    """What exports and queries need of a graph, in memory or in a store. Iterators run in id order."""

    def papers(self) -> Iterator[Paper]:
        """All papers."""

    def entities(self) -> Iterator[Entity]:
        """All entities."""

    def statements(
        self,
        *,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,  # noqa: A002 - the field's own word
        min_belief: Decimal | None = None,
    ) -> Iterator[GraphStatement]:
        """The statements that fit all that is given."""

    def paper(self, paper_id: str) -> Paper:
        """One paper; KeyError where there is none."""

    def entity(self, entity_id: str) -> Entity:
        """One entity; KeyError where there is none."""

    def find(self, name: str, kind: EntityType | None = None) -> list[Entity]:
        """Entities by name or alias, best first."""
