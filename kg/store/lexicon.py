"""The corpus vote, kept up to date: forms whose votes changed are decided anew, and the papers that hold a
form whose decision changed are to be extracted again."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from extractors.lexicon import decide
from kg.store.codes import KIND_CODE, KINDS
from kg.store.layout import DONE, EXTRACT, LEAVING
from ontology.types import EntityType

_TOKEN = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s+")


def settle(db: sqlite3.Connection) -> int:
    """Decide all touched forms; returns how many papers have to be extracted again."""
    again = 0
    for (form,) in db.execute("SELECT form FROM touched ORDER BY form").fetchall():
        if _settle_form(db, form):
            again += _mark_holders(db, form)
    db.execute("DELETE FROM touched")
    return again


def load(db: sqlite3.Connection) -> dict[str, EntityType]:
    """All decided forms."""
    return {form: KINDS[code] for form, code in db.execute("SELECT form, type FROM lexicon ORDER BY form")}


def votes_for(db: sqlite3.Connection, form: str) -> dict[EntityType, int]:
    """In how many papers a strong context said each type of a form."""
    rows = db.execute("SELECT type, papers FROM tally WHERE form = ? ORDER BY type", (form,))
    return {KINDS[code]: papers for code, papers in rows}


def _settle_form(db: sqlite3.Connection, form: str) -> bool:
    """True where the decision changed."""
    tally = votes_for(db, form)
    kind = decide(tally)
    new = None if kind is None else KIND_CODE[kind]
    row = db.execute("SELECT type FROM lexicon WHERE form = ?", (form,)).fetchone()
    old = row[0] if row else None
    if new == old:
        return False
    db.execute("DELETE FROM lexicon WHERE form = ?", (form,))
    if new is not None:
        db.execute("INSERT INTO lexicon VALUES (?, ?)", (form, new))
    return True


def _mark_holders(db: sqlite3.Connection, form: str) -> int:
    marked = 0
    for n in list(holders(db, form)):
        query = "UPDATE paper SET stale = ? WHERE n = ? AND stale = ? AND status != ?"
        marked += db.execute(query, (EXTRACT, n, DONE, LEAVING)).rowcount
    return marked


def holders(db: sqlite3.Connection, form: str) -> Iterator[int]:
    """The papers whose text, or cleaned text, contains the form (in any case and spacing)."""
    wanted = _folded(form)
    tokens = _TOKEN.findall(form)
    if tokens:
        # A token of the form may be the first part of a longer one in the text: a plural.
        phrase = '"' + " ".join(tokens) + '" *'
        rows = db.execute(
            "SELECT p.n, p.title, p.abstract, p.cleaned FROM words JOIN paper p ON p.n = words.rowid "
            "WHERE words MATCH ? AND p.stale = 0 ORDER BY p.n",
            (phrase,),
        )
    else:
        rows = db.execute("SELECT n, title, abstract, cleaned FROM paper WHERE stale = 0 ORDER BY n")
    for n, title, abstract, cleaned in rows:
        if wanted in _folded(f"{title}\n{abstract}\n{cleaned or ''}"):
            yield n


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text).casefold()
