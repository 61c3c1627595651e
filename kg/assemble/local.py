"""The entities of one extraction, with all that resolution looks at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from extractors.cleanup import clean
from kg.resolve.abbreviations import cluster_key, pairs, spells
from kg.resolve.keys import key
from kg.resolve.names import Names
from kg.resolve.review import Review
from ontology.schema import load_schema
from ontology.types import PAPER, EntityType

EVERY_TYPE = frozenset(EntityType)


class LocalName(NamedTuple):
    """An entity as one paper names it."""

    e: int
    """Its place among the entities of the extraction."""
    kind: EntityType
    forms: tuple[str, ...]
    keys: tuple[str, ...]
    """Distinct roots of the forms, in their order."""
    fits: frozenset[EntityType]
    """The types that everything stated of it allows."""
    proposes: bool
    """True where this paper proposes it."""
    split: str | None
    """The key that the user's review gives to it in this paper."""


def local_names(extraction: Mapping[str, Any], names: Names, review: Review) -> list[LocalName]:
    """The entities that the review lets stand, in order."""
    fits = _fits(extraction["statements"])
    proposed = {s["object"] for s in extraction["statements"] if _proposes(s)}
    found = []
    for e, entity in enumerate(extraction["entities"]):
        name = _local_name(e, extraction["paper"], entity, fits, proposed, names, review)
        if not review.rejects(name.kind, name.keys):
            found.append(name)
    return found


def _local_name(
    e: int,
    paper: str,
    entity: Mapping[str, Any],
    fits: Mapping[str, frozenset[EntityType]],
    proposed: set[str],
    names: Names,
    review: Review,
) -> LocalName:
    kind = EntityType(entity["type"])
    forms = tuple(dict.fromkeys(map(without_markup, entity["forms"])))
    keys = _keys(kind, forms, names)
    said = review.type_of(kind, keys)
    allowed = fits.get(entity["id"], EVERY_TYPE)
    if said is not kind:
        kind, keys, allowed = said, _keys(said, forms, names), frozenset((said,))
    split = review.split_key(paper, kind, keys)
    return LocalName(e, kind, forms, keys, allowed, entity["id"] in proposed, split)


@lru_cache(maxsize=1 << 16)
def without_markup(form: str) -> str:
    """A name without the markup of its text: "\\textbf{P}aged KV" is "Paged KV"."""
    return clean(form).text.strip() or form


def _keys(kind: EntityType, forms: Sequence[str], names: Names) -> tuple[str, ...]:
    """The roots of the forms. Where the paper spells out a short form by words that the tables do not know,
    its own words count and not what the short form usually stands for. A generic word tells nothing beside
    a name."""
    roots = {form: names.root(kind, form) for form in forms}
    roots = {f: r for f, r in roots.items() if (kind, r) not in names.generic} or roots
    if len(set(roots.values())) > 1:
        own = [root for form, root in roots.items() if root == key(form, kind)]
        roots = {f: r for f, r in roots.items() if r in own or not _spelt_out(key(f, kind), own)}
    return tuple(dict.fromkeys(roots.values()))


def _spelt_out(short: str, own: Iterable[str]) -> bool:
    return any(len(long) > len(short) and spells(short, long) for long in own)


def votes(name: LocalName, names: Names) -> list[tuple[str, str]]:
    """(short, long) pairs that this entity votes for."""
    if name.split is not None or len(name.keys) == 1:
        return []
    return [pair for pair in pairs(name.keys) if names.may_merge(*pair)]


def cluster_of(name: LocalName, decided: Mapping[str, str], names: Names) -> str:
    """The key of the entity's cluster, given the agreed expansions."""
    return name.split or cluster_key(name.kind, name.keys, decided, names)


def _proposes(statement: Mapping[str, Any]) -> bool:
    return (
        statement["predicate"] == "proposes"
        and statement["subject"] == PAPER
        and any(is_asserted(e) for e in statement["evidence"])
    )


def is_asserted(evidence: Mapping[str, Any]) -> bool:
    """True where the sentence affirms the claim as fact (fields left out have their defaults)."""
    said = (evidence.get("polarity", "affirmed"), evidence.get("certainty", "asserted"))
    return said == ("affirmed", "asserted")


def _fits(statements: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[EntityType]]:
    fits: dict[str, frozenset[EntityType]] = defaultdict(lambda: EVERY_TYPE)
    for statement in statements:
        domain, range_ = _ends(statement["predicate"])
        fits[statement["subject"]] &= domain
        fits[statement["object"]] &= range_
    return fits


@cache
def _ends(predicate: str) -> tuple[frozenset[EntityType], frozenset[EntityType]]:
    found = load_schema().predicates.get(predicate)
    if found is None:
        return EVERY_TYPE, EVERY_TYPE
    return frozenset(k for k in EntityType if k in found.domain), frozenset(
        k for k in EntityType if k in found.range
    )
