"""Which of the things that contexts say of a form holds, and whether it is a name at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from extractors.entities.contexts import Evidence
from extractors.entities.names import Strength
from extractors.entities.spans import CERTAIN, Found
from ontology.types import EntityType

RESOURCES = (EntityType.BENCHMARK, EntityType.DATASET)
_UNPROPOSED = (EntityType.TASK, EntityType.METRIC)


def settled(best: Evidence, evidence: list[Evidence]) -> Evidence:
    """What a paper proposes is no task for its last word ("Behavior Cue Reasoning"); what it reports results
    on is a benchmark."""
    rules = {item.rule for item in evidence}
    if best.rule == "last-word" and best.type in _UNPROPOSED and rules & {"propose", "named"}:
        return best._replace(type=EntityType.METHOD)
    if best.type is EntityType.DATASET and "results-on" in rules:
        return best._replace(type=EntityType.BENCHMARK)
    return best


def accepted(evidence: list[Evidence], strength: Strength) -> bool:
    """Whether a form is a name at all. What only opens sentences needs a title or a definition."""
    if strength is Strength.OPENING:
        return any(item.rule in ("title", "lexicon") or item.rank >= 40 for item in evidence)
    return any(item.strong or item.rank >= 8 + 2 * (strength is Strength.TITLE) for item in evidence)


def type_of(items: list[Found]) -> EntityType | None:
    """The type of the surest mention; which kind of resource, a vocabulary knows better than a noun."""
    kind = max(items, key=lambda f: (f.rank, -f.first)).type
    if kind in RESOURCES:
        known = [f.type for f in items if f.type in RESOURCES and f.rule.startswith("vocabulary")]
        return known[0] if known else kind
    return kind


def grouped(names: Iterable[Found], links: Mapping[str, str]) -> dict[str, list[Found]]:
    """Names of one thing together, in order of the first of each.

    Args:
        links: from the key of a short form to that of its long form.
    """
    groups: dict[str, list[Found]] = defaultdict(list)
    for item in names:
        name = item.key
        for _ in range(_LONGEST_CHAIN):
            name = links.get(name, name)
        groups[name].append(item)
    return groups


_LONGEST_CHAIN = 3


class Named(NamedTuple):
    """One entity: its type, its names (first word, last word (exclusive), rule), its chance."""

    type: EntityType
    places: list[tuple[int, int, str]]
    chance: int
    """Probability in percent."""


def named(items: list[Found], *, chosen: bool) -> Named:
    """One entity of its names: the type that most have, of equally many the first one's; as likely as the
    likeliest where they were chosen, and certain where rules alone decide."""
    kinds = Counter(item.type for item in items if item.type is not None)
    chance = max(item.rank for item in items) if chosen else CERTAIN
    return Named(kinds.most_common(1)[0][0], [(i.first, i.last, i.rule) for i in items], chance)
