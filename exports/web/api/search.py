"""Find things by a few letters, and papers by their words."""

from __future__ import annotations

import re
import sqlite3
from typing import Annotated

from pydantic import Field

from exports.web.endpoint import Endpoint, Query
from exports.web.models import (
    EntityList,
    NodeDetail,
    NodeType,
    PaperHit,
    SearchPage,
    Snippet,
    Suggestion,
    Suggestions,
)
from exports.web.nodes import details, kind_of, papers
from exports.web.source import Source
from kg.resolve.keys import key
from kg.store.codes import KIND_CODE
from ontology.ids import slug
from ontology.types import EntityType

Offset = Annotated[int, Field(ge=0, le=100_000)]
Size = Annotated[int, Field(ge=1, le=200)]
Text = Annotated[str, Field(max_length=300)]

_LAST = "\U0010ffff"
_OPEN, _CLOSE = "\ue000", "\ue001"  # private-use marks around hits; taken out of the text itself first
_WORD = re.compile(r"\w+")
FEWEST_LETTERS = 2
SCANNED = 3000
FEW = 10
FEWEST_INSIDE = 3
WORDS = 18


class SuggestQuery(Query):
    """Letters typed so far; ``type`` narrows."""

    q: Text
    type: tuple[NodeType, ...] = ()
    limit: Annotated[int, Field(ge=1, le=20)] = 10


class SearchQuery(Query):
    """What to look for; without ``q`` everything of the type is listed."""

    q: Text = ""
    type: NodeType | None = None
    offset: Offset = 0
    limit: Size = 20


class EntityQuery(Query):
    """Entities of a type, most named first."""

    type: NodeType | None = None
    offset: Offset = 0
    limit: Size = 20


def suggest(source: Source, query: SuggestQuery) -> Suggestions:
    """Names that begin with the letters, then words in the titles of papers."""
    db = source.db
    codes = _codes(query.type)
    items = [_suggestion(db, i, query.q) for i in _named(db, query.q, codes)[: query.limit]]
    if len(items) < query.limit and (not query.type or "Paper" in query.type):
        found = _fts(db, query.q, "title", 0, query.limit - len(items))
        lines = papers(db, [n for n, _ in found])
        items += [
            Suggestion(id=f"paper/{lines[n].id}", type="Paper", name=lines[n].title, papers=1)
            for n, _ in found
        ]
    return Suggestions(items=tuple(items))


def search(source: Source, query: SearchQuery) -> SearchPage:
    """One page of entities by name and of papers by full text."""
    db = source.db
    entities: list[NodeDetail] = []
    total = 0
    if query.type != "Paper":
        entities, total = _entities(db, query)
    hits, papers_total = _papers(db, query) if query.type in (None, "Paper") else ((), 0)
    return SearchPage(
        query=query.q,
        offset=query.offset,
        entities=tuple(entities),
        entities_total=total,
        papers=hits,
        papers_total=papers_total,
    )


def entities(source: Source, query: EntityQuery) -> EntityList:
    """One page of entities, those named by most papers first."""
    db = source.db
    found, total = _listed(db, query.type, query.offset, query.limit)
    return EntityList(total=total, offset=query.offset, entities=tuple(found))


def _entities(db: sqlite3.Connection, query: SearchQuery) -> tuple[list[NodeDetail], int]:
    if not query.q.strip():
        return _listed(db, query.type, query.offset, query.limit)
    found = _named(db, query.q, _codes((query.type,) if query.type else ()))
    return details(db, found[query.offset : query.offset + query.limit]), len(found)


def _listed(
    db: sqlite3.Connection, kind: str | None, offset: int, limit: int
) -> tuple[list[NodeDetail], int]:
    where = "" if kind is None else f"WHERE type = {_codes((kind,))[0]}"
    (total,) = db.execute(f"SELECT count(*) FROM node {where}").fetchone()  # noqa: S608 - a number
    sql = f"SELECT i FROM node {where} ORDER BY papers DESC, id LIMIT ? OFFSET ?"  # noqa: S608
    return details(db, [i for (i,) in db.execute(sql, (limit, offset))]), int(total)


def _codes(kinds: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(KIND_CODE[EntityType(kind)] for kind in kinds if kind != "Paper")


def _named(db: sqlite3.Connection, text: str, codes: tuple[int, ...]) -> list[int]:
    """Entities by name: whole names first, then names that begin so, then those with it inside; among
    equals those that more papers name."""
    wanted = sorted({found for kind in EntityType if (found := key(text, kind))} | {_bare(text)})
    rows = [row for prefix in wanted for row in db.execute(_BEGINNING, (prefix, prefix + _LAST, SCANNED))]
    shortest = min(wanted, key=len)
    if len(rows) < FEW and len(shortest) >= FEWEST_INSIDE:
        rows += db.execute(_INSIDE, (shortest, SCANNED))
    ranked: dict[int, tuple[int, int, str]] = {}
    for i, id_, support, rank, code in rows:
        if not codes or code in codes:
            ranked[i] = min(ranked.get(i, (9, 0, "")), (rank, -support, id_))
    return sorted(ranked, key=lambda i: ranked[i])


_BEGINNING = (
    "SELECT d.i, d.id, d.papers, a.key != ?1, d.type FROM alias a JOIN node d ON d.i = a.node "
    "WHERE a.key >= ?1 AND a.key < ?2 AND a.count > 0 LIMIT ?3"
)
_INSIDE = (
    "SELECT d.i, d.id, d.papers, 2, d.type FROM alias a JOIN node d ON d.i = a.node "
    "WHERE instr(a.key, ?1) > 1 AND a.count > 0 LIMIT ?2"
)


def _bare(text: str) -> str:
    """The letters and digits of a name that is still being typed: its last word may lack its end."""
    return slug(text).replace("-", "")


def _suggestion(db: sqlite3.Connection, number: int, text: str) -> Suggestion:
    id_, code, name, support = db.execute(
        "SELECT id, type, name, papers FROM node WHERE i = ?", (number,)
    ).fetchone()
    alias = None if text.strip().casefold() in name.casefold() else _fitting_alias(db, number, text, name)
    return Suggestion(id=id_, type=kind_of(code), name=name, alias=alias, papers=support)


def _fitting_alias(db: sqlite3.Connection, number: int, text: str, name: str) -> str | None:
    sql = "SELECT form FROM alias WHERE node = ? AND count > 0 AND form != ? ORDER BY count DESC, form"
    wanted = text.strip().casefold()
    return next((form for (form,) in db.execute(sql, (number, name)) if wanted in form.casefold()), None)


def _papers(db: sqlite3.Connection, query: SearchQuery) -> tuple[tuple[PaperHit, ...], int]:
    if not query.q.strip():
        return _newest(db, query) if query.type == "Paper" else ((), 0)
    found = _fts(db, query.q, None, query.offset, query.limit)
    lines = papers(db, [n for n, _ in found])
    hits = tuple(PaperHit(**lines[n].model_dump(), snippet=_pieces(snippet)) for n, snippet in found)
    return hits, _fts_count(db, query.q)


def _newest(db: sqlite3.Connection, query: SearchQuery) -> tuple[tuple[PaperHit, ...], int]:
    sql = "SELECT n FROM paper WHERE status > 0 ORDER BY year DESC, id LIMIT ? OFFSET ?"
    order = [n for (n,) in db.execute(sql, (query.limit, query.offset))]
    lines = papers(db, order)
    (total,) = db.execute("SELECT count(*) FROM paper WHERE status > 0").fetchone()
    return tuple(PaperHit(**lines[n].model_dump()) for n in order), int(total)


def _fts(
    db: sqlite3.Connection, text: str, column: str | None, offset: int, limit: int
) -> list[tuple[int, str]]:
    """Row numbers and snippets, best first (BM25, titles count for more)."""
    wanted = fts_query(text, column)
    if wanted is None:
        return []
    sql = (
        "SELECT rowid, snippet(words, 1, ?, ?, '…', ?) FROM words WHERE words MATCH ? "
        "ORDER BY bm25(words, 4.0, 1.0, 0.0) LIMIT ? OFFSET ?"
    )
    rows = db.execute(sql, (_OPEN, _CLOSE, WORDS, wanted, limit, offset)).fetchall()
    alive = papers_alive(db, [n for n, _ in rows])
    return [(n, snippet) for n, snippet in rows if n in alive]


def papers_alive(db: sqlite3.Connection, numbers: list[int]) -> set[int]:
    """Those of the papers that the graph knows: one may have been read but not yet taken in."""
    marks = ",".join("?" * len(numbers))
    return {n for (n,) in db.execute(f"SELECT n FROM paper WHERE status > 0 AND n IN ({marks})", numbers)}  # noqa: S608


def _fts_count(db: sqlite3.Connection, text: str) -> int:
    wanted = fts_query(text, None)
    if wanted is None:
        return 0
    return int(db.execute("SELECT count(*) FROM words WHERE words MATCH ?", (wanted,)).fetchone()[0])


def fts_query(text: str, column: str | None) -> str | None:
    """All words of the text, the last as a beginning; nothing of FTS5's own syntax gets through.

    >>> fts_query('4-bit "quant', None)
    '"4" "bit" "quant"*'
    """
    words = _WORD.findall(text)
    if not words or (len(words) == 1 and len(words[0]) < FEWEST_LETTERS):
        return None
    terms = " ".join(f'"{word}"' for word in words) + "*"
    return f"{{{column}}} : {terms}" if column else terms


def _pieces(snippet: str) -> tuple[Snippet, ...]:
    pieces = []
    for at, part in enumerate(re.split(f"[{_OPEN}{_CLOSE}]", snippet)):
        if part:
            pieces.append(Snippet(text=part, hit=at % 2 == 1))
    return tuple(pieces)


ENDPOINTS = (
    Endpoint("/api/suggest", "Suggestions for letters typed so far", SuggestQuery, suggest, Suggestions),
    Endpoint("/api/search", "Entities by name and papers by full text", SearchQuery, search, SearchPage),
    Endpoint("/api/entities", "Entities of a type, most named first", EntityQuery, entities, EntityList),
)
