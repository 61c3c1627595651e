"""Bring a graph file of an older version up to date."""

from __future__ import annotations

import sqlite3

from extractors.readers import title_id
from kg.store.layout import TABLES, VERSION

_NEW = ("CREATE INDEX paper_titled", "CREATE TABLE given", "CREATE INDEX given_title")


def migrate(db: sqlite3.Connection, version: int) -> None:
    """One transaction: a reader, or a writer after a crash, finds the old file or the new one."""
    db.execute("BEGIN IMMEDIATE")
    try:
        if version == 1:
            _keep_titles(db)
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def _keep_titles(db: sqlite3.Connection) -> None:
    """Version 2 finds papers by title, and claims by both ends. What version 1 joined stays joined."""
    db.execute("ALTER TABLE paper ADD COLUMN titled TEXT")
    titles = db.execute("SELECT n, title FROM paper").fetchall()
    db.executemany("UPDATE paper SET titled = ? WHERE n = ?", ((title_id(title), n) for n, title in titles))
    db.execute("DROP INDEX claim_subject")
    for statement in TABLES.split(";\n"):
        if statement.strip().startswith((*_NEW, "CREATE INDEX claim_subject")):
            db.execute(statement)
