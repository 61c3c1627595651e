"""The alignment file as triples."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field, model_validator

from exports.rdf.names import RDFS, SKOS, Names
from exports.rdf.terms import Triple, iri
from ontology.types import Record

RELATIONS = {
    "subClassOf": RDFS + "subClassOf",
    "subPropertyOf": RDFS + "subPropertyOf",
    "closeMatch": SKOS + "closeMatch",
    "broadMatch": SKOS + "broadMatch",
    "relatedMatch": SKOS + "relatedMatch",
}
Relation = Literal["subClassOf", "subPropertyOf", "closeMatch", "broadMatch", "relatedMatch"]


class Source(Record):
    """A published vocabulary, and the text in which its terms were looked up."""

    name: str
    namespace: str
    checked: str


class Alignment(Record):
    """How one of our terms relates to terms of others, as "source:name"."""

    term: str
    subClassOf: tuple[str, ...] = ()  # noqa: N815 - the relation's own name
    subPropertyOf: tuple[str, ...] = ()  # noqa: N815
    closeMatch: tuple[str, ...] = ()  # noqa: N815
    broadMatch: tuple[str, ...] = ()  # noqa: N815
    relatedMatch: tuple[str, ...] = ()  # noqa: N815


class Alignments(Record):
    """The whole file."""

    source: dict[str, Source]
    alignments: tuple[Alignment, ...] = Field(alias="alignment")

    @model_validator(mode="after")
    def _known(self) -> Alignments:
        for _, _, target in self.pairs():
            if target.partition(":")[0] not in self.source:
                raise ValueError(f"{target} is of no source in the file")
        return self

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """Our term, relation, their term as "source:name"."""
        for alignment in self.alignments:
            for relation in RELATIONS:
                for target in getattr(alignment, relation):
                    yield alignment.term, relation, target

    def full(self, target: str) -> str:
        """The IRI of "source:name"."""
        source, _, name = target.partition(":")
        return self.source[source].namespace + name

    def triples(self, names: Names) -> Iterator[Triple]:
        """One triple per pair."""
        for term, relation, target in self.pairs():
            yield iri(names.term(term)), iri(RELATIONS[relation]), iri(self.full(target))


@cache
def load_alignments() -> Alignments:
    """Read and check ``ontology/alignment.toml``.

    Raises:
        pydantic.ValidationError: an unknown field or source.
    """
    text = files("ontology").joinpath("alignment.toml").read_text(encoding="utf-8")
    return Alignments.model_validate(tomllib.loads(text))
