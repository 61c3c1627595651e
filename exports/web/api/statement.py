"""A claim and the sentences that state it."""

from __future__ import annotations

import sqlite3

from exports.web.claims import Claim, claims, lines
from exports.web.endpoint import Endpoint, NotFoundError, Query
from exports.web.models import Sentence, StatementDetail
from exports.web.nodes import papers
from exports.web.pieces import sentence_pieces
from exports.web.source import Source
from kg.store.codes import evidence

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
    qualifiers = claim.narrowed
    sentences = []
    for n, title, abstract, *rest in rows:
        proof = evidence(*rest)
        sentences.append(
            Sentence(
                paper=known[n],
                pieces=sentence_pieces(f"{title}\n{abstract}", proof, qualifiers),
                rule=proof.rule,
                polarity=proof.polarity.value,
                certainty=proof.certainty.value,
                origin=proof.origin.value,
            )
        )
    return tuple(sentences)


ENDPOINTS = (
    Endpoint(
        "/api/statement/{id}", "A claim and its sentences, marked", StatementId, statement, StatementDetail
    ),
)
