"""A folder of four CSV files (RFC 4180, UTF-8), and the guard against formulas."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from exports.files import new_folder
from exports.options import Options
from exports.tables.rows import TABLES, table_rows
from kg.records import GraphView

_FORMULA = re.compile(r"[=+@\t-](?![0-9]+(?:\.[0-9]+)?\Z)")


def write_csv(view: GraphView, path: Path, options: Options) -> None:  # noqa: ARG001 - one signature for all
    """Write nodes.csv, edges.csv, evidence.csv, results.csv."""
    with new_folder(path) as folder:
        for name, columns in TABLES.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\r\n")
                writer.writerow(columns._fields)
                writer.writerows([harmless(cell) for cell in row] for row in table_rows(view, name))


def harmless(cell: object) -> object:
    """A cell that a spreadsheet does not run as a formula: a tab stands before the signs that start one,
    unless a plain number follows.

    >>> harmless("=HYPERLINK(1)"), harmless("-5.2")
    ('\\t=HYPERLINK(1)', '-5.2')
    """
    if isinstance(cell, bool):
        return str(cell).lower()
    return f"\t{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
