"""Ids made from content alone: the same claim has the same id on every machine and in every run."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata

from ontology.types import EntityType, Statement

_NOT_SLUG = re.compile(r"[^a-z0-9.+]+")
_SIGNS = {"*": "-star", "#": "-sharp"}


def slug(name: str) -> str:
    """A readable, stable part of an id; letters beyond ASCII are spelt out: β-VAE is not VAE.

    >>> slug("Llama-3.1-8B Instruct")
    'llama-3.1-8b-instruct'
    >>> slug("β-VAE"), slug("A*"), slug("C#")
    ('beta-vae', 'a-star', 'c-sharp')
    """
    folded = unicodedata.normalize("NFKD", name).casefold()
    spelt = folded if folded.isascii() and not _SIGNS.keys() & set(folded) else "".join(map(_spelt, folded))
    return _NOT_SLUG.sub("-", spelt).strip("-.") or "x" + digest(name)[:8]


def _spelt(char: str) -> str:
    """A character as ASCII: itself, the last word of its Unicode name, or its number."""
    if char in _SIGNS:
        return _SIGNS[char]
    if char.isascii() or unicodedata.combining(char):
        return char if char.isascii() else ""
    if unicodedata.category(char)[0] not in "LNS":
        return "-"
    words = unicodedata.name(char, "").casefold().split()
    return words[-1] if words[:1] == ["greek"] or words == ["infinity"] else f"u{ord(char):x}"


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
