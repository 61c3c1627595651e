"""Answers on the wire: the four result formats of SPARQL 1.1, and RDF for graphs.

Imports little: the worker process starts with it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
TURTLE = "text/turtle"
NTRIPLES = "application/n-triples"
RDF_XML = "application/rdf+xml"
JSONLD = "application/ld+json"

GRAPH_FORMATS = {
    TURTLE: ox.RdfFormat.TURTLE,
    NTRIPLES: ox.RdfFormat.N_TRIPLES,
    RDF_XML: ox.RdfFormat.RDF_XML,
    JSONLD: ox.RdfFormat.JSON_LD,
}
TABLE_MEDIA = (JSON, XML, CSV, TSV)
GRAPH_MEDIA = tuple(GRAPH_FORMATS)

Row = Sequence[Any]
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_RESULTS = "http://www.w3.org/2005/sparql-results#"


def table(variables: Sequence[str], rows: Iterable[Row], media: str) -> bytes:
    """Solutions in one of :data:`TABLE_MEDIA`. A row holds a term or None for each variable."""
    write = {JSON: _json, XML: _xml, CSV: _csv, TSV: _tsv}[media]
    return "".join(write(variables, rows)).encode("utf-8", "replace")


def truth(answer: bool, media: str) -> bytes:
    """The answer to ASK; the tabular formats, which have no form for it, give one word."""
    word = str(answer).lower()
    if media == JSON:
        return json.dumps({"head": {}, "boolean": answer}).encode()
    if media == XML:
        inside = f"<head/><boolean>{word}</boolean>"
        return f'<?xml version="1.0"?>\n<sparql xmlns="{_RESULTS}">{inside}</sparql>\n'.encode()
    return f"{word}\n".encode()


def graph(triples: Sequence[Any], media: str, prefixes: dict[str, str]) -> bytes:
    """Triples in one of :data:`GRAPH_MEDIA`, sorted so that the answer is the same each time."""
    ordered = sorted(set(triples), key=str)
    if media == TURTLE:
        from exports.rdf.turtle import turtle

        return turtle(((str(t.subject), str(t.predicate), str(t.object)) for t in ordered), prefixes).encode()
    return ox.serialize(ordered, format=GRAPH_FORMATS[media]) or b""


def _json(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield '{"head":{"vars":' + json.dumps(list(variables)) + '},"results":{"bindings":['
    for number, row in enumerate(rows):
        bound = {
            name: _json_term(term) for name, term in zip(variables, row, strict=True) if term is not None
        }
        yield (",\n" if number else "\n") + json.dumps(bound, ensure_ascii=False)
    yield "\n]}}\n"


def _json_term(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {name: _json_term(getattr(term, name)) for name in ("subject", "predicate", "object")}
        return {"type": "triple", "value": parts}
    return {"type": "literal", "value": term.value, **_kind(term)}


def _kind(literal: Any) -> dict[str, str]:
    if literal.language:
        return {"xml:lang": literal.language}
    datatype = literal.datatype.value
    return {} if datatype == _STRING else {"datatype": datatype}


def _xml(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield f'<?xml version="1.0"?>\n<sparql xmlns="{_RESULTS}"><head>'
    yield "".join(f"<variable name={quoteattr(name)}/>" for name in variables) + "</head><results>\n"
    for row in rows:
        bound = (
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(variables, row, strict=True)
            if term is not None
        )
        yield f"<result>{''.join(bound)}</result>\n"
    yield "</results></sparql>\n"


def _xml_term(term: Any) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{term.value}</bnode>"
    if isinstance(term, ox.Triple):
        named = zip(
            ("subject", "predicate", "object"), (term.subject, term.predicate, term.object), strict=True
        )
        return (
            "<triple>" + "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in named) + "</triple>"
        )
    kind = "".join(f" {key}={quoteattr(value)}" for key, value in _kind(term).items())
    return f"<literal{kind}>{_xml_text(term.value)}</literal>"


def _xml_text(value: str) -> str:
    from exports.plain import clean

    return escape(clean(value), {"\r": "&#13;"})


def _csv(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(variables)
    for row in rows:
        writer.writerow([_plain(term) for term in row])
    yield line.getvalue()


def _plain(term: Any) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else str(term.value)


def _tsv(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield "\t".join(f"?{name}" for name in variables) + "\n"
    for row in rows:
        yield "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n"
