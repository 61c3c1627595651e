"""The numbers and names that narrow a claim, from the clause in which it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from extractors.quantities import Found, Role
from extractors.quantities.units import BIT
from extractors.relations.drafts import Draft, Named
from extractors.relations.sentence import Sentence
from extractors.relations.units import Unit
from ontology.schema import load_schema

_NAMED = {
    "metric": ("Metric",),
    "benchmark": ("Benchmark", "Dataset"),
    "hardware": ("Hardware",),
    "model": ("Model",),
}
_HARD = frozenset((";", "while", "whereas", "but", "although", "that"))
_SIZES = frozenset(("B", "M", "K", "T", "GB", "MB", "TB", "KB", BIT))
T = TypeVar("T")


def qualify(drafts: Sequence[Draft]) -> None:
    """Fill in the qualifiers of the drafts of one hit, which share a sentence and a trigger."""
    if not drafts:
        return
    for name in load_schema().predicates[drafts[0].predicate].qualifiers:
        if name in _NAMED:
            _names(drafts, name)
        elif name in _NUMBERS:
            _NUMBERS[name](drafts)
        elif name == "baseline":
            _baseline(drafts)


def nearest_metric(groups: Sequence[Sequence[Draft]]) -> list[list[Draft]]:
    """One figure, one metric: of the results that take the same number, those with the nearest metric stay."""
    best: dict[tuple[int, int], tuple[int, int]] = {}
    for group in groups:
        for key, distance in _distances(group):
            best[key] = min(best.get(key, distance), distance)
    return [g for g in map(list, groups) if all(best[key] == distance for key, distance in _distances(g))]


def _distances(group: Sequence[Draft]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The number's place, and how far its metric is: the one after it comes first among equals."""
    if not group or group[0].predicate != "achieves" or "value" not in group[0].hit.captures:
        return []
    hit = group[0].hit
    value, metric = hit.captures["value"], hit.captures["O"]
    return [((hit.sentence.index, value), (abs(metric - value), int(metric < value)))]


def clause(sentence: Sentence, at: int) -> range:
    """The indexes of the units of the clause around ``at``."""
    first = last = at
    while first > 0 and sentence.lower[first - 1] not in _HARD:
        first -= 1
    while last + 1 < len(sentence.units) and sentence.lower[last + 1] not in _HARD:
        last += 1
    return range(first, last + 1)


def _names(drafts: Sequence[Draft], name: str) -> None:
    hit = drafts[0].hit
    captured = hit.captures.get(name)
    near = clause(hit.sentence, hit.trigger)
    found = (
        captured if captured is not None else _nearest(hit.sentence.units, near, hit.trigger, _NAMED[name])
    )
    if found is None:
        return
    names = [Named(m.start, m.end, m.entity) for m in hit.sentence.units[found].members]
    for i, draft in enumerate(drafts):
        used = {draft.subject.entity, draft.object.entity}
        kept = [n for n in _share(names, i, len(drafts), hit.sentence) if n.entity not in used]
        if kept:
            draft.names[name] = kept


def _nearest(units: Sequence[Unit], near: range, trigger: int, kinds: Sequence[str]) -> int | None:
    """The unit of these kinds that is nearest after the trigger, else nearest before it."""
    after = [i for i in near if i > trigger and units[i].kind in kinds]
    before = [i for i in near if i < trigger and units[i].kind in kinds]
    return after[0] if after else before[-1] if before else None


def _share(items: Sequence[T], i: int, of: int, sentence: Sentence) -> Sequence[T]:
    """The part of a list that belongs to the i-th of several claims: one each where the numbers agree."""
    if len(items) == of > 1 and ("respectively" in sentence.words or of > 1):
        return items[i : i + 1]
    return items


def _value(drafts: Sequence[Draft]) -> None:
    """The captured number; a list of them goes one by one to a list of objects."""
    hit = drafts[0].hit
    if "value" not in hit.captures:
        return
    numbers = [m.quantity for m in hit.sentence.units[hit.captures["value"]].members if m.quantity]
    for i, draft in enumerate(drafts):
        draft.numbers["value"] = list(_share(numbers, i, len(drafts), hit.sentence))
    if "baseline" in hit.captures:
        unit = hit.sentence.units[hit.captures["baseline"]]
        for draft in drafts:
            draft.names["baseline"] = [Named(unit.start, unit.end)]


def _delta(drafts: Sequence[Draft]) -> None:
    """ "by 3.1 points" after the trigger, a number captured by the rule, or one in brackets."""
    hit = drafts[0].hit
    units = hit.sentence.units
    at = hit.captures.get("delta", _by(hit.sentence, hit.trigger))
    numbers = [m.quantity for m in units[at].members if m.quantity] if at is not None else []
    for i, draft in enumerate(drafts):
        kept = list(_share(numbers, i, len(drafts), hit.sentence))
        if kept:
            draft.numbers["delta"] = kept


def _by(sentence: Sentence, trigger: int) -> int | None:
    near = clause(sentence, trigger)
    for i in range(trigger + 1, near.stop):
        if (
            sentence.units[i].kind == "Quantity"
            and _difference(sentence.units[i])
            and _led_by(sentence, i, trigger)
        ):
            return i
    return None


def _difference(unit: Unit) -> bool:
    quantity = unit.members[0].quantity
    return quantity is not None and quantity.unit not in _SIZES and quantity.role is not Role.BEFORE


def _led_by(sentence: Sentence, i: int, trigger: int) -> bool:
    """True where "by" stands before the number with only plain words between."""
    for back in range(i - 1, trigger, -1):
        if sentence.lower[back] == "by":
            return True
        if sentence.units[back].members or sentence.units[back].kind == ",":
            return False
    return False


def _bits(drafts: Sequence[Draft]) -> None:
    """The bit widths of the clause, else of the sentence."""
    hit = drafts[0].hit
    captured = hit.captures.get("bits")
    found: list[Found] = []
    if captured is not None:
        found = [m.quantity for m in hit.sentence.units[captured].members if m.quantity]
    for i in _by_distance(hit.sentence, hit.trigger):
        found = found or [
            m.quantity for m in hit.sentence.units[i].members if m.quantity and m.quantity.unit == BIT
        ]
    for draft in drafts:
        if found:
            draft.numbers["bits"] = found


def _by_distance(sentence: Sentence, trigger: int) -> list[int]:
    return sorted(range(len(sentence.units)), key=lambda i: (abs(i - trigger), i))


def _ratio(drafts: Sequence[Draft]) -> None:
    """A percentage that stands before "sparsity", "pruning", "compression"."""
    hit = drafts[0].hit
    for i, unit in enumerate(hit.sentence.units[:-1]):
        following = {w for w in hit.sentence.lower[i + 1 : i + 3]}
        quantity = unit.members[0].quantity if unit.kind == "Quantity" else None
        if quantity is not None and quantity.unit == "%" and following & _PRUNED:
            for draft in drafts:
                draft.numbers.setdefault("ratio", [quantity])


_PRUNED = frozenset(
    ("sparsity", "sparse", "pruning", "pruned", "compression", "parameters", "weights", "unstructured")
)


def _baseline(drafts: Sequence[Draft]) -> None:
    """What the result is compared with, as written: the words after "than", "compared to", "over"."""
    hit = drafts[0].hit
    near = clause(hit.sentence, hit.trigger)
    start = _compared(hit.sentence, near)
    if start is None or any("baseline" in d.names for d in drafts):
        return
    end = start
    while end < near.stop and not _ends_phrase(hit.sentence, end, start):
        end += 1
    if end > start:
        units = hit.sentence.units
        named = [m for u in units[start:end] if u.kind in {"Method", "Model"} for m in u.members]
        found = [Named(m.start, m.end, m.entity) for m in named] or [
            Named(units[start].start, units[end - 1].end)
        ]
        for i, draft in enumerate(drafts):
            kept = [
                n for n in _share(found, i, len(drafts), hit.sentence) if n.entity != draft.subject.entity
            ]
            draft.names["baseline"] = list(kept)


def _compared(sentence: Sentence, near: range) -> int | None:
    """The index after the comparing words."""
    for i in near:
        low = sentence.lower[i]
        following = sentence.lower[i + 1] if i + 1 < len(sentence.lower) else ""
        if low in {"compared", "comparing", "relative"} and following in {"to", "with"}:
            return i + 2
        if low in {"than", "versus", "vs", "vs."} or (low == "over" and i > near.start):
            return i + 1
    return None


def _ends_phrase(sentence: Sentence, i: int, start: int) -> bool:
    unit = sentence.units[i]
    if unit.kind in {",", "break"} and unit.text != "-":
        return True
    return unit.kind == "fn" and i > start and unit.text.lower() not in {"of", "its", "the"}


_NUMBERS: dict[str, Callable[[Sequence[Draft]], None]] = {
    "value": _value,
    "delta": _delta,
    "bits": _bits,
    "ratio": _ratio,
}
