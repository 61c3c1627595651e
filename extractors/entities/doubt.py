"""Doubtful names stay where the text states something of them, and go otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.entities.chooser import SURE
from ontology.types import Extraction, Reference, Statement


def without_doubtful(extraction: Extraction, chances: Mapping[str, int]) -> Extraction:
    """The extraction without the doubtful names of which nothing is asserted; the others are numbered anew.

    A qualifier that refers to a name that goes keeps its text.

    Args:
        extraction: with the statements that are believed.
        chances: how likely each entity is, in percent.
    """
    stated = {end for s in extraction.statements if s.asserted for end in (s.subject, s.object)}
    kept = [e for e in extraction.entities if e.id in stated or SURE.met(e.type, chances[e.id])]
    if len(kept) == len(extraction.entities):
        return extraction
    names = {entity.id: f"e{number}" for number, entity in enumerate(kept, start=1)}
    gone = {entity.id for entity in extraction.entities} - names.keys()
    return extraction.model_copy(
        update={
            "entities": tuple(e.model_copy(update={"id": names[e.id]}) for e in kept),
            "statements": tuple(
                _renamed(s, names) for s in extraction.statements if not gone & {s.subject, s.object}
            ),
        }
    )


def _renamed(statement: Statement, names: Mapping[str, str]) -> Statement:
    subject, obj = (names.get(end, end) for end in (statement.subject, statement.object))
    told = {
        field: tuple(r.model_copy(update={"entity": names.get(r.entity)}) if r.entity else r for r in said)
        for field, said in statement.qualifiers
        if said and isinstance(said[0], Reference)
    }
    narrowed = statement.qualifiers.model_copy(update=told) if told else statement.qualifiers
    return statement.model_copy(update={"subject": subject, "object": obj, "qualifiers": narrowed})
