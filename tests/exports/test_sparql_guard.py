"""Queries that update or fetch are refused however they are written; harmless ones pass."""

from __future__ import annotations

import contextlib
import time

import pytest

from exports.sparql.guard import MOST_CHARACTERS, Refused, check

HARMLESS = [
    "SELECT * { ?s ?p ?o }",
    "ASK { ?service kg:from ?x FILTER(?x = 'service') }",
    "SELECT * { ?s ?p ?xservice . ?service ?p ?o }",
    "SELECT * { ?s ?p ex:service . ?x ?p ?o }",
    "# numbers from here: look\nSELECT ?s { ?s ?p ?o }",
    'SELECT ?s { ?s rdfs:label "customer service, from the web" }',
    "PREFIX load: <http://x.org/> SELECT ?delete { ?delete load:insert ?drop }",
]

FETCHING = [
    "SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }",
    "SELECT * { service SILENT ?where { ?s ?p ?o } }",
    "SELECT * { SERVICE#gap\n ex:a { ?s ?p ?o } }",
    "SELECT * { ?s ?p 5SERVICE <http://x.org/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p true.SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { ?s ?p ex:.SERVICE <http://x.org/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?x.SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { FILTER(?a<?b)SERVICE#>\n ex:a { ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <http://x.org/> { ?s ?p ?o } }",
    r"SELECT * { SERVIC\U00000045 <http://x.org/> { ?s ?p ?o } }",
    "SELECT * FROM <http://x.org/data> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://x.org/data> { GRAPH ?g { ?s ?p ?o } }",
]

UPDATES = [
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "PREFIX a: <http://a.org/> DELETE WHERE { ?s ?p ?o }",
    "BASE <http://a.org/>\n# why not\nLOAD <x>",
    "with <a:g> delete { ?s ?p ?o } where { ?s ?p ?o }",
    "DROP ALL",
    "clear default",
    r"\u0044ROP ALL",
]


@pytest.mark.parametrize("query", HARMLESS)
def test_a_reading_query_passes(query: str) -> None:
    check(query)


@pytest.mark.parametrize("query", FETCHING)
def test_what_would_fetch_is_refused(query: str) -> None:
    with pytest.raises(Refused, match=r"SERVICE is refused|FROM is refused"):
        check(query)


@pytest.mark.parametrize("query", UPDATES)
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(Refused, match="read-only"):
        check(query)


def test_a_query_of_any_length_is_refused_at_once() -> None:
    with pytest.raises(Refused, match="characters"):
        check("x" * (MOST_CHARACTERS + 1))


@pytest.mark.parametrize(
    "piece", ["SERVICE", "?aSERVICE ?a", "PREFIX ", "a:", "#\n", " ", "?", "SERVICE #\n", "FROM "]
)
def test_no_text_makes_the_guard_slow(piece: str) -> None:
    start = time.perf_counter()
    with contextlib.suppress(Refused):
        check(piece * (MOST_CHARACTERS // len(piece)))
    assert time.perf_counter() - start < 3
