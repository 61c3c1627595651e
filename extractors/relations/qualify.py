"""The numbers and names that narrow a claim, from the clause in which it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.quantities import Found, Role
from extractors.quantities.units import BIT
from extractors.relations.baselines import add_baseline
from extractors.relations.circumstances import NAMED, add_names
from extractors.relations.clauses import compared_with, numbers_of, share
from extractors.relations.deltas import add_deltas
from extractors.relations.drafts import Draft, Named
from extractors.relations.governor import governor
from extractors.relations.results import no_result
from extractors.relations.sentence import Sentence
from extractors.relations.units import Unit
from ontology.schema import load_schema
from ontology.types import QuantityKind


def qualify(drafts: Sequence[Draft]) -> None:
    """Fill in the qualifiers of the drafts of one hit, which share a sentence and a trigger."""
    if not drafts:
        return
    for name in load_schema().predicates[drafts[0].predicate].qualifiers:
        if name in NAMED:
            add_names(drafts, name)
        elif name in _NUMBERS:
            _NUMBERS[name](drafts)
        elif name == "baseline":
            add_baseline(drafts)
    for draft in drafts:
        _spare_rivals(draft)


def _spare_rivals(draft: Draft) -> None:
    """What the result is compared with is not what it was measured on: "62% less memory than A"."""
    rivals = draft.names.get("baseline", ())
    for name in ("model", "benchmark"):
        if rivals and name in draft.names:
            draft.names[name] = [n for n in draft.names[name] if not any(_same(n, rival) for rival in rivals)]


def _same(named: Named, rival: Named) -> bool:
    """True for the rival's name, and for one inside the words that tell of the rival."""
    return named.entity == rival.entity or rival.start <= named.start < rival.end


def one_by_one(drafts: Sequence[Draft]) -> list[Draft]:
    """A result for each number of a list: "gains of 27.2, 11.2 and 3.4 points on A, B and C"."""
    drafts = _its_end(drafts)
    if len(drafts) != 1 or drafts[0].predicate != "achieves" or "value" not in drafts[0].hit.captures:
        return list(drafts)
    only = drafts[0]
    count = len(numbers_of(only.hit.sentence.units[only.hit.captures["value"]]))
    return [replace(only, numbers={}, names={}) for _ in range(max(count, 1))]


def _its_end(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Of "96% accuracy and a latency of 40 ms" the first figure is the first metric's, the other the last."""
    hit = drafts[0].hit if drafts else None
    if hit is None or len(drafts) < 2 or hit.predicate != "achieves" or "value" not in hit.captures:
        return drafts
    units, metric, value = hit.sentence.units, hit.captures["O"], hit.captures["value"]
    figures = [
        i for i in range(max(0, metric - 2), min(metric + 4, len(units))) if units[i].kind == "Quantity"
    ]
    before, after = any(i < metric for i in figures), any(i > metric for i in figures)
    if not (before and after) or len(units[value].members) > 1 or len({d.subject.entity for d in drafts}) > 1:
        return drafts
    return drafts[:1] if value < metric else drafts[-1:]


def nearest_metric(groups: Sequence[Sequence[Draft]]) -> list[list[Draft]]:
    """One figure, one metric: of the results that take one number, those with the nearest metric stay."""
    best: dict[tuple[int, int], tuple[int, int]] = {}
    for group in groups:
        for key, distance in _distances(group):
            best[key] = min(best.get(key, distance), distance)
    near = (g for g in map(list, groups) if all(best[key] == distance for key, distance in _distances(g)))
    return [g for g in near if not (g and no_result(g[0].hit))]


def _distances(group: Sequence[Draft]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The number's place, and how far its metric is: the one after it comes first among equals."""
    if not group or group[0].predicate != "achieves" or "value" not in group[0].hit.captures:
        return []
    hit = group[0].hit
    value, metric = hit.captures["value"], hit.captures["O"]
    return [((hit.sentence.index, value), (abs(metric - value), int(metric < value)))]


def _value(drafts: Sequence[Draft]) -> None:
    """The captured number; a list of them goes one by one to a list of objects."""
    hit = drafts[0].hit
    if "value" not in hit.captures:
        return
    at = hit.captures["value"]
    before = hit.sentence.units[at]
    if before.members[0].quantity and before.members[0].quantity.role is Role.BEFORE:
        at = _after(hit.sentence, at)
        for draft in drafts:
            draft.names["baseline"] = [Named(before.start, before.end)]
    if governor(hit.sentence.units, at) == "from":
        at = _changed_to(hit.sentence, at)
        if hit.sentence.units[at] is before and "to" in hit.sentence.lower[at + 1 : at + 3]:
            return  # "from $500 to little": what it was before is not the result
    own = at if hit.rule.rival else _first_of_two(hit.sentence, at)
    numbers = _range_start(hit.sentence, at) + numbers_of(hit.sentence.units[own])
    for i, draft in enumerate(drafts):
        draft.numbers["value"] = list(share(numbers, i, len(drafts), hit.sentence))


def _first_of_two(sentence: Sentence, at: int) -> int:
    """Of "96.6% vs. 78.3% F1" the first number: the second is the rival's."""
    opposed = at > 1 and sentence.lower[at - 1] in {"vs", "vs.", "versus"}
    return at - 2 if opposed and sentence.units[at - 2].kind == "Quantity" else at


def _changed_to(sentence: Sentence, at: int) -> int:
    """The number after "to" in "from 35.0 for the best rival to 52.2"; else the number itself."""
    for i in range(at + 2, min(at + 9, len(sentence.units))):
        told = any(m.quantity for m in sentence.units[i].members)
        if told and "to" in sentence.lower[max(at, i - 4) : i]:
            return i
    return at


def _range_start(sentence: Sentence, at: int) -> list[Found]:
    """The lower end of "from 9% up to 72%", told apart from its upper end."""
    if at > 3 and sentence.lower[at - 2 : at] == ["up", "to"] and governor(sentence.units, at - 3) == "from":
        return numbers_of(sentence.units[at - 3])
    return []


def _after(sentence: Sentence, at: int) -> int:
    """The number that "from 4.8%" changed to, at or after the unit."""
    for i in range(at + 1, min(at + 4, len(sentence.units))):
        quantity = sentence.units[i].members[0].quantity if sentence.units[i].members else None
        if quantity is not None and quantity.role is Role.AFTER:
            return i
    return at


def _bits(drafts: Sequence[Draft]) -> None:
    """The bit width nearest to the trigger, but for one that the text only compares with, or that tells how
    far two things are apart."""
    hit = drafts[0].hit
    captured = hit.captures.get("bits")
    near = [captured] if captured is not None else _by_distance(hit.sentence, hit.trigger)
    for i in near:
        found = _widths(hit.sentence.units[i])
        if found and not compared_with(hit.sentence, i) and governor(hit.sentence.units, i) != "within":
            for draft in drafts:
                draft.numbers["bits"] = found
            return


def bits_of_paper(drafts: Sequence[Draft], sentences: Sequence[Sentence]) -> None:
    """Where the sentence that quantizes names no bit width: the paper's, if one sentence names them all."""
    bare = [
        d
        for d in drafts
        if d.predicate == "quantizes" and not d.numbers.get("bits") and not _low_bits(d.hit.sentence)
    ]
    if not bare:
        return
    telling = {s.index: _low_bits(s) for s in sentences if not s.background and _low_bits(s)}
    if len(telling) == 1:
        for draft in bare:
            draft.numbers["bits"] = next(iter(telling.values()))


def _low_bits(sentence: Sentence) -> list[Found]:
    return [width for unit in sentence.units for width in _widths(unit)]


def _widths(unit: Unit) -> list[Found]:
    """Its bit widths that quantize. A width is no change, whatever "less loss" stands behind it."""
    numbers = (q for q in numbers_of(unit) if q.unit == BIT and (q.low or q.high or _FULL) < _FULL)
    return [replace(q, kind=QuantityKind.ABSOLUTE) for q in numbers]


_FULL = Decimal(16)
"""The bit width from which a weight is not quantized."""


def _by_distance(sentence: Sentence, trigger: int) -> list[int]:
    return sorted(range(len(sentence.units)), key=lambda i: (abs(i - trigger), i))


def _ratio(drafts: Sequence[Draft]) -> None:
    """A percentage that stands before "sparsity", "pruning", "compression"."""
    hit = drafts[0].hit
    for i, unit in enumerate(hit.sentence.units[:-1]):
        following = set(hit.sentence.lower[i + 1 : i + 3])
        quantity = unit.members[0].quantity if unit.kind == "Quantity" else None
        if quantity is not None and quantity.unit == "%" and following & _PRUNED:
            for draft in drafts:
                draft.numbers.setdefault("ratio", [quantity])


_PRUNED = frozenset(
    ("sparsity", "sparse", "pruning", "pruned", "compression", "parameters", "weights", "unstructured")
)


_NUMBERS: dict[str, Callable[[Sequence[Draft]], None]] = {
    "value": _value,
    "delta": add_deltas,
    "bits": _bits,
    "ratio": _ratio,
}
