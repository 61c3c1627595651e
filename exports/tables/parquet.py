"""A folder of four Parquet files with typed columns: decimals stay decimals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from exports.files import new_folder
from exports.options import Options
from exports.tables.rows import TABLES, table_rows
from kg.records import GraphView
from ontology.errors import MissingExtra

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 50_000
"""Rows written at once."""

DIGITS, PLACES = 38, 9
"""Of the decimals of figures; what does not fit stands in the text column only."""

_DECIMALS = {"belief": (5, 4), "low": (DIGITS, PLACES), "high": (DIGITS, PLACES)}


def write_parquet(view: GraphView, path: Path, options: Options) -> None:  # noqa: ARG001 - one signature for all
    """Write nodes.parquet, edges.parquet, evidence.parquet, results.parquet.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("Parquet", "tables") from error
    with new_folder(path) as folder:
        for name in TABLES:
            schema = _schema(name)
            with pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd") as writer:
                for batch in _batches(table_rows(view, name), schema):
                    writer.write_batch(batch)


def _schema(name: str) -> pa.Schema:
    import pyarrow as pa

    fields = []
    for column, hint in get_type_hints(TABLES[name]).items():
        plain = pa.string() if hint is str else pa.bool_() if hint is bool else pa.int64()
        digits = _DECIMALS.get(column)
        fields.append(pa.field(column, pa.decimal128(*digits) if digits else plain))
    return pa.schema(fields)


def _batches(rows: Iterable[tuple[object, ...]], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    source = iter(rows)
    while found := list(islice(source, BATCH)):
        columns = [
            pa.array([_cell(value, field) for value in column], field.type)
            for column, field in zip(zip(*found, strict=True), schema, strict=True)
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)


def _cell(value: Any, field: pa.Field) -> Any:
    digits = _DECIMALS.get(field.name)
    return value if digits is None else fitting(str(value), *digits)


def fitting(value: str, digits: int, places: int) -> Decimal | None:
    """The decimal, where so many digits hold it exactly.

    >>> fitting("0.25", 5, 4), fitting("", 5, 4), fitting("0.123456", 5, 4)
    (Decimal('0.2500'), None, None)
    """
    if not value:
        return None
    number = Decimal(value)
    _, figures, exponent = number.as_tuple()
    whole = len(figures) + int(exponent)
    if whole > digits - places or (number and -int(exponent) > places and number % Decimal(10) ** -places):
        return None
    return number.quantize(Decimal(10) ** -places)
