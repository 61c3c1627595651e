"""A claim and the sentences that state it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from exports.web.claims import Claim, claims, lines
from exports.web.endpoint import Endpoint, NotFoundError, Query
from exports.web.mentions import Place, places
from exports.web.models import PaperLine, Role, Sentence, StatementDetail
from exports.web.nodes import papers
from exports.web.pieces import Mark, marks_of, sentence_pieces
from exports.web.source import Source
from kg.store.codes import evidence
from ontology.types import Evidence

MOST_SENTENCES = 30


class StatementId(Query):
    """Which claim."""

    id: str


def statement(source: Source, query: StatementId) -> StatementDetail:
    """The claim with its sentences; those that assert it first, then the newest papers."""
    db = source.db
    found = claims(db, "WHERE id = ?", (query.id,))
    if not found:
        raise NotFoundError(f"there is no statement {query.id!r} in this graph; it may have been rebuilt")
    (total,) = db.execute("SELECT count(*) FROM evidence WHERE k = ?", (found[0].k,)).fetchone()
    return StatementDetail(statement=lines(db, found)[0], sentences=_sentences(db, found[0]), total=total)


def _sentences(db: sqlite3.Connection, claim: Claim) -> tuple[Sentence, ...]:
    rows = db.execute(
        "SELECT e.n, p.title, p.abstract, p.id, e.start, e.end, r.name, e.how, e.spans FROM evidence e "
        "JOIN paper p ON p.n = e.n JOIN rule r ON r.r = e.rule WHERE e.k = ? "
        "ORDER BY e.how % 8 != 0, e.how, p.year DESC, p.id, e.start, e.end, r.name LIMIT ?",
        (claim.k, MOST_SENTENCES),
    ).fetchall()
    known = papers(db, [row[0] for row in rows])
    named = {n: places(db, n)[0] for n in known}
    return tuple(
        _sentence(claim, known[n], f"{title}\n{abstract}", evidence(*rest), named[n])
        for n, title, abstract, *rest in rows
    )


def _sentence(claim: Claim, paper: PaperLine, text: str, proof: Evidence, named: Sequence[Place]) -> Sentence:
    marks = marks_of(text, proof, claim.narrowed)
    marks += _mentions(claim, proof, named, {mark.role for mark in marks if _inside(mark, proof)})
    present = {mark.role for mark in marks if _inside(mark, proof)}
    return Sentence(
        paper=paper,
        pieces=sentence_pieces(text, proof.start, proof.end, marks),
        implied=tuple(role for role in _ENDS if role not in present),
        rule=proof.rule,
        polarity=proof.polarity.value,
        certainty=proof.certainty.value,
        origin=proof.origin.value,
    )


_ENDS: tuple[Role, ...] = ("subject", "object")


def _mentions(claim: Claim, proof: Evidence, named: Sequence[Place], marked: Collection[Role]) -> list[Mark]:
    """Where the sentence names an end that the rule took from elsewhere, as from the paper's title."""
    ends: dict[int, Role] = {claim.subject: "subject", claim.object: "object"}
    found = [Mark(ends[place.node], place.start, place.end) for place in named if place.node in ends]
    return [mark for mark in found if mark.role not in marked and _inside(mark, proof)]


def _inside(mark: Mark, proof: Evidence) -> bool:
    return proof.start <= mark.start and mark.end <= proof.end


ENDPOINTS = (
    Endpoint(
        "/api/statement/{id}", "A claim and its sentences, marked", StatementId, statement, StatementDetail
    ),
)
