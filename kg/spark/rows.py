"""Functions on rows as what Spark's Arrow interfaces take: the only place that knows Arrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow

BATCH = 512
"""Rows of a batch that goes back."""
TOGETHER = 32
"""Most rows that a function of several takes."""

Cells = Sequence[Any]
Row = Mapping[str, Any]
Batches = Iterator["pyarrow.RecordBatch"]


def mapping(function: Callable[[Row], Iterable[Cells]], columns: str) -> Callable[[Batches], Batches]:
    """For ``DataFrame.mapInArrow``: a function from a row to rows.

    Args:
        columns: of the result, in Spark's notation.
    """

    def run(batches: Batches) -> Batches:
        found = (cells for batch in batches for row in batch.to_pylist() for cells in function(row))
        yield from _batches(found, arrow_schema(columns))

    return run


def batching(
    function: Callable[[Sequence[Row]], Iterable[Cells]], columns: str
) -> Callable[[Batches], Batches]:
    """As :func:`mapping`, for a function that takes some rows at a time (at most :data:`TOGETHER`)."""

    def run(batches: Batches) -> Batches:
        rows = (row for batch in batches for row in batch.to_pylist())
        found = (cells for part in iter(lambda: list(islice(rows, TOGETHER)), []) for cells in function(part))
        yield from _batches(found, arrow_schema(columns))

    return run


def _batches(found: Iterator[Cells], schema: pyarrow.Schema) -> Batches:
    while rows := list(islice(found, BATCH)):
        yield from _table(rows, schema).to_batches()


def grouping(
    function: Callable[[list[dict[str, Any]]], Iterable[Cells]], columns: str
) -> Callable[[pyarrow.Table], pyarrow.Table]:
    """For ``GroupedData.applyInArrow``: a function from the rows of a group to rows."""

    def run(table: pyarrow.Table) -> pyarrow.Table:
        return _table(list(function(table.to_pylist())), arrow_schema(columns))

    return run


def _table(rows: Sequence[Cells], schema: pyarrow.Schema) -> pyarrow.Table:
    import pyarrow

    columns = [pyarrow.array([row[i] for row in rows], field.type) for i, field in enumerate(schema)]
    return pyarrow.Table.from_arrays(columns, schema=schema)


def arrow_schema(columns: str) -> pyarrow.Schema:
    """Spark's notation as an Arrow schema.

    >>> arrow_schema("id string, forms array<string>").names
    ['id', 'forms']
    """
    import pyarrow

    types = {
        "string": pyarrow.string(),
        "int": pyarrow.int32(),
        "bigint": pyarrow.int64(),
        "boolean": pyarrow.bool_(),
        "binary": pyarrow.binary(),
        "array<string>": pyarrow.list_(pyarrow.string()),
    }
    pairs = (column.split() for column in columns.split(", "))
    return pyarrow.schema([(name, types[kind]) for name, kind in pairs])
