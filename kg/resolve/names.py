"""What is known of names before any paper is read: vocabulary, curated tables, the user's review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.resolve.keys import key
from kg.resolve.tables import Alias, Apart, aliases, apart, generic
from ontology.ids import digest
from ontology.types import EntityType
from ontology.vocabulary import Entry

Typed = tuple[EntityType, str]
"""A type and a key."""


@dataclass(frozen=True, slots=True)
class Names:
    """The root key of every form. Later sources go before earlier ones: vocabulary, curated table, review."""

    roots: dict[Typed, str] = field(default_factory=dict)
    """From a typed key to the typed key's root, where the two differ."""
    known: frozenset[Typed] = frozenset()
    """Root keys that the vocabulary or a table names: well-known things."""
    exact: dict[str, str] = field(default_factory=dict)
    """Forms that must stay apart from a form with the same key: their own key, with a "~"."""
    forbidden: frozenset[frozenset[str]] = frozenset()
    """Pairs of keys that must never become one."""
    generic: frozenset[Typed] = frozenset()
    """Keys of words that say what a thing is, not which."""

    def root(self, kind: EntityType, form: str) -> str:
        """The key under which this form is counted."""
        found = self.exact.get(form) or key(form, kind)
        return self.roots.get((kind, found), found)

    def may_merge(self, one: str, other: str) -> bool:
        """False for a pair of the forbidden-merge table."""
        return frozenset((one, other)) not in self.forbidden


def load_names(
    entries: Iterable[Entry], extra: Sequence[Alias] = (), extra_apart: Sequence[Apart] = ()
) -> Names:
    """Compile the sources.

    Args:
        entries: the vocabulary.
        extra: the merges of the user's review.
        extra_apart: what the user's review keeps apart.
    """
    pairs = [*apart(), *extra_apart]
    exact = _exact(pairs)
    known, links = _vocabulary(entries, exact)
    for row in [*aliases(), *extra]:
        for kind in [row.kind] if row.kind else list(EntityType):
            _link(links, (kind, key(row.alias, kind)), key(row.name, kind))
            known.add((kind, key(row.name, kind)))
    roots = {typed: _end(links, typed) for typed in links}
    return Names(
        roots,
        frozenset((kind, roots.get((kind, name), name)) for kind, name in known),
        exact,
        frozenset(_forbidden(pairs)),
        frozenset((kind, key(form, kind)) for kind in EntityType for form in generic()),
    )


def _exact(pairs: Iterable[Apart]) -> dict[str, str]:
    """Where both names of a pair have one key, the second gets a key of its own."""
    same = [p for p in pairs if key(p.one, EntityType.METHOD) == key(p.other, EntityType.METHOD)]
    return {p.other: f"{key(p.other, EntityType.METHOD)}~{digest(p.other)[:6]}" for p in same}


def _forbidden(pairs: Iterable[Apart]) -> Iterable[frozenset[str]]:
    for pair in pairs:
        for kind in EntityType:
            yield frozenset((key(pair.one, kind), key(pair.other, kind)))


def _vocabulary(entries: Iterable[Entry], exact: dict[str, str]) -> tuple[set[Typed], dict[Typed, str]]:
    """Known roots, and links from alias keys. A key that is the name of one entry, or the alias of two,
    is no alias."""
    names: set[Typed] = set()
    targets: dict[Typed, set[str]] = {}
    for entry in entries:
        root = key(entry.name, entry.type)
        names.add((entry.type, root))
        for alias in entry.aliases:
            if alias not in exact:
                targets.setdefault((entry.type, key(alias, entry.type)), set()).add(root)
    links = {typed: min(roots) for typed, roots in targets.items() if len(roots) == 1 and typed not in names}
    return names, links


def _link(links: dict[Typed, str], start: Typed, end: str) -> None:
    """Send a key, and all that it stood for, to another; the newest word counts."""
    kind, name = start
    final = _end(links, (kind, end))
    if final == name:
        links.pop((kind, end), None)
        final = end
    if final != name:
        links[start] = final


def _end(links: dict[Typed, str], typed: Typed) -> str:
    kind, name = typed
    seen = {name}
    while (following := links.get((kind, name))) and following not in seen:
        name = following
        seen.add(name)
    return name
