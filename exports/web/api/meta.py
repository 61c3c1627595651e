"""What the graph holds: counts, types, predicates, years."""

from __future__ import annotations

import sqlite3
from typing import cast

from exports.web.endpoint import Endpoint, Query
from exports.web.models import Meta, NodeType, PredicateInfo, TypeInfo
from exports.web.nodes import HELD
from exports.web.source import Source
from kg import __version__
from kg.store.codes import KINDS
from ontology.schema import load_schema


def meta(source: Source, _: Query) -> Meta:
    """All counts."""
    db = source.db
    schema = load_schema()
    by_type = {
        KINDS[code].value: n for code, n in db.execute("SELECT type, count(*) FROM node GROUP BY type")
    }
    by_predicate = _by_predicate(db)
    low, high = db.execute("SELECT min(year), max(year) FROM paper WHERE status > 0").fetchone()
    return Meta(
        name=source.path.name,
        version=__version__,
        papers=_one(db, "SELECT count(*) FROM paper WHERE status > 0"),
        entities=sum(by_type.values()),
        statements=sum(by_predicate.values()),
        sentences=_one(db, "SELECT count(*) FROM (SELECT DISTINCT n, start, end FROM evidence)"),
        years=None if low is None else (low, high),
        types=tuple(
            TypeInfo(
                name=cast(NodeType, name), label=c.label, definition=c.definition, count=by_type.get(name, 0)
            )
            for name, c in schema.classes.items()
        ),
        predicates=tuple(
            PredicateInfo(
                name=name,
                label=p.label,
                inverse=p.inverse,
                definition=p.definition,
                count=by_predicate.get(name, 0),
            )
            for name, p in schema.predicates.items()
        ),
    )


def _by_predicate(db: sqlite3.Connection) -> dict[str, int]:
    return dict(db.execute(f"SELECT predicate, count(*) FROM claim WHERE {HELD} GROUP BY predicate"))  # noqa: S608


def _one(db: sqlite3.Connection, sql: str) -> int:
    return int(db.execute(sql).fetchone()[0])


ENDPOINTS = (Endpoint("/api/meta", "What the graph holds", Query, meta, Meta),)
