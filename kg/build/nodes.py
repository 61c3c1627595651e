"""The tables ``node`` and ``alias``: touched clusters are decided anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from kg.resolve.cluster import Decision, Node, Place, Row, decide
from kg.resolve.names import Names
from kg.resolve.review import Review
from kg.store.codes import KIND_CODE, KINDS, unpack_fits, unpack_forms
from ontology.types import EntityType


def settle_clusters(db: sqlite3.Connection, names: Names, review: Review) -> None:
    """Decide every touched cluster; papers with a name whose node changed are marked in ``redo``."""
    expansions = dict(db.execute("SELECT short, long FROM expansion"))
    clusters = db.execute(
        "SELECT c, key FROM cluster WHERE c IN (SELECT c FROM touched_cluster) ORDER BY c"
    ).fetchall()
    for c, key in clusters:
        rows = _rows(db, c)
        forced = review.name_of(frozenset(row.kind for row in rows), key)
        decision = decide(key, rows, names, expansions, forced)
        numbers = _write_nodes(db, c, decision)
        _assign(db, c, decision, numbers)
        for place, i in numbers.items():
            _write_aliases(db, i, next(n for n in decision.nodes if n.place == place), names)


def _rows(db: sqlite3.Connection, c: int) -> list[Row]:
    users = db.execute(
        "SELECT type, fits, NULL, forms, count(*) FROM naming WHERE c = ? AND proposes = 0 "
        "GROUP BY type, fits, forms ORDER BY type, fits, forms",
        (c,),
    )
    found = [_row(row) for row in users]
    proposers = db.execute(
        "SELECT a.type, a.fits, p.id, a.forms, 1 FROM naming a JOIN paper p ON p.n = a.n "
        "WHERE a.c = ? AND a.proposes = 1 ORDER BY p.id, a.e",
        (c,),
    )
    return found + [_row(row) for row in proposers]


def _row(row: tuple[int, int, str | None, str, int]) -> Row:
    type_, fits, proposer, forms, count = row
    return Row(KINDS[type_], unpack_fits(fits), proposer, unpack_forms(forms), count)


def _write_nodes(db: sqlite3.Connection, c: int, decision: Decision) -> dict[Place, int]:
    """Make the cluster's nodes those decided; a node whose id or name changed puts its papers in ``redo``."""
    old = {
        Place(KINDS[type_], suffix): (i, id_, name)
        for i, type_, suffix, id_, name in db.execute(
            "SELECT i, type, suffix, id, name FROM node WHERE c = ? ORDER BY i", (c,)
        )
    }
    wanted = {node.place: node for node in decision.nodes}
    for place in [p for p in old if p not in wanted]:
        _delete_node(db, old[place][0])
    return {place: _write_node(db, c, node, old.get(place)) for place, node in wanted.items()}


def _write_node(db: sqlite3.Connection, c: int, node: Node, old: tuple[int, str, str] | None) -> int:
    if old is None:
        row = (node.id, KIND_CODE[node.place.kind], node.name, c, node.place.suffix)
        query = "INSERT INTO node (id, type, name, c, suffix, papers) VALUES (?, ?, ?, ?, ?, 0)"
        return int(db.execute(query, row).lastrowid or 0)
    i, id_, name = old
    if (id_, name) != (node.id, node.name):
        db.execute("UPDATE node SET id = ?, name = ? WHERE i = ?", (node.id, node.name, i))
        db.execute("INSERT OR IGNORE INTO redo SELECT n FROM naming WHERE c = ? AND node = ?", (c, i))
    return i


def _delete_node(db: sqlite3.Connection, i: int) -> None:
    _forget_aliases(db, i)
    db.execute("DELETE FROM node WHERE i = ?", (i,))
    db.execute("DELETE FROM lineage WHERE node = ?", (i,))
    db.execute("DELETE FROM claim WHERE derived = 1 AND (subject = ?1 OR object = ?1)", (i,))


def _assign(db: sqlite3.Connection, c: int, decision: Decision, numbers: Mapping[Place, int]) -> None:
    """Send the cluster's rows to their nodes; papers whose row moves are marked in ``redo``."""
    groups = db.execute(
        "SELECT DISTINCT type, fits, NULL, NULL FROM naming WHERE c = ?1 AND proposes = 0 UNION ALL "
        "SELECT DISTINCT a.type, a.fits, p.id, a.n FROM naming a JOIN paper p ON p.n = a.n "
        "WHERE a.c = ?1 AND a.proposes = 1",
        (c,),
    ).fetchall()
    for type_, fits, proposer, n in groups:
        node = numbers[decision.place(KINDS[type_], unpack_fits(fits), proposer)]
        which = "proposes = 0" if proposer is None else "proposes = 1 AND n = :n"
        where = f"c = :c AND type = :type AND fits = :fits AND {which} AND node IS NOT :node"
        values = {"c": c, "type": type_, "fits": fits, "n": n, "node": node}
        db.execute(f"INSERT OR IGNORE INTO redo SELECT n FROM naming WHERE {where}", values)  # noqa: S608
        db.execute(f"UPDATE naming SET node = :node WHERE {where}", values)  # noqa: S608
    db.execute(
        "UPDATE node SET papers = (SELECT count(DISTINCT n) FROM naming WHERE naming.c = ?1 "
        "AND naming.node = node.i) WHERE c = ?1",
        (c,),
    )


def _write_aliases(db: sqlite3.Connection, i: int, node: Node, names: Names) -> None:
    rows = _alias_rows(i, node, names)
    old = _forms(db, i)
    new = "\n".join(form for _, form, _, _ in rows)
    if old == new:
        counts = [(count, i, form, count) for _, form, _, count in rows]
        db.executemany("UPDATE alias SET count = ? WHERE node = ? AND form = ? AND count != ?", counts)
        return
    if old:
        _forget_aliases(db, i)
    db.executemany("INSERT INTO alias VALUES (?, ?, ?, ?)", rows)
    db.execute("INSERT INTO names (rowid, forms) VALUES (?, ?)", (i, new))


def _forget_aliases(db: sqlite3.Connection, i: int) -> None:
    if forms := _forms(db, i):
        db.execute("INSERT INTO names (names, rowid, forms) VALUES ('delete', ?, ?)", (i, forms))
    db.execute("DELETE FROM alias WHERE node = ?", (i,))


def _forms(db: sqlite3.Connection, i: int) -> str:
    """What the index ``names`` holds of a node: it must be said again to be deleted."""
    return "\n".join(
        form for (form,) in db.execute("SELECT form FROM alias WHERE node = ? ORDER BY form", (i,))
    )


def _alias_rows(i: int, node: Node, names: Names) -> list[tuple[int, str, str, int]]:
    kind: EntityType = node.place.kind
    forms = dict(node.forms)
    forms.setdefault(node.name, 0)
    return [(i, form, names.root(kind, form), count) for form, count in sorted(forms.items())]
