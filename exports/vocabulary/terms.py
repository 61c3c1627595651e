"""The terms that the RDF model needs beyond the schema's classes and predicates, in one table."""

from __future__ import annotations

from typing import NamedTuple

from exports.rdf.names import OA, RDF, XSD


class Term(NamedTuple):
    """A property of the model: its domain, its range (a class or datatype), and what it says.

    Names without a namespace are of our own vocabulary. ``most`` is how many values a node may have.
    """

    name: str
    domain: str
    range: str
    label: str
    definition: str
    least: int = 0
    most: int | None = None


class ModelClass(NamedTuple):
    """A class of the model that is no entity type."""

    name: str
    label: str
    definition: str


CLASSES = (
    ModelClass("Paper", "paper", "A paper as it was read: title and abstract, and where they came from."),
    ModelClass(
        "Statement",
        "statement",
        "A claim with what narrows it, how far it is believed, and the evidence for it. "
        "Its rdf:subject, rdf:predicate and rdf:object say what is claimed.",
    ),
    ModelClass("Evidence", "evidence", "One reading of one sentence by one rule."),
    ModelClass("Qualifier", "qualifier", "What narrows a statement, as the text writes it."),
    ModelClass("Quantity", "quantity", "A qualifier that is a number or a range, with its unit."),
    ModelClass("Reference", "reference", "A qualifier that names something."),
    ModelClass(
        "QuantityKind",
        "kind of quantity",
        "What a number says: a level, a difference, a factor or share, a change.",
    ),
    ModelClass("Polarity", "polarity", "Whether a sentence affirms or denies the claim."),
    ModelClass("Certainty", "certainty", "Whether a sentence states a fact, a possibility, or an intention."),
    ModelClass("Origin", "origin", "Whose finding it is: the paper's own, or one that it reports of others."),
)

INDIVIDUALS = {
    "QuantityKind": ("absolute-figure", "delta-figure", "ratio-figure", "percent-change-figure"),
    "Polarity": ("affirmed", "negated"),
    "Certainty": ("asserted", "hedged", "aim"),
    "Origin": ("finding", "reported"),
}

SUBCLASSES = {"Quantity": "Qualifier", "Reference": "Qualifier"}

_INTEGER, _DECIMAL, _STRING, _BOOLEAN = (XSD + t for t in ("integer", "decimal", "string", "boolean"))

PROPERTIES = (
    Term("year", "Paper", _INTEGER, "year", "The year of the paper.", 0, 1),
    Term("authorList", "Paper", RDF + "JSON", "author list", "The authors in order, as a JSON array.", 0, 1),
    Term("belief", "Statement", _DECIMAL, "belief", "How far the statement is believed, from 0 to 1.", 1, 1),
    Term(
        "support", "Statement", _INTEGER, "support", "The number of papers that assert the statement.", 1, 1
    ),
    Term("statedIn", "Statement", "Paper", "stated in", "A paper that asserts the statement."),
    Term(
        "derived",
        "Statement",
        _BOOLEAN,
        "derived",
        "True where the statement follows from names alone.",
        0,
        1,
    ),
    Term("evidence", "Statement", "Evidence", "evidence", "A sentence read as this claim."),
    Term("qualifier", "Statement", "Qualifier", "qualifier", "Something that narrows the claim."),
    Term("sentence", "Evidence", OA + "Annotation", "sentence", "The sentence that was read.", 1, 1),
    Term("rule", "Evidence", _STRING, "rule", "The id of the rule that read it.", 1, 1),
    Term("subjectSpan", "Evidence", _STRING, "subject span", "Where the subject stands (RFC 5147).", 0, 1),
    Term("objectSpan", "Evidence", _STRING, "object span", "Where the object stands (RFC 5147).", 0, 1),
    Term(
        "triggerSpan",
        "Evidence",
        _STRING,
        "trigger span",
        "Where the words that say it stand (RFC 5147).",
        0,
        1,
    ),
    Term("polarity", "Evidence", "Polarity", "polarity", "Left out where the sentence affirms.", 0, 1),
    Term("certainty", "Evidence", "Certainty", "certainty", "Left out where the sentence asserts.", 0, 1),
    Term("origin", "Evidence", "Origin", "origin", "Left out where it is the paper's own finding.", 0, 1),
    Term(
        "role",
        "Qualifier",
        RDF + "Property",
        "role",
        "Which property of the statement this qualifier gives.",
        1,
        1,
    ),
    Term("text", "Qualifier", _STRING, "text", "The qualifier as the text writes it.", 1, 1),
    Term("low", "Quantity", _DECIMAL, "low", "The lower bound; missing where it is open.", 0, 1),
    Term("high", "Quantity", _DECIMAL, "high", "The upper bound; missing where it is open.", 0, 1),
    Term("unit", "Quantity", _STRING, "unit", "The unit: %, x, points, bit, GB, tokens/s ...", 1, 1),
    Term("kind", "Quantity", "QuantityKind", "kind", "What the number says.", 1, 1),
    Term("names", "Reference", "", "names", "The entity that the text names.", 0, 1),
)

QUALIFIERS = (
    Term("metric", "Statement", "Metric", "metric", "The measure by which the claim holds."),
    Term("benchmark", "Statement", "", "benchmark", "The benchmark or data set on which the claim holds."),
    Term("value", "Statement", "Quantity", "value", "The figure reached."),
    Term("delta", "Statement", "Quantity", "delta", "The difference between the two."),
    Term("bits", "Statement", "Quantity", "bits", "The numeric precision, in bits."),
    Term("ratio", "Statement", "Quantity", "ratio", "The part that is pruned."),
    Term("baseline", "Statement", "", "baseline", "What the figure is compared to."),
    Term("hardware", "Statement", "Hardware", "hardware", "The device on which the claim holds."),
    Term("model", "Statement", "", "model", "The base model for which the claim holds."),
)

FOREIGN = {
    "identifier": "dcterms:identifier",
    "title": "dcterms:title",
    "abstract": "dcterms:abstract",
    "creator": "dcterms:creator",
    "source": "dcterms:source",
    "url": "schema:url",
    "label": "rdfs:label",
    "altLabel": "skos:altLabel",
}
"""Properties of other vocabularies that we write, with a short name."""
