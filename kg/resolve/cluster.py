"""The nodes of one cluster: all that papers name by one key, told apart by type and by who proposes it.

A pure function of the cluster's rows, so a cluster is decided anew only when one of its rows changes:

1. A benchmark and a data set of one key are one resource, a benchmark.
2. A method and a model of one key are one thing where one type holds at least four fifths of the papers,
   no paper proposes it under the other type, and what the papers state of it fits the winning type.
   Otherwise they are two things (Falcon the model, Falcon the decoder).
3. A name that no vocabulary knows and that two or more papers propose under one type is as many things:
   each proposing paper has its own node, "method/phantom~1a2b3c", and the papers that only use the name
   stay with "method/phantom". More than three users to each proposer make one well-known thing of it.
4. The name of a node is the form that most papers use; ties go to a form with capitals, then to the
   shorter one, then to the first in order of code points. A plural lends its papers to its singular.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.resolve.names import Names
from ontology.ids import digest, entity_id
from ontology.types import EntityType

SHARE_NUMERATOR, SHARE_DENOMINATOR = 4, 5
USERS_PER_PROPOSER = 3
_DATA = (EntityType.BENCHMARK, EntityType.DATASET)
_MADE = (EntityType.METHOD, EntityType.MODEL)


class Row(NamedTuple):
    """How ``number`` papers name it: alike in all that a decision looks at."""

    kind: EntityType
    fits: frozenset[EntityType]
    """The types that everything stated of it in the paper allows."""
    proposer: str | None
    """The paper's id where it proposes the thing (then ``number`` is 1)."""
    forms: tuple[str, ...]
    number: int


class Place(NamedTuple):
    """Which node of its cluster a row belongs to."""

    kind: EntityType
    suffix: str


@dataclass(frozen=True, slots=True)
class Node:
    """One node of a cluster."""

    place: Place
    id: str
    name: str
    forms: tuple[tuple[str, int], ...]
    """Every form with the number of entities in papers that bear it, most frequent first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The nodes of a cluster, and the rule that sends a row to its node."""

    nodes: tuple[Node, ...]
    kinds: Mapping[EntityType, EntityType]
    apart: Mapping[EntityType, frozenset[str]]

    def place(self, kind: EntityType, fits: frozenset[EntityType], proposer: str | None) -> Place:
        """The node of a row."""
        return _place(kind, fits, proposer, self.kinds, self.apart)


def decide(
    cluster: str, rows: Sequence[Row], names: Names, roots: Mapping[str, str], forced: str | None = None
) -> Decision:
    """Decide a cluster.

    Args:
        cluster: its key.
        rows: what the papers say, in any order.
        roots: agreed expansions of short keys.
        forced: the name that the user's review gives, if any.
    """
    kinds = _kinds(rows)
    apart = {
        kind: _apart(kind, cluster, rows, kinds, names) for kind in sorted({_kind(r, kinds) for r in rows})
    }
    members: dict[Place, list[Row]] = defaultdict(list)
    for row in rows:
        members[_place(row.kind, row.fits, row.proposer, kinds, apart)].append(row)
    nodes = [_node(cluster, place, members[place], names, roots, forced) for place in sorted(members)]
    return Decision(tuple(nodes), kinds, apart)


def _kinds(rows: Iterable[Row]) -> dict[EntityType, EntityType]:
    """Types that give way to another."""
    tally: Counter[EntityType] = Counter()
    proposed = set()
    for row in rows:
        tally[row.kind] += row.number
        if row.proposer is not None:
            proposed.add(row.kind)
    away: dict[EntityType, EntityType] = {}
    if all(tally[kind] for kind in _DATA):
        away[EntityType.DATASET] = EntityType.BENCHMARK
    for main, minor in (_MADE, _MADE[::-1]):
        few = 0 < tally[minor] * SHARE_NUMERATOR <= tally[main] * (SHARE_DENOMINATOR - SHARE_NUMERATOR)
        if few and minor not in proposed:
            away[minor] = main
    return away


def _kind(row: Row, kinds: Mapping[EntityType, EntityType]) -> EntityType:
    target = kinds.get(row.kind, row.kind)
    return target if target in row.fits else row.kind


def _apart(
    kind: EntityType,
    cluster: str,
    rows: Iterable[Row],
    kinds: Mapping[EntityType, EntityType],
    names: Names,
) -> frozenset[str]:
    """The papers that each propose a thing of their own under this type."""
    if (kind, cluster) in names.known:
        return frozenset()
    own = [row for row in rows if _kind(row, kinds) is kind]
    proposers = {row.proposer for row in own if row.proposer is not None}
    users = sum(row.number for row in own if row.proposer is None)
    many = len(proposers) > 1 and users <= USERS_PER_PROPOSER * len(proposers)
    return frozenset(proposers) if many else frozenset()


def _place(
    kind: EntityType,
    fits: frozenset[EntityType],
    proposer: str | None,
    kinds: Mapping[EntityType, EntityType],
    apart: Mapping[EntityType, frozenset[str]],
) -> Place:
    target = kinds.get(kind, kind)
    final = target if target in fits else kind
    alone = proposer is not None and proposer in apart.get(final, ())
    return Place(final, digest(proposer)[:6] if alone and proposer else "")


def _node(
    cluster: str,
    place: Place,
    rows: Iterable[Row],
    names: Names,
    roots: Mapping[str, str],
    forced: str | None,
) -> Node:
    counts: Counter[str] = Counter()
    for row in rows:
        for form in row.forms:
            counts[form] += row.number
    own = {f: n for f, n in counts.items() if _belongs(f, cluster, place.kind, names, roots)}
    if (place.kind, cluster) not in names.generic:
        borne = {f: n for f, n in counts.items() if f in own or not _elsewhere(f, place.kind, names)}
        counts = Counter(borne or counts)
    name = forced or best_name(own or counts)
    marks = [mark for mark in (cluster.partition("~")[2], place.suffix) if mark]
    ordered = tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return Node(place, "~".join([entity_id(place.kind, name), *marks]), name, ordered)


def _belongs(form: str, cluster: str, kind: EntityType, names: Names, roots: Mapping[str, str]) -> bool:
    found = names.root(kind, form)
    while following := roots.get(found):
        found = following
    return found == cluster


def _elsewhere(form: str, kind: EntityType, names: Names) -> bool:
    """True for a generic word, and for the name of another well-known thing."""
    found = (kind, names.root(kind, form))
    return found in names.known or found in names.generic


def best_name(counts: Mapping[str, int]) -> str:
    """The most frequent form by the rule above.

    >>> best_name({"LLMs": 3, "LLM": 2, "llm": 4})
    'LLM'
    """
    total = dict(counts)
    for form in counts:
        if form.endswith("s") and form[:-1] in counts:
            total[form[:-1]] += total.pop(form)
    return min(total, key=lambda form: (-total[form], form == form.casefold(), len(form), form))
