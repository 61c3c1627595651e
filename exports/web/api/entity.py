"""An entity with its claims by predicate and its papers."""

from __future__ import annotations

import sqlite3
from typing import Annotated

from pydantic import Field

from exports.web.api.search import Offset, Size
from exports.web.claims import ORDER, claims, lines
from exports.web.endpoint import Endpoint, Query
from exports.web.models import Direction, EntityPage, Group, PaperList, RelatedPaper, StatementList
from exports.web.nodes import HELD, details, number_of, papers
from exports.web.source import Source
from ontology.schema import load_schema

FIRST = 8
FIRST_PAPERS = 12
NodeId = Annotated[str, Field(min_length=1, max_length=500)]


class EntityId(Query):
    """Which node."""

    id: NodeId


class StatementsQuery(Query):
    """Claims that fit all that is given; at least one node."""

    subject: NodeId | None = None
    object: NodeId | None = None
    predicate: str | None = None
    offset: Offset = 0
    limit: Size = 50


class PapersQuery(Query):
    """Papers that name an entity."""

    entity: NodeId
    offset: Offset = 0
    limit: Size = 50


def entity(source: Source, query: EntityId) -> EntityPage:
    """What the graph knows of one node."""
    db = source.db
    number = number_of(db, query.id)
    found, total = _papers(db, number, 0, FIRST_PAPERS)
    return EntityPage(
        entity=details(db, [number])[0], groups=tuple(_groups(db, number)), papers=found, papers_total=total
    )


def _groups(db: sqlite3.Connection, number: int) -> list[Group]:
    order = {name: at for at, name in enumerate(load_schema().predicates)}
    directions: tuple[Direction, ...] = ("out", "in")
    found = [
        (order.get(predicate, len(order)), predicate, direction, total)
        for direction in directions
        for predicate, total in _counts(db, number, direction)
    ]
    return [
        _group(db, number, predicate, direction, total)
        for _, predicate, direction, total in sorted(found, key=_place)
    ]


def _place(group: tuple[int, str, Direction, int]) -> tuple[int, bool]:
    return group[0], group[2] == "in"


def _end(direction: str) -> str:
    return "subject" if direction == "out" else "object"


def _counts(db: sqlite3.Connection, number: int, direction: str) -> list[tuple[str, int]]:
    sql = f"SELECT predicate, count(*) FROM claim WHERE {_end(direction)} = ? AND {HELD} GROUP BY predicate"  # noqa: S608
    return list(db.execute(sql, (number,)))


def _group(db: sqlite3.Connection, number: int, predicate: str, direction: Direction, total: int) -> Group:
    rest = f"WHERE {_end(direction)} = ? AND predicate = ? AND {HELD} ORDER BY {ORDER} LIMIT {FIRST}"
    found = lines(db, claims(db, rest, (number, predicate)))
    return Group(predicate=predicate, direction=direction, total=total, statements=found)


def statements(source: Source, query: StatementsQuery) -> StatementList:
    """One page of claims, most believed first."""
    db = source.db
    given = {"subject": query.subject, "object": query.object}
    ends = {name: number_of(db, node) for name, node in given.items() if node is not None}
    conditions = [f"{name} = ?" for name in ends] + [HELD]
    values: list[object] = list(ends.values())
    if query.predicate is not None:
        conditions.append("predicate = ?")
        values.append(query.predicate)
    where = "WHERE " + " AND ".join(conditions)
    (total,) = db.execute(f"SELECT count(*) FROM claim {where}", values).fetchone()  # noqa: S608 - fixed names
    found = claims(db, f"{where} ORDER BY {ORDER} LIMIT ? OFFSET ?", [*values, query.limit, query.offset])
    return StatementList(total=total, offset=query.offset, statements=lines(db, found))


def related_papers(source: Source, query: PapersQuery) -> PaperList:
    """One page of the papers that name an entity."""
    found, total = _papers(source.db, number_of(source.db, query.entity), query.offset, query.limit)
    return PaperList(total=total, offset=query.offset, papers=found)


def _papers(
    db: sqlite3.Connection, number: int, offset: int, limit: int
) -> tuple[tuple[RelatedPaper, ...], int]:
    sql = (
        "FROM node d JOIN naming a ON a.c = d.c AND a.node = d.i JOIN paper p ON p.n = a.n "
        "WHERE d.i = ? AND p.status > 0"
    )
    (total,) = db.execute(f"SELECT count(DISTINCT p.n) {sql}", (number,)).fetchone()
    rows = db.execute(
        f"SELECT p.n, max(a.proposes) AS own {sql} GROUP BY p.n "
        "ORDER BY own DESC, p.year DESC, p.id LIMIT ? OFFSET ?",
        (number, limit, offset),
    ).fetchall()
    known = papers(db, [n for n, _ in rows])
    return tuple(RelatedPaper(**known[n].model_dump(), proposes=bool(own)) for n, own in rows), int(total)


ENDPOINTS = (
    Endpoint("/api/entity/{id:path}", "An entity: claims by predicate, papers", EntityId, entity, EntityPage),
    Endpoint(
        "/api/statements", "Claims by subject, predicate, object", StatementsQuery, statements, StatementList
    ),
    Endpoint("/api/papers", "Papers that name an entity", PapersQuery, related_papers, PaperList),
)
