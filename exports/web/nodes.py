"""Nodes of the store as records. Its tables number entities by their row, papers by minus their row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from exports.web.endpoint import NotFoundError
from exports.web.models import Node, NodeDetail, NodeType, PaperLine
from kg.store.codes import KINDS
from kg.store.layout import ARRIVING

PAPER_PREFIX = "paper/"
CHUNK = 500
ALIASES = 12
HELD = "(papers > 0 OR derived = 1)"
"""SQL: a claim that some paper asserts, or that follows from names; others are only denied or doubted."""


def number_of(db: sqlite3.Connection, node_id: str) -> int:
    """The number of a node.

    Raises:
        NotFoundError: the graph has no such node.
    """
    if node_id.startswith(PAPER_PREFIX):
        return -paper_number(db, node_id.removeprefix(PAPER_PREFIX))
    row = db.execute("SELECT i FROM node WHERE id = ?", (node_id,)).fetchone()
    if row is None:
        raise NotFoundError(f"there is no {node_id!r} in this graph")
    return int(row[0])


def paper_number(db: sqlite3.Connection, paper_id: str) -> int:
    """The row number of a paper that the graph knows.

    Raises:
        NotFoundError: it knows none of this id.
    """
    sql = "SELECT n FROM paper WHERE id = ? AND status != ? ORDER BY status"
    row = db.execute(sql, (paper_id, ARRIVING)).fetchone()
    if row is None:
        raise NotFoundError(f"there is no paper {paper_id!r} in this graph")
    return int(row[0])


def kind_of(code: int) -> NodeType:
    """The type of a node row."""
    return KINDS[code].value


def nodes(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Node]:
    """Id, type and name by number."""
    wanted = sorted(set(numbers))
    found = {
        i: Node(id=id_, type=kind_of(code), name=name) for i, id_, code, name in _entity_rows(db, wanted)
    }
    for n, id_, title, _ in _paper_rows(db, wanted):
        found[-n] = Node(id=PAPER_PREFIX + id_, type="Paper", name=title)
    return found


def details(db: sqlite3.Connection, numbers: Sequence[int]) -> list[NodeDetail]:
    """Nodes with aliases and counts, in the order given."""
    base = nodes(db, numbers)
    support = _papers_of(db, [n for n in numbers if n > 0])
    return [
        NodeDetail(
            **base[number].model_dump(),
            aliases=aliases(db, number, base[number].name) if number > 0 else (),
            papers=support.get(number, 1),
            statements=degree(db, number),
        )
        for number in numbers
        if number in base
    ]


def aliases(db: sqlite3.Connection, number: int, name: str) -> tuple[str, ...]:
    """Other names, the most used first; those that differ in case alone count as one."""
    sql = "SELECT form FROM alias WHERE node = ? AND count > 0 ORDER BY count DESC, form LIMIT ?"
    forms = {name.casefold(): name}
    for (form,) in db.execute(sql, (number, 4 * ALIASES)):
        forms.setdefault(form.casefold(), form)
    return tuple(forms.values())[1 : ALIASES + 1]


def degree(db: sqlite3.Connection, number: int) -> int:
    """How many claims a node stands in."""
    sql = (
        f"SELECT (SELECT count(*) FROM claim WHERE subject = ?1 AND {HELD}) + "  # noqa: S608
        f"(SELECT count(*) FROM claim WHERE object = ?1 AND {HELD})"
    )
    return int(db.execute(sql, (number,)).fetchone()[0])


def papers(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, PaperLine]:
    """Papers by (positive) row number."""
    import json

    found: dict[int, PaperLine] = {}
    for part in _chunks(sorted(set(numbers))):
        sql = f"SELECT n, id, title, year, rest FROM paper WHERE n IN ({_marks(part)})"  # noqa: S608 - marks only
        for n, id_, title, year, rest in db.execute(sql, part):
            url = safe_url(json.loads(rest).get("url"))
            found[n] = PaperLine(id=id_, title=title, year=year, url=url)
    return found


def safe_url(url: str | None) -> str | None:
    """A paper's address if it is one to follow: http or https and nothing else (no javascript:, no data:)."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def _entity_rows(db: sqlite3.Connection, numbers: Sequence[int]) -> Iterable[tuple[int, str, int, str]]:
    for part in _chunks([n for n in numbers if n > 0]):
        yield from db.execute(f"SELECT i, id, type, name FROM node WHERE i IN ({_marks(part)})", part)  # noqa: S608


def _paper_rows(db: sqlite3.Connection, numbers: Sequence[int]) -> Iterable[tuple[int, str, str, int | None]]:
    for part in _chunks([-n for n in numbers if n < 0]):
        yield from db.execute(f"SELECT n, id, title, year FROM paper WHERE n IN ({_marks(part)})", part)  # noqa: S608


def _papers_of(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for part in _chunks(numbers):
        found.update(db.execute(f"SELECT i, papers FROM node WHERE i IN ({_marks(part)})", part))  # noqa: S608
    return found


def _chunks(items: Sequence[int]) -> Iterable[Sequence[int]]:
    return (items[at : at + CHUNK] for at in range(0, len(items), CHUNK))


def _marks(items: Sequence[int]) -> str:
    return ",".join("?" * len(items))
