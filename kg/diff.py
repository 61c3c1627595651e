"""What came, went and changed between two graphs: for new papers and for new rules alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple, TypeVar

from kg.queries.view import View
from kg.records import GraphStatement
from ontology.types import Entity, Paper

Item = TypeVar("Item")
What = Literal["came", "went", "changed"]


class Change(NamedTuple):
    """One statement that differs. ``old`` is None where it came, ``new`` where it went."""

    what: What
    old: GraphStatement | None
    new: GraphStatement | None

    @property
    def statement(self) -> GraphStatement:
        """The newer of the two."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Difference:
    """Ids of papers and entities that came or went, and the statements that differ, by id."""

    papers: tuple[tuple[str, ...], tuple[str, ...]]
    """(came, went)"""
    entities: tuple[tuple[str, ...], tuple[str, ...]]
    """(came, went)"""
    statements: tuple[Change, ...]


def diff(old: View, new: View) -> Difference:
    """Compare two graphs, statement by statement; both are read once, in the order of ids."""
    return Difference(
        _came_and_went(old.papers(), new.papers(), _paper_id),
        _came_and_went(old.entities(), new.entities(), _entity_id),
        tuple(_changes(old, new)),
    )


def _changes(old: View, new: View) -> Iterator[Change]:
    for before, after in _side_by_side(old.statements(), new.statements(), _statement_id):
        if before is None or after is None:
            yield Change("came" if before is None else "went", before, after)
        elif before != after:
            yield Change("changed", before, after)


def triples(changes: tuple[Change, ...]) -> Iterator[tuple[tuple[str, str, str], list[Change]]]:
    """Changes grouped by subject, predicate and object: a claim whose qualifiers changed came and went."""
    ordered = sorted(changes, key=_triple)
    for triple, group in groupby(ordered, key=_triple):
        yield triple, list(group)


def _triple(change: Change) -> tuple[str, str, str]:
    statement = change.statement
    return statement.subject, statement.predicate, statement.object


def _came_and_went(
    old: Iterator[Item], new: Iterator[Item], id_of: Callable[[Item], str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    pairs = [(a, b) for a, b in _side_by_side(old, new, id_of) if a is None or b is None]
    came = tuple(id_of(b) for a, b in pairs if a is None and b is not None)
    went = tuple(id_of(a) for a, _ in pairs if a is not None)
    return came, went


def _side_by_side(
    old: Iterator[Item], new: Iterator[Item], id_of: Callable[[Item], str]
) -> Iterator[tuple[Item | None, Item | None]]:
    """Merge two streams that are sorted by id."""
    a, b = next(old, None), next(new, None)
    while a is not None or b is not None:
        if b is None or (a is not None and id_of(a) < id_of(b)):
            yield a, None
            a = next(old, None)
        elif a is None or id_of(b) < id_of(a):
            yield None, b
            b = next(new, None)
        else:
            yield a, b
            a, b = next(old, None), next(new, None)


def _paper_id(paper: Paper) -> str:
    return paper.id


def _entity_id(entity: Entity) -> str:
    return entity.id


def _statement_id(statement: GraphStatement) -> str:
    return statement.id
