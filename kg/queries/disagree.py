"""Where papers disagree: different figures for one thing, and two orders of one pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.queries.answers import Conflict
from kg.queries.results import Result, results
from kg.queries.view import View
from kg.records import GraphStatement


def conflicts(view: View) -> list[Conflict]:
    """All conflicts: first figures, by subject, then orders, by the pair."""
    return [*_values(view), *_orders(view)]


def _values(view: View) -> Iterator[Conflict]:
    """Different figures of one subject, benchmark, metric, unit and setting, from different sentences."""
    for group in view.same_results():
        statements = [view.statement(id_) for id_ in group]
        names = {s.object: view.entity(s.object).name for s in statements if s.predicate == "achieves"}
        same: dict[tuple[str, ...], list[Result]] = defaultdict(list)
        for result in results(statements, names):
            place = (result.subject, result.benchmark, result.metric, result.unit, *result.settings)
            same[place].append(result)
        for place, found in sorted(same.items()):
            if len({r.value for r in found}) > 1 and _sentences(found) > 1:
                yield Conflict("values", place[0], _unique(r.statement for r in found))


def _sentences(found: Iterable[Result]) -> int:
    return len({(e.paper, e.start) for r in found for e in r.statement.evidence if e.asserted})


def _orders(view: View) -> Iterator[Conflict]:
    for one, other in view.both_ways("outperforms"):
        pair = [*_beats(view, one, other), *_beats(view, other, one)]
        # One paper that says both tells two settings apart; it does not contradict itself.
        if len({paper for statement in pair for paper in statement.papers}) > 1:
            yield Conflict("order", one, _unique(pair))


def _beats(view: View, one: str, other: str) -> list[GraphStatement]:
    return list(view.statements(subject=one, predicate="outperforms", object=other))


def _unique(statements: Iterable[GraphStatement]) -> tuple[GraphStatement, ...]:
    return tuple({s.id: s for s in statements}.values())
