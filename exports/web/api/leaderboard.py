"""Leaderboards rebuilt from the text: every figure that papers report on a benchmark."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections import Counter

from exports.web.api.entity import EntityId
from exports.web.api.search import Offset, Size
from exports.web.claims import ORDER, Claim, claims, lines
from exports.web.endpoint import Endpoint, Query
from exports.web.models import BenchmarkLine, BenchmarkList, Leaderboard, MetricInfo, Result
from exports.web.nodes import HELD, details, nodes, number_of
from exports.web.results import UNNAMED, better, reported, results
from exports.web.source import Source
from kg.store.codes import KIND_CODE
from ontology.types import EntityType

MOST_CLAIMS = 5000
MOST_SHOWN = 60
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ON_IT = "SELECT k FROM claim WHERE object = ?1 AND predicate = 'evaluated-on'"
_ABOUT_IT = "SELECT k FROM refers WHERE node = ?1 AND role = 'benchmark'"
_ABOUT = f"WHERE {HELD} AND k IN ({_ON_IT} UNION {_ABOUT_IT}) ORDER BY {ORDER} LIMIT {MOST_CLAIMS}"
_COMPARING = ("outperforms", "matches")


class BenchmarksQuery(Query):
    """One page of the benchmarks."""

    offset: Offset = 0
    limit: Size = 40


def leaderboard(source: Source, query: EntityId) -> Leaderboard:
    """All figures on a benchmark or data set, by metric."""
    db = source.db
    number = number_of(db, query.id)
    found = claims(db, _ABOUT, (number,))
    figures = _figures(db, [claim for claim in found if claim.predicate not in _COMPARING])
    with_figure = {result.statement for result in figures}
    compared = [claim for claim in found if claim.predicate in _COMPARING]
    rest = [
        c.subject
        for c in found
        if c.predicate == "evaluated-on" and c.id not in with_figure and c.subject > 0
    ]
    named = nodes(db, rest)
    return Leaderboard(
        benchmark=details(db, [number])[0],
        metrics=_metrics(figures),
        results=tuple(figures),
        comparisons=lines(db, compared[:MOST_SHOWN]),
        evaluated=tuple(named[n] for n in dict.fromkeys(rest))[:MOST_SHOWN],
    )


def _figures(db: sqlite3.Connection, found: list[Claim]) -> list[Result]:
    metrics = nodes(db, [claim.object for claim in found if claim.predicate == "achieves"])
    return results(db, reported(found, {number: node.name for number, node in metrics.items()}))


def _metrics(figures: list[Result]) -> tuple[MetricInfo, ...]:
    """The most reported first; figures without a named metric last."""
    counts = Counter(figure.metric for figure in figures)
    order = sorted(counts, key=lambda name: (name == UNNAMED, -counts[name], name))
    return tuple(MetricInfo(name=name, results=counts[name], better=better(name)) for name in order)


def leaderboard_csv(source: Source, query: EntityId) -> str:
    """The figures as CSV (RFC 4180); what a spreadsheet would run as a formula begins with an apostrophe."""
    board = leaderboard(source, query)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for row in board.results:
        writer.writerow([_cell(value) for value in _row(board, row)])
    return out.getvalue()


_COLUMNS = (
    "benchmark", "metric", "subject", "type", "value", "kind", "baseline", "setting",
    "belief", "papers", "year", "paper", "conflict", "statement",
)  # fmt: skip


def _row(board: Leaderboard, row: Result) -> tuple[object, ...]:
    paper = row.paper
    return (
        board.benchmark.name, row.metric, row.subject.name, row.subject.type, row.value, row.kind,
        row.baseline, row.setting, row.belief, row.papers, paper and paper.year, paper and paper.id,
        row.conflict, row.statement,
    )  # fmt: skip


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def benchmarks(source: Source, query: BenchmarksQuery) -> BenchmarkList:
    """The benchmarks that most papers name, with how many claims are about each."""
    db = source.db
    kind = KIND_CODE[EntityType.BENCHMARK]
    (total,) = db.execute("SELECT count(*) FROM node WHERE type = ?", (kind,)).fetchone()
    rows = db.execute(
        "SELECT i FROM node WHERE type = ? ORDER BY papers DESC, id LIMIT ? OFFSET ?",
        (kind, query.limit, query.offset),
    ).fetchall()
    shown = details(db, [i for (i,) in rows])
    counted = [
        BenchmarkLine(**node.model_dump(), results=_about(db, i))
        for (i,), node in zip(rows, shown, strict=True)
    ]
    return BenchmarkList(total=total, offset=query.offset, benchmarks=tuple(counted))


def _about(db: sqlite3.Connection, number: int) -> int:
    sql = (
        "SELECT (SELECT count(*) FROM claim WHERE object = ?1 AND predicate = 'evaluated-on' AND papers > 0 "
        "AND qualifiers LIKE '%\"value\"%') + (SELECT count(*) FROM refers r JOIN claim c ON c.k = r.k "
        "WHERE r.node = ?1 AND r.role = 'benchmark' AND c.papers > 0 AND c.predicate = 'achieves' "
        "AND c.qualifiers LIKE '%\"value\"%')"
    )
    return int(db.execute(sql, (number,)).fetchone()[0])


ENDPOINTS = (
    Endpoint("/api/benchmarks", "Benchmarks, most named first", BenchmarksQuery, benchmarks, BenchmarkList),
    Endpoint(
        "/api/leaderboard/{id:path}", "Figures on a benchmark by metric", EntityId, leaderboard, Leaderboard
    ),
    Endpoint("/api/leaderboard.csv", "The figures as CSV", EntityId, leaderboard_csv, media="text/csv"),
)
