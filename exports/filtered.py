"""A graph seen through a least belief."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.records import GraphStatement, GraphView
from ontology.types import Entity, EntityType, Paper


class Believed:
    """The same graph without the statements that are believed less than a given value."""

    def __init__(self, view: GraphView, min_belief: Decimal) -> None:
        self._view = view
        self._least = min_belief

    def papers(self) -> Iterator[Paper]:
        """All papers."""
        return self._view.papers()

    def entities(self) -> Iterator[Entity]:
        """All entities."""
        return self._view.entities()

    def statements(
        self,
        *,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,  # noqa: A002 - the field's own word
        min_belief: Decimal | None = None,
    ) -> Iterator[GraphStatement]:
        """The statements that fit all that is given and are believed enough."""
        least = max(self._least, min_belief or self._least)
        return self._view.statements(subject=subject, predicate=predicate, object=object, min_belief=least)

    def paper(self, paper_id: str) -> Paper:
        """One paper; KeyError where there is none."""
        return self._view.paper(paper_id)

    def entity(self, entity_id: str) -> Entity:
        """One entity; KeyError where there is none."""
        return self._view.entity(entity_id)

    def find(self, name: str, kind: EntityType | None = None) -> list[Entity]:
        """Entities by name or alias, best first."""
        return self._view.find(name, kind)
