"""The claims of one paper in terms of the graph's nodes. Claims that do not fit the schema are dropped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from kg.assemble.local import without_markup
from kg.assemble.quantities import canonical
from kg.resolve.review import Review
from ontology.ids import digest
from ontology.schema import PAPER_CLASS, load_schema
from ontology.types import PAPER, Qualifiers

_SPACE = re.compile(r"\s+")
_REFERENCES = ("metric", "benchmark", "baseline", "hardware", "model")
_QUALIFIERS = tuple(Qualifiers.model_fields)


class NodeRef(NamedTuple):
    """A node as claims need it: number in the store, id, class and name."""

    i: int
    id: str
    kind: str
    name: str


class Claim(NamedTuple):
    """One claim of one paper with the evidence as it was extracted."""

    id: str
    subject: int
    predicate: str
    object: int
    qualifiers: dict[str, Any]
    refers: tuple[tuple[int, str], ...]
    """(node, qualifier) for each qualifier that names a node."""
    evidence: list[dict[str, Any]]


def claim_id(subject: str, predicate: str, object_: str, qualifiers: Mapping[str, Any]) -> str:
    """The same as :func:`ontology.ids.statement_id`, from plain values."""
    claim = [subject, predicate, object_, qualifiers]
    return digest(json.dumps(claim, sort_keys=True, ensure_ascii=False))[:16]


def claims(
    extraction: Mapping[str, Any], paper: NodeRef, nodes: Mapping[str, NodeRef], review: Review
) -> Iterator[Claim]:
    """The claims of a paper, in order; the same claim may come twice.

    Args:
        extraction: an :class:`Extraction` as plain values.
        paper: its node.
        nodes: from local ids to nodes; entities that were rejected are absent.
    """
    for statement in extraction["statements"]:
        subject = paper if statement["subject"] == PAPER else nodes.get(statement["subject"])
        object_ = nodes.get(statement["object"])
        if subject is None or object_ is None or subject.i == object_.i:
            continue
        predicate = statement["predicate"]
        if not _allowed(subject.kind, predicate, object_.kind):
            continue
        if review.rejects_claim(_said(subject), predicate, object_.name):
            continue
        qualifiers, refers = _qualifiers(statement.get("qualifiers") or {}, nodes)
        id_ = claim_id(subject.id, predicate, object_.id, qualifiers)
        yield Claim(id_, subject.i, predicate, object_.i, qualifiers, refers, statement["evidence"])


def _said(node: NodeRef) -> str:
    return node.id if node.kind == PAPER_CLASS else node.name


@lru_cache(maxsize=4096)
def _allowed(subject: str, predicate: str, object_: str) -> bool:
    return load_schema().allows(subject, predicate, object_)


def _qualifiers(
    local: Mapping[str, Any], nodes: Mapping[str, NodeRef]
) -> tuple[dict[str, Any], tuple[tuple[int, str], ...]]:
    """The qualifiers in one spelling and one order, and the nodes they name."""
    found: dict[str, Any] = {}
    refers: set[tuple[int, str]] = set()
    for name in _QUALIFIERS:
        items = local.get(name)
        if not items:
            continue
        if name in _REFERENCES:
            refers |= {(nodes[r["entity"]].i, name) for r in items if r.get("entity") in nodes}
            values = [_reference(item, nodes) for item in items]
        else:
            values = [canonical(item) for item in items]
        unique = {json.dumps(v, sort_keys=True, ensure_ascii=False): v for v in values}
        found[name] = [unique[text] for text in sorted(unique)]
    return found, tuple(sorted(refers))


def _reference(item: Mapping[str, Any], nodes: Mapping[str, NodeRef]) -> dict[str, Any]:
    node = nodes.get(item.get("entity") or "")
    if node is None:
        return {"text": _SPACE.sub(" ", without_markup(item["text"])).strip()}
    return {"text": node.name, "entity": node.id}
