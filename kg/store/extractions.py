"""Extractions as plain values and back: what the store keeps of a paper's reading."""

from __future__ import annotations

from typing import Any

from kg.store.codes import pack_json, unpack_json
from ontology.types import Extraction


def pack_extraction(extraction: Extraction) -> bytes:
    """Compressed JSON without fields that have their default."""
    return pack_json(extraction.model_dump(mode="json", exclude_defaults=True))


def plain_extraction(data: bytes | None) -> dict[str, Any] | None:
    """The plain values, with the lists that a default left out; None for none."""
    if data is None:
        return None
    plain: dict[str, Any] = unpack_json(data)
    plain.setdefault("entities", [])
    for statement in plain.setdefault("statements", []):
        statement.setdefault("evidence", [])
    return plain


def unpack_extraction(data: bytes) -> Extraction:
    """The record."""
    return Extraction.model_validate(unpack_json(data))
