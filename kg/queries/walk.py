"""Paths and chains: how two things hang together, and what one beats."""

from __future__ import annotations

from collections.abc import Iterable

from kg.queries.answers import Step
from kg.queries.view import View

LONGEST = 6
"""Statements of a path at most."""
METRIC = "metric/"
_Reached = dict[str, tuple[str, str] | None]
"""From a node to (statement id, node before it); None for the start."""


def path(view: View, start: str, end: str, longest: int = LONGEST) -> list[Step] | None:
    """A shortest path over asserted statements in either direction; None where there is none of this length.

    Both ends are widened in turn, the narrower one first. Among equally short paths the one met first by
    the order of statement ids is taken, so the answer is always the same. A path over a metric says little,
    since everything has an accuracy: it is given only where there is no other.
    """
    if start == end:
        return []
    return _path(view, start, end, longest, METRIC) or _path(view, start, end, longest, None)


def _path(view: View, start: str, end: str, longest: int, avoided: str | None) -> list[Step] | None:
    ahead: _Reached = {start: None}
    back: _Reached = {end: None}
    fronts = ([start], [end])
    for _ in range(longest):
        side = 0 if len(fronts[0]) <= len(fronts[1]) else 1
        near, far = (ahead, back) if side == 0 else (back, ahead)
        front = _widen(view, fronts[side], near, {node for node in far if _is(node, avoided)}, avoided)
        fronts = (front, fronts[1]) if side == 0 else (fronts[0], front)
        meeting = [node for node in front if node in far]
        if meeting:
            return _joined(view, min(meeting), ahead, back)
        if not front:
            return None
    return None


def _is(node: str, avoided: str | None) -> bool:
    return avoided is not None and node.startswith(avoided)


def _widen(
    view: View, front: Iterable[str], reached: _Reached, ends: set[str], avoided: str | None
) -> list[str]:
    """The nodes next to the front; of those avoided only the ends."""
    new = []
    for node in front:
        for statement, other in view.neighbours(node):
            if other not in reached and (other in ends or not _is(other, avoided)):
                reached[other] = (statement, node)
                new.append(other)
    return new


def _joined(view: View, meeting: str, ahead: _Reached, back: _Reached) -> list[Step]:
    steps: list[Step] = []
    node = meeting
    while link := ahead[node]:
        steps.insert(0, Step(view.statement(link[0]), node))
        node = link[1]
    node = meeting
    while link := back[node]:
        steps.append(Step(view.statement(link[0]), link[1]))
        node = link[1]
    return steps


def beats(view: View, winner: str, *, transitive: bool = False) -> list[list[Step]]:
    """What an entity outperforms, each with the chain of statements that says so, shortest chains first.

    Args:
        view: the graph.
        winner: its node id.
        transitive: also what the beaten ones beat; derived, since settings may differ from paper to paper.
    """
    chains: dict[str, list[Step]] = {}
    front: list[tuple[str, list[Step]]] = [(winner, [])]
    while front:
        following = []
        for node, chain in front:
            for statement in view.statements(subject=node, predicate="outperforms"):
                loser = statement.object
                if loser not in chains and loser != winner:
                    chains[loser] = [*chain, Step(statement, loser)]
                    following.append((loser, chains[loser]))
        front = following if transitive else []
    return sorted(chains.values(), key=lambda c: (len(c), c[-1].node))


def lineage(view: View, node: str, predicate: str = "variant-of") -> list[Step]:
    """The chain of a transitive predicate upwards: what the entity is a variant of, or a kind of."""
    chain: list[Step] = []
    seen = {node}
    while True:
        above = [s for s in view.statements(subject=node, predicate=predicate) if s.object not in seen]
        if not above:
            return chain
        best = max(above, key=lambda s: (s.belief, s.id))
        node = best.object
        seen.add(node)
        chain.append(Step(best, node))


def members(view: View, node: str, predicate: str = "variant-of") -> list[str]:
    """All below in a transitive predicate: the variants of a family, the kinds of a technique; by id."""
    found: dict[str, None] = {}
    front = [node]
    while front:
        below = [s.subject for n in front for s in view.statements(object=n, predicate=predicate)]
        front = [n for n in dict.fromkeys(below) if n not in found and n != node]
        found.update(dict.fromkeys(front))
    return sorted(found)
