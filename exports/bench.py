"""How fast SPARQL is on a graph: Oxigraph on the whole of it, and beside plain rdflib on a part."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from exports.rdf.names import Names
from exports.rdf.stream import triples
from exports.sparql.gallery import Question, filled, gallery
from exports.sparql.index import build
from exports.worker import Died, Late, Worker
from kg import open_graph
from kg.bench.measure import Row, seconds
from kg.records import GraphView

if TYPE_CHECKING:
    import pyoxigraph as ox

PART = 100_000
"""Triples of the part on which both engines get all questions: rdflib holds them in memory, at about a
kilobyte each."""

LARGE_PART = 1_000_000
"""Triples of the part on which both get the questions of two hops."""

PATIENCE = 10.0
"""Seconds for one query of rdflib."""

LOADING = 600.0
"""Seconds for rdflib to load the part."""

HOPS = "two hops"
TWO_HOPS = {
    "what beats what beats it": "?b kg:outperforms <{}> . ?a kg:outperforms ?b",
    "benchmarks of what beats it": "?b kg:outperforms <{}> . ?b kg:evaluated-on ?a",
    "papers that propose what beats it": "?b kg:outperforms <{}> . ?a kg:proposes ?b",
    "tasks of what it beats": "<{}> kg:outperforms ?b . ?b kg:used-for ?a",
}
"""Questions from one node: by default the one that most others beat."""
ANYWHERE = "SELECT ?a ?b ?c WHERE { ?a kg:outperforms ?b . ?b kg:outperforms ?c } LIMIT 1000"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def sparql(graph: Path) -> Iterator[Row]:
    """Load time, size and the latency of every question of the gallery.

    Parameters of questions are the most connected things of their kind. The first query of each pair warms
    up and is not counted.
    """
    names = Names()
    with open_graph(graph) as view, tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        queries = dict(_queries(view, names))
        yield from _whole(view, names, Path(folder), queries)
        yield from _side_by_side(view, names, Path(folder), queries, PART)
        hops = {name: query for name, query in queries.items() if name.startswith(HOPS)}
        yield from _side_by_side(view, names, Path(folder), hops, LARGE_PART)


def _whole(view: GraphView, names: Names, folder: Path, queries: Mapping[str, str]) -> Iterator[Row]:
    import pyoxigraph as ox

    index = folder / "index"
    taken = seconds(lambda: build(view, index, names))
    size = sum(file.stat().st_size for file in index.iterdir()) / 1e6
    opened = seconds(lambda: ox.Store.read_only(str(index)))
    store = ox.Store.read_only(str(index))
    count = _count(store)
    yield Row("sparql", "triples", count, "")
    yield Row("sparql", "index: write and load", taken, "s")
    yield Row("sparql", "index: size", size, "MB")
    yield Row("sparql", "index: open", 1000 * opened, "ms")
    for name, query in queries.items():
        bar = "<= 100" if name.startswith(f"{HOPS}: ") else ""
        yield Row("sparql", f"oxigraph: {name}", _oxigraph(store, query, names), "ms", bar)


def _side_by_side(
    view: GraphView, names: Names, folder: Path, queries: Mapping[str, str], size: int
) -> Iterator[Row]:
    import pyoxigraph as ox

    part = folder / "part.nt"
    with part.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{s} {p} {o} .\n" for s, p, o in islice(_spread(view, names), size))
    store = ox.Store()
    loaded = seconds(lambda: store.bulk_load(path=str(part), format=ox.RdfFormat.N_TRIPLES))
    group = f"sparql, {len(store):,} triples"
    yield Row(group, "oxigraph: load", loaded, "s")
    worker = Worker("exports.bench_rdflib", [str(part)])
    header, _ = worker.request({"query": "", "prefixes": {}}, LOADING)
    yield Row(group, "rdflib: load", header["load"], "s")
    yield Row(group, "rdflib: load, against oxigraph", header["load"] / loaded, "x")
    for name, query in queries.items():
        ours = _oxigraph(store, query, names)
        theirs, note = _rdflib(worker, query, names)
        yield Row(group, f"oxigraph: {name}", ours, "ms")
        yield Row(group, f"rdflib: {name}", theirs, "ms", note)
    worker.close()


def _spread(view: GraphView, names: Names) -> Iterator[tuple[str, str, str]]:
    """Triples of whole statements, most of them claims: papers and entities would fill the part alone."""
    from exports.rdf.part import part_triples

    yield from part_triples((), view.entities(), view.statements(), names)
    yield from triples(view, names)


def _queries(view: GraphView, names: Names) -> Iterator[tuple[str, str]]:
    best = _most_connected(view)
    beaten = Counter(s.object for s in view.statements(predicate="outperforms"))
    start = min(beaten, key=lambda node: (-beaten[node], node), default="method/none")
    for name, pattern in TWO_HOPS.items():
        yield (
            f"{HOPS}: {name}",
            f"SELECT DISTINCT ?a ?b WHERE {{ {pattern.format(names.node(start))} }} LIMIT 1000",
        )
    yield f"{HOPS} from anywhere", ANYWHERE
    yield "count of all", COUNT
    for asked in gallery():
        yield asked.name, filled(asked, _values(view, asked, best), names, lambda node: node)


def _values(view: GraphView, asked: Question, best: Mapping[str, str]) -> dict[str, str]:
    kinds = {"item": "method", "one": "method", "other": "model"}
    found = {}
    for parameter in asked.parameters:
        if parameter.kind == "entity":
            found[parameter.name] = best.get(kinds.get(parameter.name, parameter.name), "method/none")
        elif parameter.kind == "paper":
            found[parameter.name] = next((p.id for p in view.papers()), "none")
        else:
            found[parameter.name] = "3"
    return found


def _most_connected(view: GraphView) -> dict[str, str]:
    """The node with most statements, by the kind in its id ("method")."""
    degree: Counter[str] = Counter()
    for statement in view.statements():
        degree.update((statement.subject, statement.object))
    ranked = sorted(degree, key=lambda node: (degree[node], node))
    return {node.partition("/")[0]: node for node in ranked}


def _oxigraph(store: ox.Store, query: str, names: Names) -> float:
    """Milliseconds, the answer read to its end."""
    return 1000 * seconds(lambda: list(store.query(query, prefixes=names.prefixes)), repeat=3)  # type: ignore[arg-type]


def _rdflib(worker: Worker, query: str, names: Names) -> tuple[float, str]:
    start = time.perf_counter()
    try:
        header, _ = worker.request({"query": query, "prefixes": names.prefixes}, PATIENCE)
    except (Late, Died):
        taken = time.perf_counter() - start
        worker.request({"query": "", "prefixes": {}}, LOADING)
        return 1000 * taken, "stopped"
    return header["milliseconds"], header.get("error", "")


def _count(store: ox.Store) -> int:
    (row,) = store.query(COUNT)  # type: ignore[misc]
    return int(row["n"].value)
