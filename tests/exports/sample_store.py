"""The sample as a real graph file, built by the real builder from ready extractions: no model is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from memory_graph import MemoryGraph

from extractors.lexicon import Vote
from kg.build.builder import Builder
from kg.build.rules import load_rules
from ontology.types import (
    EntityType,
    Extraction,
    Mention,
    Paper,
    PaperEntity,
    Qualifiers,
    Reference,
    Statement,
)


class SamplePipeline:
    """Gives each paper of the sample the entities and statements that it has there."""

    fingerprint = "sample"

    def __init__(self, graph: MemoryGraph) -> None:
        self._graph = graph

    def votes(self, paper: Paper) -> tuple[Vote, ...]:
        return ()

    def extract(self, papers: Sequence[Paper], lexicon: Mapping[str, EntityType]) -> list[Extraction]:
        return [_Reading(self._graph, paper).extraction() for paper in papers]


class _Reading:
    def __init__(self, graph: MemoryGraph, paper: Paper) -> None:
        self._graph = graph
        self._paper = paper
        self._local: dict[str, str] = {}

    def extraction(self) -> Extraction:
        statements = self.statements()
        return Extraction(paper=self._paper.id, statements=statements, entities=self.entities())

    def statements(self) -> tuple[Statement, ...]:
        found = []
        for claim in self._graph.statements():
            evidence = tuple(e for e in claim.evidence if e.paper == self._paper.id)
            if evidence:
                subject, object_ = self._id(claim.subject), self._id(claim.object)
                q = self._qualifiers(claim.qualifiers)
                said = {"subject": subject, "predicate": claim.predicate, "object": object_}
                found.append(Statement(**said, qualifiers=q, evidence=evidence))
        return tuple(found)

    def entities(self) -> tuple[PaperEntity, ...]:
        return tuple(self._entity(node, local) for node, local in self._local.items())

    def _id(self, node: str) -> str:
        if node.startswith("paper/"):
            return "paper"
        return self._local.setdefault(node, f"e{len(self._local) + 1}")

    def _qualifiers(self, qualifiers: Qualifiers) -> Qualifiers:
        changed = {}
        for name in Qualifiers.model_fields:
            items = getattr(qualifiers, name)
            if items and isinstance(items[0], Reference):
                changed[name] = tuple(
                    r.model_copy(update={"entity": self._id(r.entity) if r.entity else None}) for r in items
                )
        return qualifiers.model_copy(update=changed)

    def _entity(self, node: str, local: str) -> PaperEntity:
        entity = self._graph.entity(node)
        at = self._paper.text.find(entity.name)
        start = max(at, 0)
        mention = Mention(start=start, end=start + len(entity.name), type=entity.type, rule="sample")
        return PaperEntity(id=local, type=entity.type, forms=(entity.name,), mentions=(mention,))


def build_sample(graph: MemoryGraph, path: Path) -> Path:
    """Write the sample's papers and extractions into a new graph file."""
    with Builder(path, load_rules()) as builder:
        builder.take(graph.papers(), only=True)
        builder.finish(lambda: SamplePipeline(graph))
    return path
