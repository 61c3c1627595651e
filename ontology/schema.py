"""The schema file as typed records: classes, predicates, domains and ranges."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import Field, model_validator

from ontology.types import EntityType, QualifierName, Record

PAPER_CLASS = "Paper"


class Class(Record):
    """A kind of entity."""

    label: str
    definition: str
    example: str = ""


class Predicate(Record):
    """A relation: what its subject and object may be, and which qualifiers narrow it."""

    label: str
    inverse: str
    definition: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    qualifiers: tuple[QualifierName, ...] = ()
    core: bool = False
    transitive: bool = False
    derived: bool = False
    example: str = ""
    """A sentence that states it, and what is read from the sentence."""


class Schema(Record):
    """The classes and predicates by name, in file order."""

    version: str
    base: str
    classes: dict[str, Class] = Field(alias="class")
    predicates: dict[str, Predicate] = Field(alias="predicate")

    @model_validator(mode="after")
    def _closed(self) -> Schema:
        named = {t.value for t in EntityType}
        if set(self.classes) != named:
            raise ValueError(f"classes {sorted(self.classes)} are not the entity types {sorted(named)}")
        for name, predicate in self.predicates.items():
            unknown = (set(predicate.domain) | set(predicate.range)) - named - {PAPER_CLASS}
            if unknown:
                raise ValueError(f"predicate {name!r}: unknown class {sorted(unknown)}")
        return self

    def allows(self, subject: str, predicate: str, obj: str) -> bool:
        """True where a subject of this class may stand in this predicate to an object of that class."""
        found = self.predicates.get(predicate)
        return found is not None and subject in found.domain and obj in found.range


@cache
def load_schema() -> Schema:
    """Read and check ``schema.toml``.

    Raises:
        pydantic.ValidationError: the file names an unknown class or field.
    """
    text = files("ontology").joinpath("schema.toml").read_text(encoding="utf-8")
    return Schema.model_validate(tomllib.loads(text))
