"""The names that narrow a claim: by what measure, on which data, device and model it holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from extractors.relations.clauses import clause, compared_with, reach, share
from extractors.relations.drafts import Draft, Named
from extractors.relations.governor import governor
from extractors.relations.ruleset import Hit
from extractors.relations.sentence import Sentence
from extractors.relations.units import Unit
from extractors.relations.wordlists import words

NAMED = {
    "metric": ("Metric",),
    "benchmark": ("Benchmark", "Dataset"),
    "hardware": ("Hardware",),
    "model": ("Model",),
}
"""Qualifiers to the types of what fills them."""


def add_names(drafts: Sequence[Draft], name: str) -> None:
    """The metric, benchmark, hardware or model of the claims of one hit, where its clause names one."""
    hit = drafts[0].hit
    captured = hit.captures.get(name)
    near = clause(hit.sentence, hit.trigger)
    if name == "benchmark" and "value" in hit.captures:
        near = _of_figure(hit.sentence, hit.captures["value"], near)
    found = captured
    if name == "metric" and hit.predicate == "outperforms":
        near = range(near.start, _phrase_end(hit.sentence, hit.captures.get("O", hit.trigger), near))
    if found is None:
        found = _modifying(hit, name)
    ends = {end for d in drafts for end in (d.subject.entity, d.object.entity)}
    if found is None:
        found = _nearest(hit.sentence.units, near, hit.trigger, NAMED[name])
    if found is None or _of_another_claim(hit, name, found, ends):
        return
    names = [Named(m.start, m.end, m.entity) for m in hit.sentence.units[found].members]
    for i, draft in enumerate(drafts):
        kept = [n for n in share(names, i, len(drafts), hit.sentence) if n.entity not in ends]
        if kept:
            draft.names[name] = kept


def _of_another_claim(hit: Hit, name: str, found: int, ends: Collection[str]) -> bool:
    """True for a name that stands in the clause, but tells of something else."""
    if name == "model":
        return _rivals(hit.sentence, found, ends) or (hit.predicate == "achieves" and _aside(hit, found))
    if name == "metric" and hit.predicate == "evaluated-on":
        return _of_another_test(hit, found)
    return name == "metric" and hit.predicate == "matches" and not _alike(hit, found)


def _aside(hit: Hit, model: int) -> bool:
    """True for a model behind the claim that no preposition ties to it: "A reaches 99%, and B 98%"."""
    units = hit.sentence.units
    return model > hit.trigger and not governor(units, model) and units[model - 1].text != "("


def _rivals(sentence: Sentence, i: int, ends: Collection[str]) -> bool:
    """True for models that are compared with, or stand in a list with what the claim is of, or whose figure
    is compared with: "98%, compared to 60% for A"."""
    listed = any(m.entity in ends for m in sentence.units[i].members)
    figure = next((k for k in range(i - 1, max(0, i - 4), -1) if sentence.kinds[k] == "Quantity"), i)
    return listed or compared_with(sentence, i) or compared_with(sentence, figure)


def _of_another_test(hit: Hit, metric: int) -> bool:
    """True where other data stand between, or where the data have a figure: "1% on A and 2% of B"."""
    data, kinds = hit.captures.get("O", metric), hit.sentence.kinds
    between = kinds[min(data, metric) + 1 : max(data, metric)]
    figured = data < metric and "Quantity" in between and "Quantity" in kinds[:data]
    return figured or not {"Benchmark", "Dataset"}.isdisjoint(between)


def _alike(hit: Hit, metric: int) -> bool:
    """True for what is alike: not for "quality" of "A, with better quality", nor where it has a figure."""
    figured = metric > 0 and hit.sentence.kinds[metric - 1] == "Quantity"
    told = range(hit.captures.get("O", hit.trigger) + 1, metric) or range(metric + 1, hit.trigger)
    return not figured and _PARTING.isdisjoint(hit.sentence.lower[told.start : told.stop])


_PARTING = words(", with while and but without using")


def _phrase_end(sentence: Sentence, at: int, near: range) -> int:
    """The index after the rival that opens a circumstance, ", with only 2M parameters", or another result,
    "and achieves a 2x speedup"."""
    for i in range(at + 1, near.stop - 1):
        if sentence.lower[i] == "," and sentence.lower[i + 1] in {"with", "using", "while", "requiring"}:
            return i
        if sentence.lower[i] == "and" and _figured(sentence, i + 1):
            return i
    return near.stop


def _figured(sentence: Sentence, start: int) -> bool:
    """True for "achieves up to a 2x speedup": a figure of its own, right before its metric."""
    kinds = sentence.kinds[start : start + 7]
    at = start + kinds.index("Quantity") if "Quantity" in kinds else 0
    return at > start and sentence.lower[at - 1] != "by" and "Metric" in sentence.kinds[at + 1 : at + 4]


def _modifying(hit: Hit, name: str) -> int | None:
    """The benchmark that stands right before the metric: "WikiText-2 perplexity"."""
    at = hit.captures.get("O", 0) - 1
    fits = name == "benchmark" and at >= 0 and hit.sentence.units[at].kind in NAMED[name]
    return at if fits else None


def _of_figure(sentence: Sentence, value: int, near: range) -> range:
    """The same without what stands between another figure and this: "2 points on A with 5% of the cost"."""
    own = reach(sentence, value, near)
    return own if own.start == near.start else range(value + 1, own.stop)


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
