"""The tables of a graph file: one SQLite database, recognised by its application id and version.

``paper`` and ``reading`` hold what was read and extracted, ``given`` both sides of papers that were joined
for their title; ``tally`` and ``lexicon`` the corpus vote;
``abbreviation``, ``cluster``, ``naming``, ``node`` and ``alias`` the names resolved; ``claim``,
``refers`` and ``evidence`` the statements. A paper that comes or goes waits
in ``paper`` with a status of its own until the graph tables take it in or let it go, all in one
transaction: readers see the old graph or the new one.
"""

from __future__ import annotations

APPLICATION_ID = 0x6B67_0001
VERSION = 2
OLDEST = 1
"""Files from this version on are read as they are; :mod:`kg.store.migrate` updates them for a writer."""

ARRIVING, LIVE, LEAVING = 0, 1, 2
"""``paper.status``: read but not yet in the graph; in the graph; in the graph for the last time."""

DONE, EXTRACT, VOTE = 0, 1, 2
"""``paper.stale``: nothing to do; to be extracted (again); to be asked for votes, then extracted."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE paper (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  status INTEGER NOT NULL,
  stale INTEGER NOT NULL,
  digest TEXT NOT NULL,
  year INTEGER,
  title TEXT NOT NULL,
  abstract TEXT NOT NULL,
  cleaned TEXT,
  rest TEXT NOT NULL,
  titled TEXT
);
CREATE INDEX paper_id ON paper (id);
CREATE INDEX paper_titled ON paper (titled);
CREATE INDEX paper_stale ON paper (stale, n) WHERE stale > 0;
CREATE INDEX paper_status ON paper (status) WHERE status != 1;
CREATE VIRTUAL TABLE words USING fts5 (
  title, abstract, cleaned, content='paper', content_rowid='n', tokenize='unicode61 remove_diacritics 2'
);

CREATE TABLE reading (n INTEGER PRIMARY KEY, votes TEXT, extraction BLOB, next BLOB, digest TEXT);
CREATE INDEX reading_next ON reading (n) WHERE next IS NOT NULL;
CREATE TABLE reject (source TEXT NOT NULL, line INTEGER NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (source, line, reason)) WITHOUT ROWID;

CREATE TABLE given (id TEXT PRIMARY KEY, title TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX given_title ON given (title);

CREATE TABLE tally (form TEXT NOT NULL, type INTEGER NOT NULL, papers INTEGER NOT NULL,
  PRIMARY KEY (form, type)) WITHOUT ROWID;
CREATE TABLE touched (form TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE lexicon (form TEXT PRIMARY KEY, type INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE abbreviation (short TEXT NOT NULL, long TEXT NOT NULL, papers INTEGER NOT NULL,
  PRIMARY KEY (short, long)) WITHOUT ROWID;
CREATE TABLE expansion (short TEXT PRIMARY KEY, long TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE cluster (c INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE naming (
  c INTEGER NOT NULL, n INTEGER NOT NULL, e INTEGER NOT NULL,
  type INTEGER NOT NULL, fits INTEGER NOT NULL, proposes INTEGER NOT NULL, forms TEXT NOT NULL, node INTEGER,
  PRIMARY KEY (c, n, e)
) WITHOUT ROWID;
CREATE INDEX naming_paper ON naming (n);
CREATE TABLE node (
  i INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, type INTEGER NOT NULL, name TEXT NOT NULL,
  c INTEGER NOT NULL, suffix TEXT NOT NULL, papers INTEGER NOT NULL
);
CREATE INDEX node_id ON node (id);
CREATE INDEX node_cluster ON node (c);
CREATE TABLE alias (node INTEGER NOT NULL, form TEXT NOT NULL, key TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (node, form)) WITHOUT ROWID;
CREATE INDEX alias_key ON alias (key);
CREATE VIRTUAL TABLE names USING fts5 (
  forms, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 2'
);
CREATE TABLE lineage (node INTEGER NOT NULL, depth INTEGER NOT NULL, ancestor TEXT NOT NULL,
  PRIMARY KEY (node, depth)) WITHOUT ROWID;
CREATE INDEX lineage_ancestor ON lineage (ancestor);

CREATE TABLE claim (
  k INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  subject INTEGER NOT NULL, predicate TEXT NOT NULL, object INTEGER NOT NULL, qualifiers TEXT NOT NULL,
  belief INTEGER NOT NULL, papers INTEGER NOT NULL, derived INTEGER NOT NULL
);
CREATE INDEX claim_subject ON claim (subject, predicate, object);
CREATE INDEX claim_object ON claim (object, predicate);
CREATE INDEX claim_predicate ON claim (predicate);
CREATE TABLE refers (node INTEGER NOT NULL, k INTEGER NOT NULL, role TEXT NOT NULL,
  PRIMARY KEY (node, k, role)) WITHOUT ROWID;
CREATE INDEX refers_claim ON refers (k);
CREATE TABLE rule (r INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE evidence (
  k INTEGER NOT NULL, n INTEGER NOT NULL, j INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, rule INTEGER NOT NULL, how INTEGER NOT NULL, spans TEXT,
  PRIMARY KEY (k, n, j)
) WITHOUT ROWID;
CREATE INDEX evidence_paper ON evidence (n);
"""
