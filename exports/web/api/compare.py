"""Two or more things side by side."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from exports.web.claims import ORDER, Claim, claims, lines
from exports.web.endpoint import Endpoint, Query
from exports.web.models import Comparison, Direction, Node, NodeDetail, Result, SharedNode, SharedResult
from exports.web.nodes import HELD, details, nodes, number_of
from exports.web.results import Reported, better, reported, results
from exports.web.source import Source

MOST = 6
MOST_CLAIMS = 2000
MOST_SHARED = 60


class CompareQuery(Query):
    """The ids of what to compare."""

    id: Annotated[tuple[str, ...], Field(min_length=1, max_length=MOST)]


def compare(source: Source, query: CompareQuery) -> Comparison:
    """Who beat whom, figures on what both are measured by, and what they share."""
    db = source.db
    numbers = list(dict.fromkeys(number_of(db, node) for node in query.id))
    chosen = details(db, numbers)
    return Comparison(
        entities=tuple(chosen),
        head_to_head=lines(db, _between(db, numbers)),
        results=tuple(_results(db, numbers, chosen)),
        shared=tuple(_shared(db, numbers, chosen)),
    )


def _marks(numbers: Sequence[int]) -> str:
    return ",".join(str(int(number)) for number in numbers)


def _between(db: sqlite3.Connection, numbers: Sequence[int]) -> list[Claim]:
    marks = _marks(numbers)
    where = f"WHERE subject IN ({marks}) AND object IN ({marks}) AND subject != object AND {HELD}"
    return claims(
        db, f"{where} ORDER BY predicate != 'outperforms', predicate != 'matches', {ORDER} LIMIT 100"
    )


def _results(
    db: sqlite3.Connection, numbers: Sequence[int], chosen: Sequence[NodeDetail]
) -> list[SharedResult]:
    """Figures by (benchmark, metric), where at least two of the compared have one."""
    if len(numbers) < 2:
        return []
    where = f"WHERE subject IN ({_marks(numbers)}) AND predicate IN ('evaluated-on', 'achieves') AND {HELD}"
    found = claims(db, f"{where} ORDER BY {ORDER} LIMIT {MOST_CLAIMS}")
    named = nodes(db, [claim.object for claim in found])
    figures = reported(found, {number: node.name for number, node in named.items()})
    groups: dict[tuple[str, str, str], list[Result]] = defaultdict(list)
    for figure, result in zip(figures, results(db, figures), strict=True):
        benchmark = _benchmark(figure, named)
        groups[(benchmark.name, benchmark.id, result.metric)].append(result)
    ids = [node.id for node in chosen]
    shared = [_row(key, group, ids) for key, group in sorted(groups.items())]
    return [row for row in shared if len(row.results) > 1]


def _benchmark(figure: Reported, named: dict[int, Node]) -> Node:
    if figure.claim.predicate == "evaluated-on":
        return named[figure.claim.object]
    reference = next(iter(figure.claim.narrowed.benchmark), None)
    if reference is None:
        return Node(id="", type="Benchmark", name="")
    return Node(id=reference.entity or "", type="Benchmark", name=reference.text)


def _row(key: tuple[str, str, str], group: Sequence[Result], ids: Sequence[str]) -> SharedResult:
    name, id_, metric = key
    by_entity = {node: tuple(r for r in group if r.subject.id == node) for node in ids}
    figures = {node: found for node, found in by_entity.items() if found}
    return SharedResult(
        benchmark=name or None,
        benchmark_id=id_ or None,
        metric=metric,
        better=better(metric),
        results=figures,
        winners=_winners(figures, metric),
    )


def _winners(figures: dict[str, tuple[Result, ...]], metric: str) -> tuple[str, ...]:
    """Who has the best level in a setting (model, hardware) that all report. Differences and ratios, to
    whatever baseline, never win, and neither do figures of different settings."""
    levels = {node: _levels(found) for node, found in figures.items()}
    common = set.intersection(*(set(found) for found in levels.values())) if len(levels) > 1 else set()
    if not common:
        return ()
    setting = min(common)
    pick = min if better(metric) == "lower" else max
    best = {node: pick(found[setting]) for node, found in levels.items()}
    top = pick(best.values())
    return tuple(node for node, value in best.items() if value == top)


def _levels(found: Sequence[Result]) -> dict[str, list[float]]:
    """The levels by setting."""
    levels: dict[str, list[float]] = defaultdict(list)
    for result in found:
        if result.kind == "absolute" and result.number is not None:
            levels[result.setting or ""].append(result.number)
    return levels


def _shared(db: sqlite3.Connection, numbers: Sequence[int], chosen: Sequence[NodeDetail]) -> list[SharedNode]:
    """What two or more relate to by the same predicate."""
    if len(numbers) < 2:
        return []
    marks = _marks(numbers)
    found: list[SharedNode] = []
    ids = dict(zip(numbers, (node.id for node in chosen), strict=True))
    ends: tuple[tuple[Direction, str, str], ...] = (("out", "subject", "object"), ("in", "object", "subject"))
    for direction, own, other in ends:
        where = f"WHERE {own} IN ({marks}) AND {other} NOT IN ({marks}) AND {HELD} LIMIT {MOST_CLAIMS * 5}"
        found += _grouped(db, claims(db, where), direction, ids)
    found.sort(key=lambda item: (-len(item.statements), item.predicate, item.direction, item.node.name))
    return found[:MOST_SHARED]


def _grouped(
    db: sqlite3.Connection, found: Sequence[Claim], direction: Direction, ids: dict[int, str]
) -> list[SharedNode]:
    groups: dict[tuple[str, int], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim in found:
        own, other = (claim.subject, claim.object) if direction == "out" else (claim.object, claim.subject)
        groups[(claim.predicate, other)][ids[own]].append(claim.id)
    shared = {key: group for key, group in groups.items() if len(group) > 1 and key[1] > 0}
    named = nodes(db, [number for _, number in shared])
    return [
        SharedNode(
            predicate=predicate,
            direction=direction,
            node=named[number],
            statements={node: tuple(sorted(claims_of)) for node, claims_of in sorted(group.items())},
        )
        for (predicate, number), group in shared.items()
        if number in named
    ]


ENDPOINTS = (Endpoint("/api/compare", "Things side by side", CompareQuery, compare, Comparison),)
