"""A graph seen through a least belief, or with the claims that nobody asserts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kg.records import GraphStatement, GraphView
from ontology.types import Entity, EntityType, Paper


class Filtered:
    """The same graph with more or fewer statements.

    Args:
        min_belief: leaves out what is believed less.
        unasserted: adds what papers only deny, doubt or aim at, where the view leaves that out by itself.
    """

    def __init__(
        self, view: GraphView, *, min_belief: Decimal | None = None, unasserted: bool = False
    ) -> None:
        self._view = view
        self._least = min_belief or Decimal(0)
        self._more: dict[str, Any] = {"unasserted": True} if unasserted else {}

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
        least = max(self._least, min_belief or self._least) or None
        ends = {"subject": subject, "predicate": predicate, "object": object}
        return self._view.statements(**ends, min_belief=least, **self._more)

    def paper(self, paper_id: str) -> Paper:
        """One paper; KeyError where there is none."""
        return self._view.paper(paper_id)

    def entity(self, entity_id: str) -> Entity:
        """One entity; KeyError where there is none."""
        return self._view.entity(entity_id)

    def find(self, name: str, kind: EntityType | None = None) -> list[Entity]:
        """Entities by name or alias, best first."""
        return self._view.find(name, kind)
