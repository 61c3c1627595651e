"""GraphML and GEXF, streamed: what NetworkX and Gephi read.

NetworkX's own writers hold the whole document, put the date into GEXF and write control characters that
no reader takes; these give the same elements for any size, and the same bytes for the same graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from exports.files import text_file
from exports.options import Options
from exports.rows import edge_rows, node_rows
from kg.records import GraphView

Value = str | int | float | bool
Attributes = dict[str, Value]

NODE_KEYS = {"label": "string", "kind": "string", "aliases": "string", "year": "int", "url": "string"}
EDGE_KEYS = {
    "label": "string",
    "predicate": "string",
    "belief": "double",
    "support": "int",
    "derived": "boolean",
    **dict.fromkeys(
        ("papers", "metric", "benchmark", "value", "delta", "bits", "ratio", "baseline", "hardware", "model"),
        "string",
    ),
    "sentence": "string",
}
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://www.gexf.net/1.2draft"


def nodes(view: GraphView) -> Iterator[tuple[str, Attributes]]:
    """Node ids and flat attributes; what a node lacks is left out, since neither format has a null."""
    for row in node_rows(view):
        found = {**row._asdict(), "label": row.name}
        yield row.id, {key: found[key] for key in NODE_KEYS if found[key] not in (None, "")}


def edges(view: GraphView) -> Iterator[tuple[str, str, str, Attributes]]:
    """Source, target, statement id and flat attributes; belief is a float here, as the formats have it."""
    for row in edge_rows(view):
        found: dict[str, Any] = {**row._asdict(), "label": row.predicate, "belief": float(row.belief)}
        kept = {key: found[key] for key in EDGE_KEYS if found[key] != ""}
        yield row.source, row.target, row.id, kept


def to_networkx(view: GraphView) -> Any:
    """A ``networkx.MultiDiGraph`` with flat attributes, keyed by statement id."""
    import networkx as nx

    graph: Any = nx.MultiDiGraph()
    graph.add_nodes_from(nodes(view))
    graph.add_edges_from(edges(view))
    return graph


def write_graphml(view: GraphView, path: Path, options: Options) -> None:  # noqa: ARG001 - one signature for all
    """Write GraphML (Brandes et al., 2002)."""
    with text_file(path) as file:
        file.write(f"<?xml version='1.0' encoding='utf-8'?>\n<graphml xmlns=\"{_GRAPHML}\">\n")
        for kind, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
            for key, type_ in keys.items():
                name = f'id="{kind}-{key}" for="{kind}" attr.name="{key}" attr.type="{type_}"'
                file.write(f"  <key {name} />\n")
        file.write('  <graph edgedefault="directed">\n')
        for node, found in nodes(view):
            _element(file, "node", {"id": node}, (_data("node", found),))
        for source, target, key, found in edges(view):
            _element(file, "edge", {"source": source, "target": target, "id": key}, (_data("edge", found),))
        file.write("  </graph>\n</graphml>\n")


def write_gexf(view: GraphView, path: Path, options: Options) -> None:  # noqa: ARG001 - one signature for all
    """Write GEXF 1.2, as Gephi reads it."""
    with text_file(path) as file:
        file.write(f"<?xml version='1.0' encoding='utf-8'?>\n<gexf xmlns=\"{_GEXF}\" version=\"1.2\">\n")
        file.write('  <graph defaultedgetype="directed" mode="static">\n')
        for kind, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
            file.writelines(_declared(kind, keys))
        file.write("    <nodes>\n")
        for node, found in nodes(view):
            _element(file, "node", {"id": node, "label": str(found["label"])}, _values(NODE_KEYS, found))
        file.write("    </nodes>\n    <edges>\n")
        for source, target, key, found in edges(view):
            about = {"id": key, "source": source, "target": target, "label": str(found["label"])}
            _element(file, "edge", about, _values(EDGE_KEYS, found))
        file.write("    </edges>\n  </graph>\n</gexf>\n")


def _element(file: TextIO, name: str, attributes: dict[str, str], inside: Iterable[str]) -> None:
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    file.write(f"    <{name}{written}>{''.join(inside)}</{name}>\n")


def _data(kind: str, found: Attributes) -> str:
    return "".join(f'<data key="{kind}-{key}">{_plain(value)}</data>' for key, value in found.items())


def _declared(kind: str, keys: dict[str, str]) -> Iterator[str]:
    yield f'    <attributes class="{kind}" mode="static">\n'
    for position, (key, type_) in enumerate(_listed(keys)):
        kept = "integer" if type_ == "int" else type_
        yield f'      <attribute id="{position}" title="{key}" type="{kept}" />\n'
    yield "    </attributes>\n"


def _values(keys: dict[str, str], found: Attributes) -> Iterator[str]:
    yield "<attvalues>"
    for position, (key, _) in enumerate(_listed(keys)):
        if key in found:
            yield f'<attvalue for="{position}" value={quoteattr(_text(found[key]))} />'
    yield "</attvalues>"


def _listed(keys: dict[str, str]) -> list[tuple[str, str]]:
    return [(key, type_) for key, type_ in keys.items() if key != "label"]


def _plain(value: Value) -> str:
    return escape(_text(value))


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
