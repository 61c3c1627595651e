"""A paper: its text with the entities in it, and what it claims."""

from __future__ import annotations

import json
import sqlite3

from exports.web.api.entity import EntityId
from exports.web.claims import claims, lines
from exports.web.endpoint import Endpoint
from exports.web.mentions import places
from exports.web.models import PaperPage
from exports.web.nodes import details, nodes, paper_number, papers
from exports.web.pieces import NamedSpan, named_pieces
from exports.web.source import Source


def paper(source: Source, query: EntityId) -> PaperPage:
    """One paper by its own id."""
    db = source.db
    n = paper_number(db, query.id)
    title, abstract, rest = db.execute("SELECT title, abstract, rest FROM paper WHERE n = ?", (n,)).fetchone()
    text = f"{title}\n{abstract}"
    more = json.loads(rest)
    spans, named = _spans(db, n)
    found = claims(
        db,
        "WHERE k IN (SELECT k FROM evidence WHERE n = ?) ORDER BY predicate, belief DESC, id LIMIT 500",
        (n,),
    )
    return PaperPage(
        paper=papers(db, [n])[n],
        authors=tuple(more.get("authors", ())),
        sources=tuple(more.get("source", ())),
        title=named_pieces(text, 0, len(title), spans),
        abstract=named_pieces(text, len(title) + 1, len(text), spans),
        entities=tuple(details(db, named)),
        statements=lines(db, found),
    )


def _spans(db: sqlite3.Connection, n: int) -> tuple[list[NamedSpan], list[int]]:
    """Every place where the paper names an entity, and the entities in order of first mention."""
    found, named = places(db, n)
    known = nodes(db, named)
    spans = [
        NamedSpan(place.start, place.end, known[place.node].id, known[place.node].type)
        for place in found
        if place.node in known
    ]
    return spans, named


ENDPOINTS = (
    Endpoint("/api/paper/{id:path}", "A paper: its text, entities and claims", EntityId, paper, PaperPage),
)
