"""The table ``lineage`` and the derived claims ``variant-of``: told by names alone."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

from kg.assemble.claims import claim_id
from kg.believe.precision import Precision
from kg.resolve.family import ancestors
from kg.store.codes import KINDS

VARIANT_OF = "variant-of"
RULE = "variant-of/name"


def relate_families(db: sqlite3.Connection, precision: Precision) -> None:
    """Link the nodes of touched clusters, and the nodes that one of them is an ancestor of. Ends by deleting
    clusters without names."""
    touched = db.execute(
        "SELECT c, key FROM cluster WHERE c IN (SELECT c FROM touched_cluster) ORDER BY c"
    ).fetchall()
    affected: set[int] = set()
    for c, key in touched:
        for i, type_, name in db.execute("SELECT i, type, name FROM node WHERE c = ?", (c,)).fetchall():
            _write_lineage(db, i, type_, name)
            affected.add(i)
        affected.update(i for (i,) in db.execute("SELECT node FROM lineage WHERE ancestor = ?", (key,)))
    for i in affected:
        db.execute("DELETE FROM claim WHERE derived = 1 AND subject = ?", (i,))
    believed = int(precision.of(RULE) * Decimal(10000))
    for i in sorted(affected):
        _link(db, i, believed)
    db.execute(
        "DELETE FROM cluster WHERE c IN (SELECT c FROM touched_cluster) "
        "AND NOT EXISTS (SELECT 1 FROM naming WHERE naming.c = cluster.c)"
    )


def _write_lineage(db: sqlite3.Connection, i: int, type_: int, name: str) -> None:
    db.execute("DELETE FROM lineage WHERE node = ?", (i,))
    chain = ancestors(name, KINDS[type_])
    db.executemany("INSERT INTO lineage VALUES (?, ?, ?)", [(i, d, key) for d, key in enumerate(chain)])


def _link(db: sqlite3.Connection, i: int, believed: int) -> None:
    """The nearest ancestor that is a node of the same type."""
    row = db.execute(
        "SELECT s.id, o.i, o.id FROM node s JOIN lineage l ON l.node = s.i "
        "JOIN cluster c ON c.key = l.ancestor "
        "JOIN node o ON o.c = c.c AND o.type = s.type AND o.suffix = '' AND o.i != s.i "
        "WHERE s.i = ? ORDER BY l.depth LIMIT 1",
        (i,),
    ).fetchone()
    if row:
        subject, o, object_ = row
        id_ = claim_id(subject, VARIANT_OF, object_, {})
        db.execute(
            "INSERT INTO claim (id, subject, predicate, object, qualifiers, belief, papers, derived) "
            "VALUES (?, ?, ?, ?, '', ?, 0, 1)",
            (id_, i, VARIANT_OF, o, believed),
        )
