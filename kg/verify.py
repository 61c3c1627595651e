"""Check a graph file against itself: texts, offsets, hashes, domains, counts, and everything assembled."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.assemble.claims import NodeRef, claim_id, claims
from kg.believe.belief import grounds
from kg.build.absorb import Rules
from kg.build.statements import evidence_row
from kg.store.codes import ASSERTED, FINDING, KINDS, PAPER_COLUMNS, unpack_paper
from kg.store.connect import open_readonly
from kg.store.extractions import plain_extraction
from kg.store.layout import LIVE
from kg.store.papers import paper_digest
from ontology.ids import digest, paper_node
from ontology.schema import PAPER_CLASS, load_schema


class Problem(NamedTuple):
    """What is wrong, and with what."""

    about: str
    what: str

    def __str__(self) -> str:
        return f"{self.about}: {self.what}"


class _Said(NamedTuple):
    """A piece of evidence as it ought to stand, or stands."""

    claim: str
    start: int
    end: int
    rule: str
    how: int
    spans: str | None


def verify(path: Path, rules: Rules) -> Iterator[Problem]:
    """All that is wrong with a graph file; nothing where it is sound.

    Args:
        path: the graph file.
        rules: those that it was built with; with others, what depends on them is not compared.

    Raises:
        UsageError, KgError: the file cannot be opened as a graph.
    """
    db = open_readonly(path)
    try:
        yield from _check(db, rules)
    except (sqlite3.DatabaseError, ValueError, KeyError, TypeError) as error:
        yield Problem(str(path), f"cannot be read on: {type(error).__name__}: {error}")
    finally:
        db.close()


def _check(db: sqlite3.Connection, rules: Rules) -> Iterator[Problem]:
    for (line,) in db.execute("PRAGMA integrity_check").fetchall():
        if line != "ok":
            yield Problem("file", line)
    row = db.execute("SELECT value FROM meta WHERE key = 'rules'").fetchone()
    same = row is not None and row[0] == rules.fingerprint
    if row is not None and not same:
        yield Problem("rules", "built with other rules or another review: build again, then verify")
    for row in db.execute(f"SELECT n, status, digest, {PAPER_COLUMNS} FROM paper ORDER BY id"):  # noqa: S608
        yield from _paper(db, rules, row, assembled=same)
    for row in db.execute("SELECT k FROM claim ORDER BY id").fetchall():
        yield from _claim(db, rules, row[0], believed=same)
    yield from _nodes(db)


def _paper(db: sqlite3.Connection, rules: Rules, row: Any, *, assembled: bool) -> Iterator[Problem]:
    n, status, wanted, *columns = row
    paper = unpack_paper(tuple(columns))
    about = f"paper {paper.id}"
    if paper_digest(paper) != wanted:
        yield Problem(about, "its text or record is not the one that was read (hash differs)")
    data, hashed = db.execute("SELECT extraction, digest FROM reading WHERE n = ?", (n,)).fetchone()
    if data is not None and digest(data.hex())[:16] != hashed:
        yield Problem(about, "its extraction is not the one that was stored (hash differs)")
        return
    stands = _standing(db, n)
    for said in sorted(stands):
        if not 0 <= said.start < said.end <= len(paper.text):
            yield Problem(about, f"evidence {said.start}..{said.end} of {said.claim} lies outside the text")
    if assembled and status == LIVE:
        due = _due(db, rules, n, paper.id, data)
        yield from (Problem(about, f"evidence is missing: {said}") for said in sorted(due - stands, key=str))
        yield from (Problem(about, f"evidence of nothing: {said}") for said in sorted(stands - due, key=str))


def _standing(db: sqlite3.Connection, n: int) -> set[_Said]:
    rows = db.execute(
        "SELECT c.id, e.start, e.end, r.name, e.how, e.spans FROM evidence e LEFT JOIN claim c ON c.k = e.k "
        "LEFT JOIN rule r ON r.r = e.rule WHERE e.n = ?",
        (n,),
    )
    return {
        _Said(claim or "?", start, end, rule or "?", how, spans)
        for claim, start, end, rule, how, spans in rows
    }


def _due(db: sqlite3.Connection, rules: Rules, n: int, paper: str, data: bytes | None) -> set[_Said]:
    """The evidence that a paper's extraction gives, assembled once more."""
    extraction = plain_extraction(data)
    if extraction is None:
        return set()
    rows = db.execute(
        "SELECT a.e, d.i, d.id, d.type, d.name FROM naming a JOIN node d ON d.i = a.node WHERE a.n = ?", (n,)
    )
    refs = {e: NodeRef(i, id_, KINDS[type_].value, name) for e, i, id_, type_, name in rows}
    nodes = {entity["id"]: refs[e] for e, entity in enumerate(extraction["entities"]) if e in refs}
    here = NodeRef(-n, paper_node(paper), PAPER_CLASS, paper)
    found = set()
    for claim in claims(extraction, here, nodes, rules.review):
        for e in claim.evidence:
            start, end, _, how, spans = evidence_row(e, 0)
            found.add(_Said(claim.id, start, end, e["rule"], how, spans))
    return found


def _claim(db: sqlite3.Connection, rules: Rules, k: int, *, believed: bool) -> Iterator[Problem]:
    id_, s, predicate, o, text, stored, papers, derived = db.execute(
        "SELECT id, subject, predicate, object, qualifiers, belief, papers, derived FROM claim WHERE k = ?",
        (k,),
    ).fetchone()
    about = f"statement {id_}"
    subject, object_ = _end(db, s), _end(db, o)
    if subject is None or object_ is None:
        yield Problem(about, "its subject or object is not in the graph")
        return
    if not load_schema().allows(subject[1], predicate, object_[1]):
        yield Problem(about, f"a {subject[1]} may not stand in {predicate!r} to a {object_[1]}")
    if claim_id(subject[0], predicate, object_[0], json.loads(text) if text else {}) != id_:
        yield Problem(about, f"its id does not fit {subject[0]} {predicate} {object_[0]}")
    if not derived:
        yield from _support(db, rules, k, about, (stored, papers), believed=believed)


def _end(db: sqlite3.Connection, number: int) -> tuple[str, str] | None:
    """(id, class) of a node."""
    if number < 0:
        row = db.execute("SELECT id FROM paper WHERE n = ?", (-number,)).fetchone()
        return (paper_node(row[0]), PAPER_CLASS) if row else None
    row = db.execute("SELECT id, type FROM node WHERE i = ?", (number,)).fetchone()
    return (row[0], KINDS[row[1]].value) if row else None


def _support(
    db: sqlite3.Connection, rules: Rules, k: int, about: str, stored: tuple[int, int], *, believed: bool
) -> Iterator[Problem]:
    rows = db.execute(
        "SELECT p.id, r.name, e.how FROM evidence e LEFT JOIN paper p ON p.n = e.n "
        "LEFT JOIN rule r ON r.r = e.rule WHERE e.k = ?",
        (k,),
    ).fetchall()
    if not rows:
        yield Problem(about, "it has no evidence")
        return
    if any(paper is None or rule is None for paper, rule, _ in rows):
        yield Problem(about, "its evidence names a paper or a rule that is not there")
        return
    support = [(paper, rule) for paper, rule, how in rows if how % FINDING == ASSERTED]
    papers = len({paper for paper, _ in support})
    if papers != stored[1]:
        yield Problem(about, f"{papers} papers assert it, not {stored[1]}")
    precision = {rule: rules.precision.of(rule) for _, rule in support}
    if believed and int(grounds(support, precision).belief * 10000) != stored[0]:
        yield Problem(about, f"its belief is not {stored[0] / 10000}")


def _nodes(db: sqlite3.Connection) -> Iterator[Problem]:
    rows = db.execute(
        "SELECT d.id, d.papers, (SELECT count(DISTINCT n) FROM naming a WHERE a.c = d.c AND a.node = d.i), "
        "(SELECT count(*) FROM alias l WHERE l.node = d.i AND l.form = d.name) FROM node d ORDER BY d.id"
    )
    for id_, stored, counted, named in rows:
        if stored != counted or not counted:
            yield Problem(f"entity {id_}", f"{counted} papers name it, not {stored}")
        if not named:
            yield Problem(f"entity {id_}", "its name is none of its forms")
    for (id_,) in db.execute("SELECT id FROM node GROUP BY id HAVING count(*) > 1 ORDER BY id"):
        yield Problem(f"entity {id_}", "two nodes have this id")
    (lost,) = db.execute("SELECT count(*) FROM naming WHERE node NOT IN (SELECT i FROM node)").fetchone()
    if lost:
        yield Problem("entities", f"{lost} names in papers belong to no node")
