"""All products of the schema in one table."""

from __future__ import annotations

import json

from exports.rdf.names import Names
from ontology.errors import UsageError

PRODUCTS = {
    "turtle": "the OWL ontology in Turtle, with alignments",
    "skos": "the vocabularies of known names as SKOS in Turtle",
    "shacl": "the SHACL shapes in Turtle",
    "context": "the JSON-LD context",
    "html": "a page that documents every term",
}


def product(name: str, names: Names) -> str:
    """One product as text.

    Raises:
        UsageError: there is no such product.
    """
    if name == "turtle":
        from exports.vocabulary.owl import owl

        return owl(names)
    if name == "skos":
        from exports.vocabulary.skos import skos

        return skos(names)
    if name == "shacl":
        from exports.vocabulary.shacl import shacl

        return shacl(names)
    if name == "context":
        from exports.vocabulary.context import context

        return json.dumps({"@context": context(names)}, ensure_ascii=False, indent=2) + "\n"
    if name == "html":
        from exports.vocabulary.document import document

        return document(names)
    raise UsageError(f"the ontology has no form {name!r}; forms: {', '.join(PRODUCTS)}")
