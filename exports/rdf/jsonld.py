"""JSON-LD 1.1 with our context: one node object per line, streamed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from exports.files import text_file
from exports.options import Options
from exports.rdf.names import RDF, XSD
from exports.rdf.terms import Triple
from exports.rdf.write import sorted_triples
from exports.vocabulary.context import context
from kg.records import GraphView
from ontology.errors import UsageError

_LITERAL = re.compile(r'("(?:[^"\\]|\\.)*")(?:\^\^<([^>]*)>|@([A-Za-z-]+))?\Z')
_NATIVE = {XSD + "integer", XSD + "boolean"}


def write_jsonld(view: GraphView, path: Path, options: Options) -> None:
    """Write the graph as one JSON-LD document.

    Raises:
        UsageError: RDF 1.2 was asked for, which JSON-LD does not have.
    """
    if options.rdf12:
        raise UsageError("JSON-LD has no RDF 1.2 yet: use turtle, ntriples, trig or nquads with --rdf12")
    terms = context(options.names)
    with text_file(path) as file:
        file.write('{"@context": ' + json.dumps(terms, ensure_ascii=False) + ',\n"@graph": [')
        for number, node in enumerate(_nodes(sorted_triples(view, options), _Compact(terms))):
            file.write(("\n" if number == 0 else ",\n") + json.dumps(node, ensure_ascii=False))
        file.write("\n]}\n")


class _Compact:
    """Terms to the keys and values of a context. A property is written by its short name where the
    context has one that means the same, with the value as that name coerces it."""

    def __init__(self, terms: Mapping[str, Any]) -> None:
        self._prefixes = {v: k for k, v in terms.items() if isinstance(v, str) and v[-1] in "/#"}
        spelt = {
            k: self._expand(terms, v) for k, v in terms.items() if k[0] != "@" and v not in ("@id", "@type")
        }
        self._names = {full: name for name, full in spelt.items() if full[-1] not in "/#"}
        self._coerced = {
            spelt[k]: v["@type"] for k, v in terms.items() if isinstance(v, dict) and "@type" in v
        }

    def key(self, term: str) -> str:
        return self._names.get(term[1:-1]) or self.link(term)

    def link(self, term: str) -> str:
        value = term[1:-1]
        cut = max(value.rfind("/"), value.rfind("#")) + 1
        prefix = self._prefixes.get(value[:cut])
        return f"{prefix}:{value[cut:]}" if prefix and value[cut:] else value

    def value(self, predicate: str, term: str) -> Any:
        coerced = self._coerced.get(predicate[1:-1])
        if term.startswith("<"):
            return self.link(term) if coerced == "@id" else {"@id": self.link(term)}
        found = _LITERAL.match(term)
        assert found is not None, term
        quoted, datatype, language = found.groups()
        return _literal(json.loads(quoted), datatype, language, coerced)

    @staticmethod
    def _expand(terms: Mapping[str, Any], value: Any) -> str:
        full = value["@id"] if isinstance(value, dict) else str(value)
        prefix, colon, rest = full.partition(":")
        return terms[prefix] + rest if colon and prefix in terms else full


def _literal(text: str, datatype: str | None, language: str | None, coerced: str | None) -> Any:
    if language:
        return {"@value": text, "@language": language}
    if datatype is None:
        return text
    if datatype in _NATIVE or (datatype == RDF + "JSON" and coerced == "@json"):
        return json.loads(text)
    return text if datatype == coerced else {"@value": text, "@type": datatype}


def _nodes(triples: Iterable[Triple], compact: _Compact) -> Iterator[dict[str, Any]]:
    for subject, found in groupby(triples, key=itemgetter(0)):
        node: dict[str, Any] = {"id": compact.link(subject)}
        for predicate, same in groupby(found, key=itemgetter(1)):
            if predicate == f"<{RDF}type>":
                kinds = [compact.key(o) for _, _, o in same]
                node = {"id": node["id"], "type": kinds[0] if len(kinds) == 1 else kinds, **node}
                continue
            values = [compact.value(predicate, o) for _, _, o in same]
            node[compact.key(predicate)] = values[0] if len(values) == 1 else values
        yield node
