"""A sentence as a row of units: names and numbers whole, lists of names as one, references marked.

The rules are matched on units, so that "Eagle, Medusa and Lookahead" is one step of a pattern like
"GPTQ" is, and so that the words inside a name never set off a rule.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.quantities import Found


@dataclass(slots=True)
class Member:
    """A named entity or a number inside a unit. ``start``/``end`` are tokens of the document."""

    start: int
    end: int
    type: str
    entity: str = ""
    """Local id of the entity; "" for a number or a reference that is not resolved yet."""
    quantity: Found | None = None
    note: Found | None = None
    """A number in brackets after the name: "GPT-4o (13.9%)"."""


@dataclass(slots=True)
class Unit:
    """One step of a sentence; ``start``/``end`` are tokens of the document.

    ``kind`` is an entity type, "Quantity", "Ours" ("our method"), "Ref" ("it", "this model"), "We", "word",
    "fn" (function word), "," or "break".
    """

    kind: str
    start: int
    end: int
    text: str
    members: list[Member] = field(default_factory=list)
    reference: str = ""
    """For Ref: "ours", "it", "that" or "these"."""
    head: str = ""
    """The class noun that follows or introduces the names: "models", "methods"."""
    generic: bool = False
    """True where the name only modifies a plural class noun: "quantization methods"."""
    examples: bool = False
    """True where the names were introduced by "such as", "including", "e.g."."""
    of_class: Member | None = None
    """The named class that the examples belong to: "quantization methods such as GPTQ"."""

    @property
    def named(self) -> bool:
        """True for a unit of entities."""
        return bool(self.members) and bool(self.members[0].entity)
