"""RDF terms as canonical N-Triples text: what the streaming writers hold instead of objects."""

from __future__ import annotations

from decimal import Decimal

from exports.rdf.names import RDF, XSD

Triple = tuple[str, str, str]
"""Subject, predicate, object, each in N-Triples syntax."""

_ESCAPES: dict[int, str] = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
_ESCAPES |= {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "�")


def iri(value: str) -> str:
    """An IRI, already valid, in angle brackets."""
    return f"<{value}>"


def text(value: str, language: str = "") -> str:
    """A string, with a language tag where one is given. A lone surrogate, which RDF cannot hold,
    becomes U+FFFD, so that offsets stay right.

    >>> text('say "hi"')
    '"say \\\\"hi\\\\""'
    """
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        value = value.translate(_SURROGATES)
    quoted = value.translate(_ESCAPES)
    return f'"{quoted}"@{language}' if language else f'"{quoted}"'


def typed(value: str, datatype: str) -> str:
    """A literal of a datatype given by its IRI."""
    return f"{text(value)}^^<{datatype}>"


def integer(value: int) -> str:
    """An xsd:integer."""
    return f'"{value}"^^<{XSD}integer>'


def decimal(value: Decimal) -> str:
    """An xsd:decimal: no exponent, digits as given.

    >>> decimal(Decimal("1E+3"))
    '"1000"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    return f'"{value:f}"^^<{XSD}decimal>'


def boolean(value: bool) -> str:
    """An xsd:boolean."""
    return f'"{str(value).lower()}"^^<{XSD}boolean>'


TYPE = iri(RDF + "type")
