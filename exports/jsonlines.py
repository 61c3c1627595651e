"""JSON Lines: one record per line, whole, with its kind. What goes out comes back the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from exports.files import text_file
from exports.options import Options
from exports.rdf.read import Records
from kg.records import GraphStatement, GraphView
from ontology.errors import KgError
from ontology.types import Entity, Paper, Record

KINDS: dict[str, type[Record]] = {"paper": Paper, "entity": Entity, "statement": GraphStatement}


def write_jsonl(view: GraphView, path: Path, options: Options) -> None:  # noqa: ARG001 - one signature for all
    """Write papers, entities, statements, each kind in id order."""
    with text_file(path) as file:
        file.writelines(f"{line}\n" for line in lines(view))


def lines(view: GraphView) -> Iterator[str]:
    """The lines without line feeds; ASCII only, so that no text breaks a line."""
    for kind, records in (
        ("paper", view.papers()),
        ("entity", view.entities()),
        ("statement", view.statements()),
    ):
        for record in records:
            yield json.dumps({"kind": kind, **record.model_dump(mode="json", exclude_defaults=True)})


def read_jsonl(path: Path) -> Records:
    """Read an export.

    Raises:
        KgError: a line is not of it; says which.
    """
    found: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
                kind = row.pop("kind")
                found[kind].append(KINDS[kind].model_validate(row))
            except (ValueError, KeyError, AttributeError) as error:
                raise KgError(f"{path}, line {number}: not a record of this graph: {error}") from error
    return Records(*(tuple(found[kind]) for kind in KINDS))  # type: ignore[arg-type]
