"""The JSON-LD context: short names for every term we write."""

from __future__ import annotations

from typing import Any

from exports.rdf.names import OA, RDF, VOID, XSD, Names
from exports.vocabulary.terms import CLASSES, FOREIGN, INDIVIDUALS, PROPERTIES, QUALIFIERS
from ontology.schema import load_schema

_LINK = "@id"
_REIFICATION = ("subject", "predicate", "object", "reifies")
_ANNOTATION_LINKS = ("hasTarget", "hasSource", "hasSelector", "hasBody")
_ANNOTATION_TEXTS = ("exact", "prefix", "suffix")
_ANNOTATION_CLASSES = ("Annotation", "SpecificResource", "TextQuoteSelector", "TextPositionSelector")
_DESCRIPTION = ("classPartition", "propertyPartition", "class", "property", "vocabulary")


def context(names: Names) -> dict[str, Any]:
    """The value of ``@context`` (JSON-LD 1.1)."""
    found: dict[str, Any] = {"@version": 1.1, **names.prefixes, "id": "@id", "type": "@type"}
    found |= _classes(names) | _predicates() | _properties() | _foreign()
    return found


def _classes(names: Names) -> dict[str, Any]:
    own = [*load_schema().classes, *(c.name for c in CLASSES)]
    own += [value for values in INDIVIDUALS.values() for value in values]
    found: dict[str, Any] = {name: f"kg:{name}" for name in own if name not in names.prefixes}
    return found | {name: f"oa:{name}" for name in _ANNOTATION_CLASSES}


def _predicates() -> dict[str, Any]:
    return {name: {"@id": f"kg:{name}", "@type": _LINK} for name in load_schema().predicates}


def _properties() -> dict[str, Any]:
    found = {}
    for term in (*PROPERTIES, *QUALIFIERS):
        plain = {"@id": f"kg:{term.name}"}
        found[term.name] = plain | _coerced(term.range)
    return found


def _coerced(range_: str) -> dict[str, str]:
    if range_ == XSD + "decimal":
        return {"@type": range_}
    if range_ == RDF + "JSON":
        return {"@type": "@json"}
    return {} if range_.startswith(XSD) else {"@type": _LINK}


def _foreign() -> dict[str, Any]:
    found: dict[str, Any] = dict(FOREIGN)
    found |= {name: {"@id": f"rdf:{name}", "@type": _LINK} for name in _REIFICATION}
    found |= {name: {"@id": OA + name, "@type": _LINK} for name in _ANNOTATION_LINKS}
    found |= {name: OA + name for name in (*_ANNOTATION_TEXTS, "start", "end")}
    found |= {name: {"@id": VOID + name, "@type": _LINK} for name in _DESCRIPTION}
    return found | {"entities": VOID + "entities", "triples": VOID + "triples", "uriSpace": VOID + "uriSpace"}
