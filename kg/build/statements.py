"""The tables ``claim``, ``refers`` and ``evidence``: papers are said again, touched claims believed again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

from kg.assemble.claims import Claim, NodeRef, claims
from kg.believe.belief import grounds
from kg.believe.precision import Precision
from kg.resolve.review import Review
from kg.store.codes import ASSERTED, FINDING, KINDS, pack_how
from kg.store.extractions import plain_extraction
from kg.store.layout import LEAVING
from ontology.ids import paper_node
from ontology.schema import PAPER_CLASS

Support = tuple[tuple[int, str], ...]
"""(rank of the paper, rule) of every piece of asserted evidence."""


class Statements:
    """Writes what the papers in ``redo`` state, then believes every claim that lost or gained evidence."""

    def __init__(self, db: sqlite3.Connection, review: Review, precision: Precision) -> None:
        self._db = db
        self._review = review
        self._precision = precision
        self._rules: dict[str, int] = {name: r for r, name in db.execute("SELECT r, name FROM rule")}
        self._believed: dict[Support, int] = {}

    def update(self, progress: Callable[[str, int], None]) -> None:
        """Say the papers again, then believe."""
        for (n,) in self._db.execute("SELECT n FROM redo ORDER BY n").fetchall():
            self._forget(n)
            self._say(n)
            progress("statements", 1)
        self._believe_touched()

    def _forget(self, n: int) -> None:
        self._db.execute("INSERT OR IGNORE INTO touched_claim SELECT k FROM evidence WHERE n = ?", (n,))
        self._db.execute("DELETE FROM evidence WHERE n = ?", (n,))

    def _say(self, n: int) -> None:
        id_, status, data = self._db.execute(
            "SELECT p.id, p.status, r.extraction FROM paper p JOIN reading r ON r.n = p.n WHERE p.n = ?", (n,)
        ).fetchone()
        extraction = plain_extraction(data)
        if status == LEAVING or extraction is None:
            return
        paper = NodeRef(-n, paper_node(id_), PAPER_CLASS, id_)
        found: dict[str, list[Claim]] = {}
        for claim in claims(extraction, paper, self._nodes(n, extraction), self._review):
            found.setdefault(claim.id, []).append(claim)
        self._write(n, found.values())

    def _nodes(self, n: int, extraction: Mapping[str, Any]) -> dict[str, NodeRef]:
        rows = self._db.execute(
            "SELECT a.e, d.i, d.id, d.type, d.name FROM naming a JOIN node d ON d.i = a.node WHERE a.n = ?",
            (n,),
        )
        refs = {e: NodeRef(i, id_, KINDS[type_].value, name) for e, i, id_, type_, name in rows}
        return {entity["id"]: refs[e] for e, entity in enumerate(extraction["entities"]) if e in refs}

    def _write(self, n: int, found: Collection[list[Claim]]) -> None:
        """Claims of one paper, those of one id together."""
        numbers = [self._claim(same[0]) for same in found]
        told = list(zip(numbers, found, strict=True))
        evidence = [(k, n, *row) for k, same in told for row in self._evidence(same)]
        refers = [(i, k, role) for k, same in told for i, role in same[0].refers]
        self._db.executemany("INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?)", evidence)
        self._db.executemany("INSERT INTO refers VALUES (?, ?, ?)", refers)
        self._db.executemany("INSERT OR IGNORE INTO touched_claim VALUES (?)", [(k,) for k in numbers])

    def _evidence(self, same: list[Claim]) -> list[tuple[int, int, int, int, int, str | None]]:
        pieces = {evidence_row(e, self._rule(e["rule"])) for claim in same for e in claim.evidence}
        return [(j, *piece) for j, piece in enumerate(sorted(pieces, key=lambda p: (p[:4], p[4] or "")))]

    def _claim(self, claim: Claim) -> int:
        ends = (claim.subject, claim.object)
        row = self._db.execute("SELECT k, subject, object FROM claim WHERE id = ?", (claim.id,)).fetchone()
        if row is None:
            text = (
                json.dumps(claim.qualifiers, ensure_ascii=False, separators=(",", ":"))
                if claim.qualifiers
                else ""
            )
            values = (claim.id, claim.subject, claim.predicate, claim.object, text)
            query = (
                "INSERT INTO claim (id, subject, predicate, object, qualifiers, belief, papers, derived) "
                "VALUES (?, ?, ?, ?, ?, 0, 0, 0)"
            )
            k = int(self._db.execute(query, values).lastrowid or 0)
        else:
            k = int(row[0])
            if row[1:] != ends:
                self._db.execute("UPDATE claim SET subject = ?, object = ? WHERE k = ?", (*ends, k))
            self._db.execute("DELETE FROM refers WHERE k = ?", (k,))
        return k

    def _rule(self, name: str) -> int:
        if name not in self._rules:
            self._rules[name] = int(
                self._db.execute("INSERT INTO rule (name) VALUES (?)", (name,)).lastrowid or 0
            )
        return self._rules[name]

    def _believe_touched(self) -> None:
        names = {r: name for name, r in self._rules.items()}
        for (k,) in self._db.execute("SELECT k FROM touched_claim ORDER BY k").fetchall():
            rows = self._db.execute("SELECT n, rule, how FROM evidence WHERE k = ?", (k,)).fetchall()
            if not rows:
                self._db.execute("DELETE FROM claim WHERE k = ?", (k,))
                self._db.execute("DELETE FROM refers WHERE k = ?", (k,))
                continue
            asserted = [(n, names[rule]) for n, rule, how in rows if how % FINDING == ASSERTED]
            papers = sorted({n for n, _ in asserted})
            rank = {n: place for place, n in enumerate(papers)}
            support = tuple(sorted({(rank[n], rule) for n, rule in asserted}))
            query = "UPDATE claim SET belief = ?, papers = ? WHERE k = ?"
            self._db.execute(query, (self._belief(support), len(papers), k))

    def _belief(self, support: Support) -> int:
        """In ten-thousandths."""
        if support not in self._believed:
            rules = {rule: self._precision.of(rule) for _, rule in support}
            pairs = [(f"{rank:09}", rule) for rank, rule in support]
            self._believed[support] = int(grounds(pairs, rules).belief * Decimal(10000))
        return self._believed[support]


def evidence_row(e: Mapping[str, Any], rule: int) -> tuple[int, int, int, int, str | None]:
    """start, end, rule, how, spans of a piece of evidence."""
    how = pack_how(e.get("polarity", "affirmed"), e.get("certainty", "asserted"), e.get("origin", "finding"))
    spans = [e.get("subject_span"), e.get("object_span"), e.get("trigger_span")]
    text = json.dumps(spans, separators=(",", ":")) if any(spans) else None
    return e["start"], e["end"], rule, how, text
