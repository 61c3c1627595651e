"""Graph in; RDF, SPARQL, tables, pages and the explorer out.

>>> import exports, kg
>>> with kg.open_graph("papers.kg") as graph:                                        # doctest: +SKIP
...     exports.export(graph, "turtle", "papers.ttl")
>>> exports.select("papers.kg", "SELECT ?a WHERE { ?a kg:outperforms method:gptq }")  # doctest: +SKIP
[{'a': 'https://w3id.org/paper-kg/method/awq'}]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from kg.records import GraphView


def export(graph: GraphView, to: str, path: str | Path, **options: Any) -> None:
    """Write a graph in a format; the options are those of :class:`exports.options.Options`.

    Raises:
        ontology.errors.UsageError: no such format or option value.
        ontology.errors.KgError: the file cannot be written.
    """
    from pathlib import Path

    from exports.formats import export as write
    from exports.options import Options

    write(graph, to, Path(path), Options(**options))


def select(path: str | Path, query: str) -> list[dict[str, str]]:
    """Ask a graph file in SPARQL; one dict per row, unbound variables left out.

    Raises:
        ontology.errors.UsageError: not a reading query.
        ontology.errors.KgError: it went over a limit.
    """
    import json
    from pathlib import Path

    from exports.sparql.results import JSON
    from exports.sparql.session import session
    from kg import open_graph

    with open_graph(path) as view, session(view, view.content_hash(), Path(path)) as engine:
        found = json.loads(engine.ask(query, [JSON]).body)
    return [{name: term["value"] for name, term in row.items()} for row in found["results"]["bindings"]]
