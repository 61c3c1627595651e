"""Ids made from content alone: the same claim has the same id on every machine and in every run."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata

from ontology.types import EntityType, Statement

_NOT_SLUG = re.compile(r"[^a-z0-9.+]+")


def slug(name: str) -> str:
    """A readable, stable part of an id.

    >>> slug("Llama-3.1-8B Instruct")
    'llama-3.1-8b-instruct'
    """
    folded = unicodedata.normalize("NFKD", name).casefold()
    return _NOT_SLUG.sub("-", folded).strip("-.") or "x" + digest(name)[:8]


def entity_id(kind: EntityType, name: str) -> str:
    """The id of an entity, "type/slug".

    >>> entity_id(EntityType.METHOD, "GPTQ")
    'method/gptq'
    """
    return f"{kind.value.lower()}/{slug(name)}"


def paper_node(paper: str) -> str:
    """The node id of a paper in the graph.

    >>> paper_node("arxiv:2210.17323")
    'paper/arxiv:2210.17323'
    """
    return f"paper/{paper}"


def digest(text: str) -> str:
    """SHA-256 of the text, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def statement_id(statement: Statement) -> str:
    """Sixteen hexadecimal digits from subject, predicate, object and qualifiers; not from the evidence."""
    claim = [
        statement.subject,
        statement.predicate,
        statement.object,
        statement.qualifiers.model_dump(mode="json", exclude_defaults=True),
    ]
    return digest(json.dumps(claim, sort_keys=True, ensure_ascii=False))[:16]
