"""Score extractions against reference annotations: entities by type, relations by predicate, errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.evaluation.counts import Counts, total
from kg.evaluation.matching import Boundaries, any_type, match
from ontology.schema import load_schema
from ontology.types import PAPER, Extraction, PaperEntity


class Mistake(NamedTuple):
    """One error: in which paper, of which kind ("missed entity", "false relation", ...), and what."""

    paper: str
    kind: str
    label: str
    what: str


@dataclass(slots=True)
class Score:
    """The figures of one run. ``untyped`` counts entities whose forms agree whatever their type."""

    papers: int = 0
    entities: dict[str, Counts] = field(default_factory=dict)
    relations: dict[str, Counts] = field(default_factory=dict)
    untyped: Counts = field(default_factory=Counts)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def all_entities(self) -> Counts:
        """Over all types."""
        return total(self.entities.values())

    @property
    def all_relations(self) -> Counts:
        """Over all predicates."""
        return total(self.relations.values())

    @property
    def core_relations(self) -> Counts:
        """Over the schema's core predicates."""
        core = load_schema().predicates
        return total(c for p, c in self.relations.items() if p in core and core[p].core)


Claim = tuple[object, str, object]


def score(
    reference: Mapping[str, Extraction],
    predicted: Mapping[str, Extraction],
    boundaries: Boundaries = Boundaries.EXACT,
) -> Score:
    """Compare paper by paper; a paper without prediction counts as one where nothing was found."""
    result = Score(papers=len(reference))
    for paper, wanted in reference.items():
        found = predicted.get(paper, Extraction(paper=paper))
        _score_entities(result, wanted, found, boundaries)
        _score_relations(result, wanted, found, boundaries)
    return result


def _score_entities(result: Score, wanted: Extraction, found: Extraction, boundaries: Boundaries) -> None:
    matched = match(wanted.entities, found.entities, boundaries)
    hit = set(matched.values())
    for entity in wanted.entities:
        counts = result.entities.setdefault(entity.type.value, Counts())
        if entity.id in hit:
            counts.hits += 1
        else:
            counts.misses += 1
            result.mistakes.append(_entity_mistake(wanted.paper, "missed entity", entity))
    for entity in found.entities:
        if entity.id not in matched:
            result.entities.setdefault(entity.type.value, Counts()).false_alarms += 1
            result.mistakes.append(_entity_mistake(wanted.paper, "false entity", entity))
    untyped = len(match(wanted.entities, found.entities, boundaries, any_type))
    result.untyped += Counts(untyped, len(wanted.entities) - untyped, len(found.entities) - untyped)


def _score_relations(result: Score, wanted: Extraction, found: Extraction, boundaries: Boundaries) -> None:
    same: dict[str, str] = match(wanted.entities, found.entities, boundaries, any_type)
    same[PAPER] = PAPER

    def place(local: str) -> object:
        # An argument that matches nothing keeps its predicted id, apart from all reference ids.
        return same.get(local, ("unmatched", local))

    want: set[Claim] = {(s.subject, s.predicate, s.object) for s in wanted.statements}
    have: set[Claim] = {
        (place(s.subject), s.predicate, place(s.object)) for s in found.statements if s.asserted
    }
    names = _Names(wanted, found)
    for claim in sorted(want | have, key=repr):
        counts = result.relations.setdefault(claim[1], Counts())
        if claim in want and claim in have:
            counts.hits += 1
        elif claim in want:
            counts.misses += 1
            result.mistakes.append(Mistake(wanted.paper, "missed relation", claim[1], names.of(claim)))
        else:
            counts.false_alarms += 1
            result.mistakes.append(Mistake(wanted.paper, "false relation", claim[1], names.of(claim)))


class _Names:
    """Claims in words, for the list of errors."""

    def __init__(self, wanted: Extraction, found: Extraction) -> None:
        self._wanted = {e.id: e.forms[0] for e in wanted.entities}
        self._found = {e.id: e.forms[0] for e in found.entities}

    def of(self, claim: Claim) -> str:
        return f"{self._one(claim[0])} --{claim[1]}-> {self._one(claim[2])}"

    def _one(self, argument: object) -> str:
        if isinstance(argument, tuple):
            return f"{self._found.get(argument[1], argument[1])}*"
        return self._wanted.get(str(argument), str(argument))


def _entity_mistake(paper: str, kind: str, entity: PaperEntity) -> Mistake:
    return Mistake(paper, kind, entity.type.value, " | ".join(entity.forms))
