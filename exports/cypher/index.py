"""The Ladybug index of a graph: derived, never the store, built anew when the graph's content changes.

One node table per kind (``Method``, ``Paper`` ...), one relationship table per predicate (``OUTPERFORMS``,
``FINE_TUNES`` ...), with the columns of the edge table. Belief is a double: Ladybug reads no decimals.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.rows import EdgeRow, NodeRow, edge_rows, node_rows
from exports.tables.neo4j import literal, relationship_type
from kg.records import GraphView
from ontology.errors import KgError, MissingExtra
from ontology.ids import digest
from ontology.schema import PAPER_CLASS, load_schema

if TYPE_CHECKING:
    import pyarrow as pa

MODEL = "1"
"""Counts changes of the tables: an index of another model is built anew."""

NODE_COLUMNS = {"id": "STRING", "name": "STRING", "aliases": "STRING", "year": "INT64", "url": "STRING"}
_TYPES = {"belief": "DOUBLE", "support": "INT64", "derived": "BOOLEAN"}
EDGE_COLUMNS = {
    name: _TYPES.get(name, "STRING")
    for name in EdgeRow._fields
    if name not in ("source", "target", "predicate")
}
BATCH = 50_000
_Bucket = tuple[str, str, str]


def ensure(view: GraphView, content: str, beside: Path) -> Path:
    """The file of the index of this content, built where it is missing; older ones are removed.

    Raises:
        MissingExtra: Ladybug is not installed.
        KgError: the index cannot be written there.
    """
    home = beside.with_name(f"{beside.name}-cypher")
    file = home / f"{digest(MODEL + content + version())[:16]}.lbug"
    if not file.exists():
        try:
            build(view, file)
        except OSError as error:
            raise KgError(
                f"cannot write the Cypher index {file}: {error.strerror or error}; "
                "put the graph where there is room and you may write"
            ) from error
        for old in sorted(home.glob("*.lbug")):
            if old != file:
                old.unlink(missing_ok=True)
    return file


def version() -> str:
    """Ladybug's version: its file format changes between versions."""
    try:
        import ladybug
    except ImportError as error:
        raise MissingExtra("kg cypher", "cypher") from error
    return str(ladybug.__version__)


def build(view: GraphView, file: Path) -> None:
    """Write a new index, put in place when it is whole."""
    import ladybug

    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".build-", dir=file.parent) as draft:
        target = Path(draft, "index.lbug")
        database = ladybug.Database(str(target), buffer_pool_size=512 << 20)
        connection = ladybug.Connection(database)
        _load(connection, view, Path(draft))
        connection.close()
        database.close()
        with contextlib.suppress(OSError):  # another process was faster: its index is the same
            shutil.move(target, file)


def _load(connection: Any, view: GraphView, draft: Path) -> None:
    kinds = [*load_schema().classes, PAPER_CLASS]
    for kind in kinds:
        columns = ", ".join(f"{name} {type_}" for name, type_ in NODE_COLUMNS.items())
        connection.execute(f"CREATE NODE TABLE {kind}({columns}, PRIMARY KEY (id))")
    buckets = _Buckets(draft)
    types: dict[str, str] = {}
    for node in node_rows(view):
        types[node.id] = node.kind
        buckets.add(("node", node.kind, ""), _node(node))
    for edge in edge_rows(view):
        buckets.add((edge.predicate, types[edge.source], types[edge.target]), _edge(edge))
    buckets.close()
    _relationships(connection, buckets)
    for (table, source, target), path in buckets.files():
        if table == "node":
            connection.execute(f"COPY {source} FROM {literal('path', path)}")
        else:
            options = f"(from='{source}', to='{target}')"
            connection.execute(f"COPY {relationship_type(table)} FROM {literal('path', path)} {options}")


def _relationships(connection: Any, buckets: _Buckets) -> None:
    """A table per predicate, from and to what the schema allows and what the graph holds."""
    columns = ", ".join(f"{name} {type_}" for name, type_ in EDGE_COLUMNS.items())
    found = {key for key, _ in buckets.files() if key[0] != "node"}
    for name, predicate in load_schema().predicates.items():
        pairs = {*product(predicate.domain, predicate.range), *((s, t) for p, s, t in found if p == name)}
        ends = ", ".join(f"FROM {source} TO {target}" for source, target in sorted(pairs))
        connection.execute(f"CREATE REL TABLE {relationship_type(name)}({ends}, {columns})")


class _Buckets:
    """Rows gathered into one Parquet file per table and pair of kinds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: dict[_Bucket, list[dict[str, Any]]] = {}
        self._writers: dict[_Bucket, Any] = {}

    def add(self, key: _Bucket, row: dict[str, Any]) -> None:
        rows = self._rows.setdefault(key, [])
        rows.append(row)
        if len(rows) >= BATCH:
            self._flush(key)

    def close(self) -> None:
        for key in sorted(self._rows):
            self._flush(key)
        for writer in self._writers.values():
            writer.close()

    def files(self) -> Iterator[tuple[_Bucket, Path]]:
        """Node files first, so that relationships find their ends."""
        for key in sorted(self._writers, key=lambda k: (k[0] != "node", k)):
            yield key, self._path(key)

    def _path(self, key: _Bucket) -> Path:
        return self._folder / f"{'-'.join(key)}.parquet"

    def _flush(self, key: _Bucket) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        rows, self._rows[key] = self._rows[key], []
        if not rows:
            return
        schema = _arrow(key[0] == "node")
        if key not in self._writers:
            self._writers[key] = pq.ParquetWriter(self._path(key), schema)
        self._writers[key].write_table(pa.Table.from_pylist(rows, schema=schema))


def _arrow(node: bool) -> pa.Schema:
    import pyarrow as pa

    known = {
        "STRING": pa.string(),
        "INT64": pa.int64(),
        "BOOLEAN": pa.bool_(),
        "DOUBLE": pa.float64(),
    }
    columns = NODE_COLUMNS if node else {"from": "STRING", "to": "STRING", **EDGE_COLUMNS}
    return pa.schema([(name, known[type_]) for name, type_ in columns.items()])


def _node(row: NodeRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in NODE_COLUMNS}


def _edge(row: EdgeRow) -> dict[str, Any]:
    kept = {name: getattr(row, name) for name in EDGE_COLUMNS}
    return {"from": row.source, "to": row.target, **kept, "belief": float(row.belief)}
