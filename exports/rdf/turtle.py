"""Turtle text from sorted triples: prefixed names, one block per subject, its class first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from exports.rdf.names import XSD
from exports.rdf.terms import TYPE, Triple

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.:-]*[A-Za-z0-9_-])?\Z")
_LITERAL = re.compile(r'("(?:[^"\\]|\\.)*")\^\^<([^>]*)>\Z')
_BARE = {
    XSD + "integer": re.compile(r'"[+-]?[0-9]+"\Z'),
    XSD + "decimal": re.compile(r'"[+-]?[0-9]*\.[0-9]+"\Z'),
    XSD + "boolean": re.compile(r'"(?:true|false)"\Z'),
}
_TRIPLE_TERM = re.compile(r"<<\( (<[^>]*>) (<[^>]*>) (<[^>]*>) \)>>\Z")


class Abbreviator:
    """Shortens N-Triples terms to Turtle by a table of prefixes; the longest namespace wins."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = dict(prefixes)
        self._by_namespace = {namespace: name for name, namespace in prefixes.items()}

    def header(self, *, version: str = "") -> str:
        """The prefix lines, and the version where the file needs a later one than 1.1."""
        lines = [f'VERSION "{version}"\n'] if version else []
        lines += [f"@prefix {name}: <{iri}> .\n" for name, iri in self._prefixes.items()]
        return "".join(lines)

    def __call__(self, term: str) -> str:
        """The term as short as Turtle allows."""
        if term.startswith("<<("):
            return self._triple_term(term)
        if term.startswith("<"):
            return self._iri(term)
        return self._literal(term)

    def _iri(self, term: str) -> str:
        value = term[1:-1]
        cut = max(value.rfind("/"), value.rfind("#")) + 1
        name = self._by_namespace.get(value[:cut])
        return f"{name}:{value[cut:]}" if name is not None and _LOCAL.match(value[cut:]) else term

    def _literal(self, term: str) -> str:
        found = _LITERAL.match(term)
        if found is None:
            return term
        value, datatype = found.groups()
        bare = _BARE.get(datatype)
        if bare is not None and bare.match(value):
            return value[1:-1]
        return f"{value}^^{self._iri(f'<{datatype}>')}"

    def _triple_term(self, term: str) -> str:
        found = _TRIPLE_TERM.match(term)
        assert found is not None, term
        return "<<( " + " ".join(self._iri(part) for part in found.groups()) + " )>>"


def blocks(triples: Iterable[Triple], short: Abbreviator) -> Iterator[str]:
    """One block of text per subject; the triples come sorted."""
    for subject, found in groupby(triples, key=itemgetter(0)):
        yield f"\n{short(subject)} " + " ;\n    ".join(_pairs(found, short)) + " .\n"


def _pairs(found: Iterable[Triple], short: Abbreviator) -> Iterator[str]:
    by_predicate = {p: [short(o) for _, _, o in same] for p, same in groupby(found, key=itemgetter(1))}
    if TYPE in by_predicate:
        yield "a " + ", ".join(by_predicate.pop(TYPE))
    for predicate, objects in by_predicate.items():
        yield f"{short(predicate)} " + ", ".join(objects)


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """A whole document from sorted triples; only the prefixes that it uses are declared."""
    body = "".join(blocks(triples, Abbreviator(prefixes)))
    used = {name: iri for name, iri in prefixes.items() if re.search(rf"(?<![\w:]){name}:", body)}
    return Abbreviator(used).header() + body
