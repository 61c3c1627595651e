"""Cypher answers as brute force over NetworkX does, reads only, and stops in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from memory_graph import MemoryGraph

from exports.cypher.engine import CypherEngine, Limits, session
from exports.cypher.guard import Refused, check
from exports.graphxml import to_networkx
from ontology.errors import KgError, UsageError

pytest.importorskip("ladybug")


@pytest.fixture(scope="module")
def engine(graph: MemoryGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CypherEngine]:
    with session(graph, "one", tmp_path_factory.mktemp("cypher") / "g.kg") as opened:
        yield opened


@pytest.fixture(scope="module")
def brute(graph: MemoryGraph) -> Any:
    return to_networkx(graph)


def edges(g: nx.MultiDiGraph, label: str) -> list[tuple[str, str, dict[str, Any]]]:
    return [(u, v, d) for u, v, d in g.edges(data=True) if d["label"] == label]


def name(g: nx.MultiDiGraph, node: str) -> str:
    return str(g.nodes[node]["label"])


def kind(g: nx.MultiDiGraph, node: str) -> str:
    return str(g.nodes[node]["kind"])


def two_hops(g: nx.MultiDiGraph) -> list[tuple[Any, ...]]:
    beats = edges(g, "outperforms")
    return [(name(g, a), name(g, b), name(g, d)) for a, b, _ in beats for c, d, _ in beats if b == c]


def reachable(g: nx.MultiDiGraph) -> list[tuple[Any, ...]]:
    plain = nx.DiGraph([(u, v) for u, v, _ in edges(g, "outperforms")])
    (target,) = [n for n in g if name(g, n) == "RTN"]
    return [(name(g, n),) for n in nx.ancestors(plain, target)]


QUERIES: dict[str, Callable[[nx.MultiDiGraph], list[tuple[Any, ...]]]] = {
    "MATCH (a)-[:OUTPERFORMS]->(b) RETURN a.name, b.name": lambda g: [
        (name(g, u), name(g, v)) for u, v, _ in edges(g, "outperforms")
    ],
    "MATCH (a)-[:OUTPERFORMS]->(b)-[:OUTPERFORMS]->(c) RETURN a.name, b.name, c.name": two_hops,
    "MATCH (a:Method)-[:OUTPERFORMS*1..6]->(b:Method {name: 'RTN'}) RETURN DISTINCT a.name": reachable,
    "MATCH (m:Method)-[q:QUANTIZES]->(b:Model) RETURN m.name, b.name, q.bits": lambda g: [
        (name(g, u), name(g, v), d["bits"]) for u, v, d in edges(g, "quantizes")
    ],
    "MATCH (n:Method) RETURN count(*)": lambda g: [(sum(kind(g, n) == "Method" for n in g),)],
    "MATCH (a)-[r]->(b) RETURN label(r), count(*)": lambda g: [
        (label.upper().replace("-", "_"), count)
        for label, count in Counter(d["label"] for _, _, d in g.edges(data=True)).items()
    ],
    "MATCH (p:Paper)-[:PROPOSES]->(m) WHERE p.year >= 2022 RETURN m.name, p.year": lambda g: [
        (name(g, v), g.nodes[u]["year"])
        for u, v, _ in edges(g, "proposes")
        if g.nodes[u].get("year", 0) >= 2022
    ],
    "MATCH (m:Method) WHERE NOT EXISTS { MATCH (m)-[:EVALUATED_ON]->(:Benchmark) } RETURN m.name": lambda g: [
        (name(g, n),)
        for n in g
        if kind(g, n) == "Method"
        and not any(d["label"] == "evaluated-on" for _, _, d in g.out_edges(n, data=True))
    ],
    "MATCH (m:Method) OPTIONAL MATCH (m)-[:RUNS_ON]->(h) WITH m, count(h) AS n RETURN m.name, n": lambda g: [
        (name(g, n), sum(d["label"] == "runs-on" for _, _, d in g.out_edges(n, data=True)))
        for n in g
        if kind(g, n) == "Method"
    ],
    "MATCH (a)-[r]->(b) WHERE r.belief > 0.85 AND NOT r.derived RETURN a.name, b.name": lambda g: [
        (name(g, u), name(g, v)) for u, v, d in g.edges(data=True) if d["belief"] > 0.85 and not d["derived"]
    ],
    "MATCH (a)-[:OUTPERFORMS]->(b)-[:OUTPERFORMS]->(a) WHERE a.id < b.id RETURN a.name, b.name": lambda g: [
        (a, b) for a, b, c in two_hops(g) if a == c and a < b
    ],
}


@pytest.mark.parametrize("query", QUERIES)
def test_cypher_agrees_with_brute_force(engine: CypherEngine, brute: nx.MultiDiGraph, query: str) -> None:
    wanted = QUERIES[query](brute)
    assert wanted
    assert Counter(engine.ask(query).rows) == Counter(wanted)


def test_nodes_and_edges_come_as_records(engine: CypherEngine) -> None:
    table = engine.ask("MATCH (a:Method {name: 'GPTQ'})-[r:RUNS_ON]->(b) RETURN a, r, b")
    assert table.columns == ("a", "r", "b")
    ((a, r, b),) = table.rows
    assert a == {"_label": "Method", "id": "method/gptq", "name": "GPTQ", "aliases": "", "url": ""}
    assert r["sentence"].startswith("GPTQ brings OPT-175B down")
    assert b["_label"] == "Hardware"


HARMLESS = [
    "MATCH (a) RETURN a",
    "match (a:Method)-[r:USES|BASED_ON*1..3]->(b) where a.name starts with 'x' return b order by b limit 3",
    "MATCH (a) WITH a, count(*) AS n WHERE n > 1 OR a.name IS NOT NULL RETURN CASE WHEN n > 2 THEN 1 END",
    "UNWIND [1, 2] AS x RETURN x UNION ALL RETURN 3 AS x",
    "MATCH (a) WHERE a.name = 'CREATE; DROP TABLE // LOAD FROM' RETURN `a`.name; ",
    "MATCH (a) // CALL nobody\nRETURN a.set",
    "OPTIONAL MATCH p = (a)-[* SHORTEST 1..4]->(b) RETURN length(p)",
]

FORBIDDEN = [
    "LOAD FROM '/etc/passwd' RETURN *",
    "MATCH (a) LOAD FROM '/etc/passwd' RETURN *",
    "MATCH (a) WITH * LOAD FROM '/etc/passwd' (header=false) RETURN *",
    "MATCH (a) WITH a.name AS n LoAd FROM '/etc/passwd' RETURN n",
    "COPY (MATCH (a) RETURN a) TO '/tmp/out.csv'",
    "CALL show_tables() RETURN *",
    "MATCH (a) CALL show_tables() RETURN *",
    "MATCH (a) WHERE EXISTS { CALL show_tables() } RETURN a",
    "MATCH (a) SET a.name = 'x'",
    "MATCH (a) DETACH DELETE a",
    "CREATE (a:Method {id: 'x'})",
    "MERGE (a:Method {id: 'x'})",
    "MATCH (a) RETURN a; DROP TABLE Method",
    "INSTALL httpfs",
    "ATTACH 'x.db' AS x (dbtype sqlite)",
    "EXPORT DATABASE '/tmp/x'",
    "IMPORT DATABASE '/tmp/x'",
    "PROFILE MATCH (a) RETURN a",
    "BEGIN TRANSACTION",
    "MATCH (a) RETURN a NEWCLAUSE 'x'",
    "MATCH (a) /* x */ COPY /**/ a TO 'x'",
    "",
    "  ;",
    "x",
]


@pytest.mark.parametrize("query", HARMLESS)
def test_reading_clauses_pass(query: str) -> None:
    check(query)


@pytest.mark.parametrize("query", FORBIDDEN)
def test_all_else_is_refused(query: str) -> None:
    with pytest.raises(Refused):
        check(query)


def test_what_ladybug_does_not_understand_is_said(engine: CypherEngine) -> None:
    with pytest.raises(UsageError, match="not a query that Ladybug answers"):
        engine.ask("MATCH (a:Nothing) RETURN a")


def test_too_many_rows(engine: CypherEngine) -> None:
    with pytest.raises(KgError, match="more than 3 rows"):
        engine.ask("MATCH (a) RETURN a", limits=Limits(rows=3))


def test_a_query_without_end_is_stopped(engine: CypherEngine) -> None:
    everything = ", ".join(f"(n{i})" for i in range(14))
    with pytest.raises(KgError, match="stopped after 1 s"):
        engine.ask(f"MATCH {everything} WITH count(*) AS n RETURN n", limits=Limits(seconds=1))
    assert engine.ask("RETURN 1 AS one").rows == ((1,),)


def test_the_index_follows_the_content(graph: MemoryGraph, tmp_path: Path) -> None:
    with session(graph, "one", tmp_path / "g.kg") as engine:
        assert engine.ask("MATCH (m:Method) RETURN count(*)").rows[0][0] > 0
    with session(MemoryGraph([], [], []), "two", tmp_path / "g.kg") as engine:
        assert engine.ask("MATCH (m:Method) RETURN count(*)").rows == ((0,),)
    assert len(list((tmp_path / "g.kg-cypher").iterdir())) == 1
