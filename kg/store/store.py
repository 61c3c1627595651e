"""The graph in its file: reads what is asked for, never the whole."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.queries.questions import Questions
from kg.queries.results import Figure, Said, figures
from kg.records import GraphStatement
from kg.resolve.keys import key
from kg.store.codes import KIND_CODE, KINDS, PAPER_COLUMNS, evidence, unpack_paper
from kg.store.connect import open_readonly
from kg.store.extractions import unpack_extraction
from kg.store.lexicon import votes_for
from kg.store.search import Hit, search
from kg.store.words import match_prefix
from ontology.types import Entity, EntityType, Evidence, Extraction, Paper, Qualifiers

_CLAIM = "c.k, c.id, s.id, c.subject, c.predicate, o.id, c.qualifiers, c.belief, c.derived"
_CLAIMS = f"SELECT {_CLAIM} FROM claim c LEFT JOIN node s ON s.i = c.subject JOIN node o ON o.i = c.object"  # noqa: S608
_ALIASES = "SELECT form FROM alias WHERE node = ? AND count > 0 ORDER BY count DESC, form"
_SAID = (
    "SELECT c.id, coalesce(s.id, 'paper/' || p.id), c.predicate, o.id, o.name, c.qualifiers FROM claim c "
    "JOIN node o ON o.i = c.object LEFT JOIN node s ON s.i = c.subject LEFT JOIN paper p ON p.n = -c.subject "
    "WHERE c.papers > 0 AND c.predicate IN ('achieves', 'evaluated-on') AND c.qualifiers LIKE '%\"value\"%'"
)
_ABOUT = (
    " AND c.k IN (SELECT k FROM claim WHERE object = ?1 AND predicate = 'evaluated-on' "
    "UNION SELECT k FROM refers WHERE node = ?1 AND role = 'benchmark')"
)
_BATCH = 500


class Store(Questions):
    """A read-only view of a graph file. Close it, or use it as a context manager.

    Not for several threads at once: open one per thread.
    """

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            UsageError: there is no such file.
            KgError: it is not a kg store, or of another version.
        """
        self.file = path
        self._db = open_readonly(path)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def votes_for(self, form: str) -> dict[EntityType, int]:
        """In how many papers a strong context said each type of a form, as it is written."""
        return votes_for(self._db, form)

    @property
    def db(self) -> sqlite3.Connection:
        """The connection, for parts of kg that read tables directly."""
        return self._db

    def papers(self) -> Iterator[Paper]:
        """All papers, by id."""
        query = f"SELECT {PAPER_COLUMNS} FROM paper WHERE status > 0 ORDER BY id"  # noqa: S608
        return (unpack_paper(row) for row in self._db.execute(query))

    def paper(self, paper_id: str) -> Paper:
        """One paper; KeyError where there is none."""
        query = f"SELECT {PAPER_COLUMNS} FROM paper WHERE id = ? AND status > 0"  # noqa: S608
        row = self._db.execute(query, (paper_id,)).fetchone()
        if row is None:
            raise KeyError(paper_id)
        return unpack_paper(row)

    def entities(self) -> Iterator[Entity]:
        """All entities, by id."""
        for i, id_, type_, name in self._db.execute("SELECT i, id, type, name FROM node ORDER BY id"):
            yield self._entity(i, id_, type_, name)

    def entity(self, entity_id: str) -> Entity:
        """One entity; KeyError where there is none."""
        row = self._db.execute("SELECT i, id, type, name FROM node WHERE id = ?", (entity_id,)).fetchone()
        if row is None:
            raise KeyError(entity_id)
        return self._entity(*row)

    def _entity(self, i: int, id_: str, type_: int, name: str) -> Entity:
        forms = tuple(form for (form,) in self._db.execute(_ALIASES, (i,)) if form != name)
        return Entity(id=id_, type=KINDS[type_], name=name, aliases=forms)

    def find(self, name: str, kind: EntityType | None = None) -> list[Entity]:
        """Entities by id, name or alias, best first: an id, the exact name, the same key, the
        beginning of a key; among equals those that more papers name."""
        found = self._found("d.id = ?", (name,), kind)
        keys = sorted({key(name, k) for k in ([kind] if kind else EntityType)})
        marks = ", ".join("?" * len(keys))
        found += self._found(f"a.key IN ({marks}) OR a.form = ?", (*keys, name), kind, exact=name)
        if not found:
            shortest = min(keys, key=len)
            found = self._found("a.key >= ? AND a.key < ?", (shortest, shortest + "\U0010ffff"), kind)
        return list({entity.id: entity for entity in found}.values())

    def _found(
        self, where: str, values: Sequence[str], kind: EntityType | None, exact: str = ""
    ) -> list[Entity]:
        typed = f" AND d.type = {KIND_CODE[kind]}" if kind else ""
        query = (
            "SELECT d.i, d.id, d.type, d.name FROM alias a JOIN node d ON d.i = a.node "  # noqa: S608
            f"JOIN cluster c ON c.c = d.c WHERE ({where}){typed} GROUP BY d.i "
            "ORDER BY max(a.form = ?) DESC, max(a.key = c.key) DESC, d.papers DESC, d.id LIMIT 50"
        )
        return [self._entity(*row) for row in self._db.execute(query, (*values, exact))]

    def statements(
        self,
        *,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,  # noqa: A002
        min_belief: Decimal | None = None,
        benchmark: str | None = None,
        year: int | None = None,
        unasserted: bool = False,
    ) -> Iterator[GraphStatement]:
        """The statements that fit all that is given, by id.

        Args:
            subject: node id.
            predicate: its name in the schema.
            object: node id.
            min_belief: least belief.
            benchmark: id of the benchmark that the statement is about: its object, or a qualifier.
            year: of one of the papers that assert it.
            unasserted: with those that papers only deny, doubt or aim at (belief 0).
        """
        where, values = self._where(subject, predicate, object, min_belief, benchmark, unasserted)
        query = f"{_CLAIMS} WHERE {where} ORDER BY c.id"
        for statement in self._read(self._db.execute(query, values)):
            if year is None or any(self.paper(paper).year == year for paper in statement.papers):
                yield statement

    def statement(self, statement_id: str) -> GraphStatement:
        """One statement; KeyError where there is none."""
        rows = self._db.execute(f"{_CLAIMS} WHERE c.id = ?", (statement_id,))
        for statement in self._read(rows):
            return statement
        raise KeyError(statement_id)

    def _where(
        self,
        subject: str | None,
        predicate: str | None,
        object_: str | None,
        min_belief: Decimal | None,
        benchmark: str | None,
        unasserted: bool,
    ) -> tuple[str, list[Any]]:
        parts: list[tuple[str, list[Any]]] = [("1", [])]
        if subject is not None:
            parts.append(("c.subject = ?", [self._number(subject)]))
        if predicate is not None:
            # "+" keeps the index on predicates from a question whose benchmark selects more.
            plus = "+" if benchmark is not None and subject is object_ is None else ""
            parts.append((f"{plus}c.predicate = ?", [predicate]))
        if object_ is not None:
            parts.append(("c.object = ?", [self._number(object_)]))
        if min_belief is not None:
            parts.append(("c.belief >= ?", [int(min_belief * 10000)]))
        if benchmark is not None:
            i = self._number(benchmark)
            about = (
                "c.k IN (SELECT k FROM claim WHERE object = ? UNION "
                "SELECT k FROM refers WHERE node = ? AND role = 'benchmark')"
            )
            parts.append((about, [i, i]))
        if not unasserted:
            parts.append(("(c.papers > 0 OR c.derived = 1)", []))
        return " AND ".join(text for text, _ in parts), [value for _, values in parts for value in values]

    def _number(self, node_id: str) -> int:
        """The number of a node; 0, which no node has, for an unknown id."""
        if node_id.startswith("paper/"):
            query = "SELECT -n FROM paper WHERE id = ? AND status > 0"
            row = self._db.execute(query, (node_id.removeprefix("paper/"),)).fetchone()
        else:
            row = self._db.execute("SELECT i FROM node WHERE id = ?", (node_id,)).fetchone()
        return int(row[0]) if row else 0

    def _read(self, rows: sqlite3.Cursor) -> Iterator[GraphStatement]:
        while batch := rows.fetchmany(_BATCH):
            for row in batch:
                yield self._statement(row)

    def _statement(self, row: tuple[Any, ...]) -> GraphStatement:
        k, id_, subject, s, predicate, object_, qualifiers, believed, derived = row
        found = self.evidence_of(k)
        return GraphStatement(
            id=id_,
            subject=subject if subject is not None else self._paper_node(-s),
            predicate=predicate,
            object=object_,
            qualifiers=_qualifiers(qualifiers),
            evidence=found,
            belief=Decimal(believed).scaleb(-4),
            papers=tuple(sorted({e.paper for e in found if e.asserted})),
            derived=bool(derived),
        )

    def evidence_of(self, k: int) -> tuple[Evidence, ...]:
        """The evidence of a claim by its number, in the order of papers and offsets."""
        rows = self._db.execute(
            "SELECT p.id, e.start, e.end, r.name, e.how, e.spans FROM evidence e JOIN paper p ON p.n = e.n "
            "JOIN rule r ON r.r = e.rule WHERE e.k = ? ORDER BY p.id, e.start, e.end, r.name, e.how, e.spans",
            (k,),
        )
        return tuple(evidence(*row) for row in rows)

    def _paper_node(self, n: int) -> str:
        (id_,) = self._db.execute("SELECT id FROM paper WHERE n = ?", (n,)).fetchone()
        return f"paper/{id_}"

    def extraction(self, paper_id: str) -> Extraction:
        """What one paper gave, with the offsets of all mentions; KeyError where there is no such paper."""
        row = self._db.execute(
            "SELECT r.extraction FROM paper p JOIN reading r ON r.n = p.n WHERE p.id = ? AND p.status > 0",
            (paper_id,),
        ).fetchone()
        if row is None:
            raise KeyError(paper_id)
        return unpack_extraction(row[0]) if row[0] is not None else Extraction(paper=paper_id)

    def mentions(self, paper_id: str) -> dict[str, str]:
        """From the local ids of a paper's extraction to node ids."""
        extraction = self.extraction(paper_id)
        rows = self._db.execute(
            "SELECT a.e, d.id FROM naming a JOIN node d ON d.i = a.node JOIN paper p ON p.n = a.n "
            "WHERE p.id = ? AND p.status > 0",
            (paper_id,),
        )
        nodes = dict(rows)
        return {entity.id: nodes[e] for e, entity in enumerate(extraction.entities) if e in nodes}

    def statements_of_paper(self, paper_id: str) -> list[GraphStatement]:
        """What one paper gives evidence for, asserted or not, by the place of its first evidence there."""
        query = (
            f"{_CLAIMS} JOIN (SELECT k, min(start) AS first FROM evidence WHERE n = ? GROUP BY k) e "  # noqa: S608
            "ON e.k = c.k ORDER BY e.first, c.id"
        )
        rows = self._db.execute(query, (-self._number(f"paper/{paper_id}"),)).fetchall()
        return [self._statement(row) for row in rows]

    def papers_of(self, entity_id: str) -> list[str]:
        """The ids of the papers that name an entity."""
        rows = self._db.execute(
            "SELECT DISTINCT p.id FROM node d JOIN naming a ON a.c = d.c AND a.node = d.i "
            "JOIN paper p ON p.n = a.n WHERE d.id = ? ORDER BY p.id",
            (entity_id,),
        )
        return [id_ for (id_,) in rows]

    def paper_count(self, entity_id: str) -> int:
        """How many papers name an entity."""
        row = self._db.execute("SELECT papers FROM node WHERE id = ?", (entity_id,)).fetchone()
        return int(row[0]) if row else 0

    def degrees(self) -> Counter[str]:
        """Number of asserted statements per node that has any; an entity counts as either end."""
        found: Counter[str] = Counter()
        for end in ("subject", "object"):
            rows = self._db.execute(
                f"SELECT d.id, count(*) FROM claim c JOIN node d ON d.i = c.{end} "  # noqa: S608
                "WHERE c.papers > 0 OR c.derived = 1 GROUP BY c." + end
            )
            found.update(dict(rows))
        return found

    def neighbours(self, node_id: str) -> list[tuple[str, str]]:
        """(statement id, other node) of every asserted statement of a node, by statement id."""
        i = self._number(node_id)
        rows = self._db.execute(
            "SELECT c.id, c.subject, s.id, o.id FROM claim c LEFT JOIN node s ON s.i = c.subject "
            "JOIN node o ON o.i = c.object WHERE (c.subject = ?1 OR c.object = ?1) "
            "AND (c.papers > 0 OR c.derived = 1) ORDER BY c.id",
            (i,),
        ).fetchall()
        ends = [(id_, subject or self._paper_node(-s), object_) for id_, s, subject, object_ in rows]
        return [(id_, object_ if subject == node_id else subject) for id_, subject, object_ in ends]

    def figures(self, benchmark: str | None = None) -> Iterator[Figure]:
        """The asserted figures, of one benchmark or of all, in no order, without their statements."""
        about, values = ("", ()) if benchmark is None else (_ABOUT, (self._number(benchmark),))
        for id_, subject, predicate, object_, name, qualifiers in self._db.execute(_SAID + about, values):
            found = figures(Said(id_, subject, predicate, object_, name, json.loads(qualifiers)))
            yield from (figure for figure in found if benchmark in (None, figure.benchmark))

    def both_ways(self, predicate: str) -> list[tuple[str, str]]:
        """Pairs of nodes that stand in a predicate to each other in both directions, sorted."""
        rows = self._db.execute(
            "WITH said (a, b) AS (SELECT subject, object FROM claim WHERE predicate = ? AND papers > 0), "
            "both (a, b) AS (SELECT a, b FROM said WHERE a < b INTERSECT SELECT b, a FROM said WHERE b < a) "
            "SELECT s.id, o.id FROM both JOIN node s ON s.i = a JOIN node o ON o.i = b",
            (predicate,),
        )
        return sorted((min(pair), max(pair)) for pair in rows)

    def search(self, words: str, limit: int = 20, offset: int = 0) -> list[Hit]:
        """Papers with all these words, phrases in quotation marks; the best first."""
        return search(self._db, words, limit, offset)

    def content_hash(self) -> str:
        """Changes whenever the content does: under this name results may be kept."""
        return self.meta("revision") or ""

    def about(
        self, node_id: str, *, incoming: bool, predicate: str | None = None, limit: int = 100, offset: int = 0
    ) -> list[GraphStatement]:
        """Asserted statements from a node, or to it, most believed first, then by id."""
        end = "object" if incoming else "subject"
        query = (
            f"{_CLAIMS} WHERE c.{end} = ? AND (?2 IS NULL OR c.predicate = ?2) "
            "AND (c.papers > 0 OR c.derived = 1) ORDER BY c.belief DESC, c.id LIMIT ?3 OFFSET ?4"
        )
        rows = self._db.execute(query, (self._number(node_id), predicate, limit, offset)).fetchall()
        return [self._statement(row) for row in rows]

    def predicates_of(self, node_id: str) -> list[tuple[str, bool, int]]:
        """(predicate, incoming, number of asserted statements) of a node."""
        query = (
            "SELECT predicate, object = ?1, count(*) FROM claim WHERE (subject = ?1 OR object = ?1) "
            "AND (papers > 0 OR derived = 1) GROUP BY 1, 2 ORDER BY 2, 1"
        )
        return [(name, bool(inc), n) for name, inc, n in self._db.execute(query, (self._number(node_id),))]

    def referring(self, entity_id: str, role: str | None = None, limit: int = 100) -> list[GraphStatement]:
        """Asserted statements with the entity in a qualifier (``role``: which), most believed first."""
        query = (
            f"{_CLAIMS} WHERE c.k IN (SELECT k FROM refers WHERE node = ?1 AND (?2 IS NULL OR role = ?2)) "  # noqa: S608
            "AND c.papers > 0 ORDER BY c.belief DESC, c.id LIMIT ?3"
        )
        rows = self._db.execute(query, (self._number(entity_id), role, limit)).fetchall()
        return [self._statement(row) for row in rows]

    def complete(self, words: str, limit: int = 20) -> list[Entity]:
        """Entities one of whose names has all these words, the last one perhaps unfinished; by papers."""
        match = match_prefix(words)
        if not match:
            return []
        query = (
            "SELECT d.i, d.id, d.type, d.name FROM names JOIN node d ON d.i = names.rowid "
            "WHERE names MATCH ? ORDER BY d.papers DESC, d.id LIMIT ?"
        )
        return [self._entity(*row) for row in self._db.execute(query, (match, limit)).fetchall()]

    def meta(self, name: str) -> str | None:
        """A value of the table ``meta``."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (name,)).fetchone()
        return row[0] if row else None


def _qualifiers(text: str) -> Qualifiers:
    return Qualifiers.model_validate_json(text) if text else Qualifiers()
