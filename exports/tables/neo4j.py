"""A folder for Neo4j: CSV with the headers of ``neo4j-admin database import``, and the same as Cypher.

Node ids are unique over all kinds, so there is one id space. Relationship types are the predicates in
capitals with low lines, as Neo4j writes them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from exports.files import new_folder
from exports.options import Options
from exports.rows import EdgeRow, NodeRow, edge_rows, node_rows
from kg.records import GraphView

NODE_HEADER = (":ID", ":LABEL", "name", "aliases", "year:int", "url")
EDGE_HEADER = (
    ":START_ID",
    ":TYPE",
    ":END_ID",
    "id",
    "belief:double",
    "support:int",
    "derived:boolean",
    *EdgeRow._fields[EdgeRow._fields.index("papers") :],
)
IMPORT = """#!/bin/sh
# Load this folder into an empty Neo4j database (5 or later); run it where neo4j-admin is.
neo4j-admin database import full neo4j --overwrite-destination \\
  --nodes=nodes-header.csv,nodes.csv --relationships=edges-header.csv,edges.csv --multiline-fields=true
"""
BATCH = 500
"""Rows in one statement of the Cypher script."""


def write_neo4j(view: GraphView, path: Path, options: Options) -> None:  # noqa: ARG001 - one signature for all
    """Write header and data files, the import command, and load.cypher."""
    with new_folder(path) as folder:
        _rows(folder / "nodes-header.csv", [NODE_HEADER])
        _rows(folder / "nodes.csv", (_node(row) for row in node_rows(view)))
        _rows(folder / "edges-header.csv", [EDGE_HEADER])
        _rows(folder / "edges.csv", (_edge(row) for row in edge_rows(view)))
        (folder / "import.sh").write_text(IMPORT, encoding="utf-8")
        with (folder / "load.cypher").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(cypher(view))


def relationship_type(predicate: str) -> str:
    """How Neo4j writes it.

    >>> relationship_type("fine-tunes")
    'FINE_TUNES'
    """
    return predicate.upper().replace("-", "_")


def cypher(view: GraphView) -> Iterator[str]:
    """A script that makes the same graph: constraints, nodes, relationships, in batches."""
    yield "CREATE CONSTRAINT node_id IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE;\n"
    for kind, rows in _runs(node_rows(view), "kind"):
        maps = ", ".join(_map(row, ("id", "name", "aliases", "year", "url")) for row in rows)
        yield f"UNWIND [{maps}] AS row CREATE (n:Thing:{kind}) SET n = row;\n"
    for predicate, rows in _runs(edge_rows(view), "predicate"):
        columns = tuple(c for c in EdgeRow._fields if c != "predicate")
        maps = ", ".join(_map(row, columns) for row in rows)
        made = f"MERGE (a)-[r:{relationship_type(predicate)} {{id: row.id}}]->(b)"
        find = "MATCH (a:Thing {id: row.source}), (b:Thing {id: row.target})"
        yield f"UNWIND [{maps}] AS row {find} {made} SET r = row;\n"


def _runs(
    rows: Iterable[NodeRow] | Iterable[EdgeRow], column: str
) -> Iterator[tuple[str, list[NodeRow | EdgeRow]]]:
    """Rows with the same value of a column, in batches."""
    waiting: dict[str, list[NodeRow | EdgeRow]] = {}
    for row in rows:
        batch = waiting.setdefault(getattr(row, column), [])
        batch.append(row)
        if len(batch) == BATCH:
            yield getattr(row, column), waiting.pop(getattr(row, column))
    yield from sorted(waiting.items())


def _map(row: NodeRow | EdgeRow, columns: Iterable[str]) -> str:
    cells = ((column, getattr(row, column)) for column in columns)
    return "{" + ", ".join(f"{c}: {literal(c, v)}" for c, v in cells if v not in (None, "")) + "}"


def literal(column: str, value: object) -> str:
    """A Cypher literal; nothing in a text can end it.

    >>> literal("name", "it's \\\\ here")
    "'it\\\\'s \\\\\\\\ here'"
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) or column == "belief":
        return str(value)
    quoted = str(value).replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{quoted}'"


def _rows(path: Path, rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _node(row: NodeRow) -> tuple[object, ...]:
    label = "Thing;" + row.kind
    return row.id, label, row.name, row.aliases, "" if row.year is None else row.year, row.url


def _edge(row: EdgeRow) -> tuple[object, ...]:
    rest = row[EdgeRow._fields.index("papers") :]
    derived = str(row.derived).lower()
    return (
        row.source,
        relationship_type(row.predicate),
        row.target,
        row.id,
        row.belief,
        row.support,
        derived,
        *rest,
    )
