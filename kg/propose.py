"""Merges that are likely but not certain, for the user to accept or refuse.

Candidates are pairs of entities of one type that the rules of :mod:`kg.resolve` leave apart and that

- one paper names as one thing, but the papers do not agree (a short form and an expansion);
- are initials and words ("RLHF", "reinforcement learning from human feedback");
- have the same words in another order ("quantization, post-training");
- differ in a word that says the kind ("Mamba", "Mamba architecture");
- differ in one letter, never in a digit (a misprint).

Two well-known things are not proposed (the vocabulary tells them apart), nor a thing and a kind of it.
The most useful come first: those whose rarer name stands in most papers.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kg.resolve.names import Names
from kg.store.codes import KINDS
from ontology.ids import slug
from ontology.types import EntityType

MOST_ENTITIES = 50_000
"""Entities looked at, those of most papers first."""
SHORTEST = 6
"""Characters of a key below which one other letter makes another name."""
_KIND_WORD = re.compile(
    r"-(?:method|algorithm|framework|architecture|approach|technique|model|models|network|networks|benchmark|"
    r"dataset|task|score|metric|system|library|toolkit|strategy|mechanism|module)$"
)
_LITTLE = frozenset({"of", "the", "for", "and", "to", "in", "with", "from", "on", "a", "by", "via"})


class _Thing(NamedTuple):
    i: int
    id: str
    kind: EntityType
    name: str
    papers: int
    key: str


Keys = Callable[[_Thing], list[str]]


class Proposal(NamedTuple):
    """Two entities that may be one; ``into`` is the one that more papers name."""

    into: str
    other: str
    into_id: str
    other_id: str
    kind: EntityType
    papers: tuple[int, int]
    reason: str


def proposals(db: sqlite3.Connection, names: Names) -> list[Proposal]:
    """All candidates, most useful first; a pair once, with its strongest reason."""
    things = _things(db)
    found: dict[tuple[int, int], tuple[_Thing, _Thing, str]] = {}
    for one, other, reason in _pairs(db, things):
        pair = (min(one.i, other.i), max(one.i, other.i))
        if pair not in found and _may_be_one(one, other, names):
            found[pair] = (one, other, reason)
    made = [_proposal(*pair) for pair in found.values()]
    return sorted(made, key=lambda p: (-min(p.papers), -max(p.papers), p.into_id, p.other_id))


def _may_be_one(one: _Thing, other: _Thing, names: Names) -> bool:
    alike = one.kind is other.kind and one.key != other.key and "~" not in one.id + other.id
    told_apart = all((thing.kind, thing.key) in names.known for thing in (one, other))
    return alike and not told_apart and names.may_merge(one.key, other.key)


def _proposal(one: _Thing, other: _Thing, reason: str) -> Proposal:
    into, rest = sorted((one, other), key=lambda t: (-t.papers, t.id))
    return Proposal(into.name, rest.name, into.id, rest.id, into.kind, (into.papers, rest.papers), reason)


def _things(db: sqlite3.Connection) -> list[_Thing]:
    rows = db.execute(
        "SELECT d.i, d.id, d.type, d.name, d.papers, c.key FROM node d JOIN cluster c ON c.c = d.c "
        "ORDER BY d.papers DESC, d.id LIMIT ?",
        (MOST_ENTITIES,),
    )
    return [_Thing(i, id_, KINDS[type_], name, papers, key) for i, id_, type_, name, papers, key in rows]


def _pairs(db: sqlite3.Connection, things: list[_Thing]) -> Iterator[tuple[_Thing, _Thing, str]]:
    yield from _said_once(db, things)
    for one, other, reason in _same(things, _initials_key, "initials and words"):
        if _one_word(one) != _one_word(other):
            yield one, other, reason
    yield from _same(things, _words_key, "the same words")
    yield from _same(things, _without_kind, "but for the word of its kind")
    yield from _misprints(things)


def _said_once(db: sqlite3.Connection, things: list[_Thing]) -> Iterator[tuple[_Thing, _Thing, str]]:
    by_key: dict[str, list[_Thing]] = defaultdict(list)
    for thing in things:
        by_key[thing.key].append(thing)
    rows = db.execute(
        "SELECT short, long, papers FROM abbreviation a WHERE instr(long, short) = 0 AND 2 * papers > "
        "(SELECT sum(papers) FROM abbreviation b WHERE b.short = a.short) ORDER BY papers DESC, short, long"
    )
    for short, long, papers in rows:
        for one in by_key.get(short, ()):
            for other in by_key.get(long, ()):
                yield one, other, f"{papers} of the papers name both as one thing"


def _same(things: Iterable[_Thing], key_of: Keys, reason: str) -> Iterator[tuple[_Thing, _Thing, str]]:
    groups: dict[tuple[EntityType, str], list[_Thing]] = defaultdict(list)
    for thing in things:
        for key in key_of(thing):
            groups[(thing.kind, key)].append(thing)
    for _, group in sorted(groups.items()):
        for thing in group[1:]:
            yield group[0], thing, reason


def _one_word(thing: _Thing) -> bool:
    return "-" not in slug(thing.name)


def _initials_key(thing: _Thing) -> list[str]:
    """The initials of a name of several words, with and without the little ones; a short name as it is."""
    words = slug(thing.name).split("-")
    if len(words) >= 3 and all(word[:1].isalpha() for word in words):
        great = [word for word in words if word not in _LITTLE]
        return sorted({"".join(w[0] for w in part) for part in (words, great) if len(part) >= 3})
    return [words[0]] if len(words) == 1 and 3 <= len(words[0]) <= 6 and thing.name.isupper() else []


def _words_key(thing: _Thing) -> list[str]:
    words = slug(thing.name).split("-")
    return [" ".join(sorted(words))] if len(words) > 1 and not any(c.isdigit() for c in thing.name) else []


def _without_kind(thing: _Thing) -> list[str]:
    name = slug(thing.name)
    return [_KIND_WORD.sub("", name)]


def _misprints(things: Iterable[_Thing]) -> Iterator[tuple[_Thing, _Thing, str]]:
    """Keys that become equal when each loses one letter at most (Garbe's symmetric deletes)."""
    groups: dict[tuple[EntityType, str], list[_Thing]] = defaultdict(list)
    for thing in things:
        if len(thing.key) >= SHORTEST and "~" not in thing.key:
            for at, char in enumerate(thing.key):
                if char.isalpha():
                    groups[(thing.kind, thing.key[:at] + thing.key[at + 1 :])].append(thing)
            groups[(thing.kind, thing.key)].append(thing)
    for _, group in sorted(groups.items()):
        for one in group[:1]:
            yield from ((one, other, "one letter") for other in group[1:] if _one_letter(one.key, other.key))


def _one_letter(one: str, other: str) -> bool:
    """True where one letter was changed, dropped or added, and no digit nor the unit behind one.

    >>> _one_letter("speculativedecoding", "speculativedecodng"), _one_letter("llama2-7b", "llama3-7b")
    (True, False)
    >>> _one_letter("gemma2", "gemma2b")
    False
    """
    digits = re.compile(r"\d+[a-z]?")
    return one != other and digits.findall(one) == digits.findall(other) and abs(len(one) - len(other)) <= 1
