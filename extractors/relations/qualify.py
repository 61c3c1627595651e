"""The numbers and names that narrow a claim, from the clause in which it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.quantities import Found, Role
from extractors.quantities.units import BIT
from extractors.relations.clauses import clause, compared_with, numbers_of, share
from extractors.relations.deltas import add_deltas
from extractors.relations.drafts import Draft, Named
from extractors.relations.governor import governor
from extractors.relations.results import no_result
from extractors.relations.ruleset import Hit
from extractors.relations.sentence import Sentence
from extractors.relations.units import Unit
from extractors.relations.wordlists import words
from ontology.schema import load_schema

_NAMED = {
    "metric": ("Metric",),
    "benchmark": ("Benchmark", "Dataset"),
    "hardware": ("Hardware",),
    "model": ("Model",),
}


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
    for draft in drafts:
        _spare_rivals(draft)


def _spare_rivals(draft: Draft) -> None:
    """What the result is compared with is not what it was measured on: "62% less memory than A"."""
    rivals = {named.entity for named in draft.names.get("baseline", ()) if named.entity}
    if rivals and "model" in draft.names:
        draft.names["model"] = [named for named in draft.names["model"] if named.entity not in rivals]


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


def _names(drafts: Sequence[Draft], name: str) -> None:
    hit = drafts[0].hit
    captured = hit.captures.get(name)
    near = clause(hit.sentence, hit.trigger)
    if name == "benchmark" and "value" in hit.captures:
        near = _of_value(hit.sentence, hit.captures["value"], near)
    found = captured
    if name == "metric" and hit.predicate == "outperforms":
        near = range(near.start, _phrase_end(hit.sentence, hit.captures.get("O", hit.trigger), near))
    if found is None:
        found = _modifying(hit, name)
    ends = {end for d in drafts for end in (d.subject.entity, d.object.entity)}
    if found is None:
        found = _nearest(hit.sentence.units, near, hit.trigger, _NAMED[name])
    if found is None or (hit.predicate == "matches" and name == "metric" and _figure_before(hit, found)):
        return
    if name == "model" and _rivals(hit.sentence, found, ends):
        return
    if name == "metric" and hit.predicate == "evaluated-on" and _of_another_test(hit, found):
        return
    names = [Named(m.start, m.end, m.entity) for m in hit.sentence.units[found].members]
    for i, draft in enumerate(drafts):
        kept = [n for n in share(names, i, len(drafts), hit.sentence) if n.entity not in ends]
        if kept:
            draft.names[name] = kept


def _rivals(sentence: Sentence, i: int, ends: Collection[str]) -> bool:
    """True for models that are compared with, or stand in a list with what the claim is of."""
    listed = any(m.entity in ends for m in sentence.units[i].members)
    return listed or compared_with(sentence, i)


def _of_another_test(hit: Hit, metric: int) -> bool:
    """True where other data stand between, or where the data have a figure: "1% on A and 2% of B"."""
    data, kinds = hit.captures.get("O", metric), hit.sentence.kinds
    between = kinds[min(data, metric) + 1 : max(data, metric)]
    figured = data < metric and "Quantity" in between and "Quantity" in kinds[:data]
    return figured or not {"Benchmark", "Dataset"}.isdisjoint(between)


def _figure_before(hit: Hit, at: int) -> bool:
    """True for "comparable quality and 3x throughput": what has a figure of its own is not what is alike."""
    return at > 0 and hit.sentence.kinds[at - 1] == "Quantity"


def _phrase_end(sentence: Sentence, at: int, near: range) -> int:
    """The index of the comma after the rival that opens a circumstance: ", with only 2M parameters"."""
    for i in range(at + 1, near.stop - 1):
        if sentence.lower[i] == "," and sentence.lower[i + 1] in {"with", "using", "while", "requiring"}:
            return i
    return near.stop


def _modifying(hit: Hit, name: str) -> int | None:
    """The benchmark that stands right before the metric: "WikiText-2 perplexity"."""
    at = hit.captures.get("O", 0) - 1
    fits = name == "benchmark" and at >= 0 and hit.sentence.units[at].kind in _NAMED[name]
    return at if fits else None


def _of_value(sentence: Sentence, value: int, near: range) -> range:
    """Where the benchmark of a figure may stand: up to the next figure; from the start only for the first."""
    figures = [i for i in near if sentence.units[i].kind == "Quantity"]
    following = next((i for i in figures if i > value), near.stop)
    before = max((i for i in figures if i < value), default=near.start - 1)
    return range(before + 1, following)


def _nearest(units: Sequence[Unit], near: Iterable[int], trigger: int, kinds: Sequence[str]) -> int | None:
    """The unit of these kinds that is nearest after the trigger, else nearest before it."""
    near = [i for i in near if units[i].kind != "Hardware" or _device(units, i)]
    after = [i for i in near if i > trigger and units[i].kind in kinds and not _rivals_device(units, i)]
    before = [
        i for i in near if i < trigger and units[i].kind in kinds and not _metric_between(units, i, trigger)
    ]
    return after[0] if after else before[-1] if before else None


def _device(units: Sequence[Unit], i: int) -> bool:
    """True where the text says that it ran there: "on an H100", "(H100)", a clause that begins with it."""
    earlier = {u.text.lower() for u in units[max(0, i - 9) : i]}
    if units[i].text.lower().endswith(_MERE) or not _PLANS.isdisjoint(earlier):
        return False
    if i and units[i - 1].text in {"(", ","}:
        return True
    led = (u.text.lower() for u in reversed(units[max(0, i - 5) : i]) if u.kind in {"fn", "break", "word"})
    return next((low in _WHERE for low in led if low in _WHERE or low in _ELSE), i == 0 or i == 1)


_MERE = ("-based", "-only", "-trained", "-side", "-centric")
_WHERE = words("on using across onto per that while but")
_ELSE = words(
    "with of to assuming for over than unlimited deploying deployment between and into from by within",
)
_PLANS = words("deploy deploys deployed deploying deployment")
"""Before a device: where it may run one day, not where the figure was measured."""


def _rivals_device(units: Sequence[Unit], i: int) -> bool:
    """True for "over a GPU-only baseline", "than the A100": that is what the rival ran on."""
    if units[i].kind != "Hardware":
        return False
    led = (u.text.lower() for u in reversed(units[max(0, i - 4) : i]))
    return next((low in _AGAINST for low in led if low in _AGAINST or low in _OWN), False)


_AGAINST = frozenset(("over", "than", "versus", "vs", "against", "vs."))
_OWN = frozenset(("on", "with", "using", "in", "for", ","))


def _metric_between(units: Sequence[Unit], i: int, trigger: int) -> bool:
    """True where another metric stands between: the name before it belongs to that."""
    return any(u.kind == "Metric" for u in units[i + 1 : trigger])


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
        if sentence.units[i].kind == "Quantity" and "to" in sentence.lower[max(at, i - 2) : i]:
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
    """The bit width nearest to the trigger, but for one that the text only compares with."""
    hit = drafts[0].hit
    captured = hit.captures.get("bits")
    near = [captured] if captured is not None else _by_distance(hit.sentence, hit.trigger)
    for i in near:
        found = [
            q
            for q in numbers_of(hit.sentence.units[i])
            if q.unit == BIT and (q.low or q.high or _FULL) < _FULL
        ]
        if found and not compared_with(hit.sentence, i):
            for draft in drafts:
                draft.numbers["bits"] = found
            return


def bits_of_paper(drafts: Sequence[Draft], sentences: Sequence[Sentence]) -> None:
    """Where the sentence that quantizes names no bit width: the paper's, if one sentence names them all."""
    bare = [d for d in drafts if d.predicate == "quantizes" and not d.numbers.get("bits")]
    if not bare:
        return
    telling = {s.index: _low_bits(s) for s in sentences if not s.background and _low_bits(s)}
    if len(telling) == 1:
        for draft in bare:
            draft.numbers["bits"] = next(iter(telling.values()))


def _low_bits(sentence: Sentence) -> list[Found]:
    numbers = [q for u in sentence.units for q in numbers_of(u)]
    return [q for q in numbers if q.unit == BIT and (q.low or q.high or _FULL) < _FULL]


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


def _baseline(drafts: Sequence[Draft]) -> None:
    """What the result is compared with, as written: the words after "than", "compared to", "over"."""
    hit = drafts[0].hit
    if hit.rule.rival:
        return
    near = clause(hit.sentence, hit.trigger)
    value = hit.captures.get("value")
    own = _of_value(hit.sentence, value, near) if value is not None else near
    start = _compared(hit.sentence, range(max(own.start, value or 0), own.stop))
    if start is None:
        start = _compared(hit.sentence, near)
        if start is not None and value is not None and _of_another(hit.sentence, near.start, start, value):
            return
    if start is None or any("baseline" in d.names for d in drafts):
        return
    end = start
    while end < near.stop and not _ends_phrase(hit.sentence, end, start):
        end += 1
    if end > start:
        units = hit.sentence.units
        named = [m for u in units[start:end] if u.kind in {"Method", "Model"} for m in u.members]
        if not named and units[end - 1].text.lower() in _TRIED:
            return
        found = [Named(m.start, m.end, m.entity) for m in named] or [
            Named(units[start].start, units[end - 1].end)
        ]
        for i, draft in enumerate(drafts):
            kept = [n for n in share(found, i, len(drafts), hit.sentence) if n.entity != draft.subject.entity]
            draft.names["baseline"] = list(kept)


def _of_another(sentence: Sentence, first: int, rival: int, value: int) -> bool:
    """True for A of "2x lower latency than A, and a 3x speedup", of "3x over half precision and 2x over A":
    that is what another figure is compared with."""
    if rival < value:
        return any(sentence.kinds[i] == "Quantity" for i in range(first, rival))
    between = range(value + 1, rival - 1)
    compared = next((i for i in between if sentence.lower[i] in _COMPARING), rival)
    return any(sentence.kinds[i] == "Quantity" for i in range(compared, rival))


_COMPARING = words("over than versus vs vs.")
_TRIED = words("benchmarks datasets tasks domains scenarios workloads prompts languages requests runs")
"""What results are had over, which is no rival."""


def _compared(sentence: Sentence, near: range) -> int | None:
    """The index after the comparing words."""
    for i in near:
        low = sentence.lower[i]
        following = sentence.lower[i + 1] if i + 1 < len(sentence.lower) else ""
        if low in {"compared", "comparing", "relative"} and following in {"to", "with"}:
            return i + 2
        bound = i + 1 < len(sentence.units) and _is_number(sentence.units[i + 1])
        if low in _COMPARING and not bound and (low != "over" or i > near.start):
            return i + 1
    return None


def _is_number(unit: Unit) -> bool:
    return bool(unit.members and unit.members[0].quantity) or unit.text[:1].isdigit()


def _ends_phrase(sentence: Sentence, i: int, start: int) -> bool:
    unit = sentence.units[i]
    if unit.kind in {",", "break"} and unit.text != "-":
        return True
    return unit.kind == "fn" and i > start and unit.text.lower() not in {"of", "its", "the"}


_NUMBERS: dict[str, Callable[[Sequence[Draft]], None]] = {
    "value": _value,
    "delta": add_deltas,
    "bits": _bits,
    "ratio": _ratio,
}
