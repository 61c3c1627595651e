"""Figures beside a metric that are no result of the subject: marks to pass, conditions, a rival's figures."""

from __future__ import annotations

from functools import cache

from extractors.quantities import Role
from extractors.quantities.units import BIT
from extractors.relations.forms import verb_forms
from extractors.relations.governor import governor
from extractors.relations.rulefiles import shipped
from extractors.relations.ruleset import Hit
from extractors.relations.sentence import Sentence
from extractors.relations.wordlists import words


@cache
def winning_words() -> frozenset[str]:
    """All forms of the verbs of winning."""
    _, names = shipped()
    return frozenset(form for verb in names.verbs["win"] for form in verb_forms(verb))


def no_result(hit: Hit) -> bool:
    """True for what is no result: a mark to pass, a metric that is held equal or gets worse, a condition."""
    if hit.predicate == "outperforms" and "baseline" in hit.captures:
        return not _better(hit.sentence, hit.captures["value"], hit.captures["baseline"])
    if hit.predicate == "outperforms" and "O" in hit.captures:
        if hit.rule.worse:
            return _parted(hit) or not _ill(hit.sentence, hit.trigger, hit.captures["O"])
        return _ill(hit.sentence, hit.trigger, hit.captures["O"]) or _lost(hit.sentence, hit.trigger)
    if hit.predicate == "evaluates":
        return _rivalled(hit.sentence, hit.trigger)
    if hit.predicate != "achieves" or "O" not in hit.captures:
        return False
    metric = hit.captures["O"]
    if _held(hit.sentence, metric) or _worse(hit.sentence, hit.trigger, metric):
        return True
    if not _SPREAD.isdisjoint(hit.sentence.lower[max(0, metric - 2) : metric]):
        return True
    if _loss_cut(hit.sentence, metric) or governor(hit.sentence.units, metric) in _MEASURED:
        return True
    at = hit.captures.get("value")
    if at is None:
        ill = _more_of_ill(hit.sentence, hit.trigger, metric) or _decline(hit.sentence, metric)
        return ill or _purpose(hit.sentence, hit.trigger)
    if _dearer(hit.sentence, at, metric) or _short(hit.sentence, at, metric):
        return True
    return _mark(hit, at) or _apart(hit, at) or _condition(hit.sentence, at, metric)


_SPREAD = words("variation variations variance fluctuation fluctuations")
"""Before a metric: "up to 9% variation in accuracy" is neither good nor bad."""


def _rivalled(sentence: Sentence, trigger: int) -> bool:
    """True for "to match or exceed the performance of A": A is a rival there, no subject of a study."""
    return not _CONTEST.isdisjoint(sentence.lower[max(0, trigger - 4) : trigger])


_CONTEST = words(
    "match matches matching exceed exceeds exceeding surpass surpasses surpassing approach rival"
)


def _better(sentence: Sentence, own: int, rival: int) -> bool:
    """True where the first of two figures is the better one, by what they measure; not where unclear."""
    first, second = (sentence.units[i].members[0].quantity for i in (own, rival))
    if first is None or second is None or first.unit != second.unit:
        return False
    a, b = (q.low if q.low is not None else q.high for q in (first, second))
    metrics = [u.text.lower() for u in sentence.units[max(0, own - 8) : rival] if u.kind == "Metric"]
    less = first.unit in _COSTS or any(m in text for text in metrics for m in _LESS_IS_BETTER)
    return a is not None and b is not None and (a < b if less else a > b)


_COSTS = frozenset(("h", "s", "ms", "min", "days", "GB", "MB", "KB", "TB", "µs"))


def _ill(sentence: Sentence, trigger: int, rival: int) -> bool:
    """True for "needs more memory than", "lower accuracy than", "greater risk than": no win."""
    measured = " ".join(sentence.lower[trigger + 1 : rival]).replace("-", " ").split()
    good, bad = (any(word.startswith(begins) for word in measured) for begins in (_GOODS, _ILLS))
    if sentence.lower[trigger] in _UP:
        return bad and not good
    return sentence.lower[trigger] in _DOWN and good and not _LOST.intersection(measured)


def _lost(sentence: Sentence, trigger: int) -> bool:
    """True for "a 0.2% accuracy drop compared to": no win, unless there is little or none."""
    measured = " ".join(sentence.lower[max(0, trigger - 1) : trigger])
    good = sentence.lower[trigger] in _LOST and any(word in measured for word in _MORE_IS_BETTER)
    return good and _LITTLE.isdisjoint(sentence.lower[max(0, trigger - 4) : trigger])


def _parted(hit: Hit) -> bool:
    """True where another comparison stands between: "with less memory, has better accuracy than"."""
    between = hit.sentence.lower[hit.trigger + 1 : hit.captures["O"]]
    return not (_UP | _DOWN | _PARTING).isdisjoint(between)


_UP = words("more higher greater larger longer increased increases increase increasing")
_DOWN = words("lower less fewer smaller shorter reduced worse")
_PARTING = words(", and or with while better superior faster stronger has have is are but")
_ILLS = (
    *("risk", "error", "cost", "latency", "memory", "overhead", "loss", "bias", "prone", "vulnerab"),
    *("sensitiv", "expensive", "perplexity", "compute", "footprint", "time", "energy", "hallucinat"),
    *("drift", "parameters"),
)
_GOODS = (
    *("accura", "quality", "performance", "throughput", "f1", "score", "speedup", "efficien", "effective"),
    *("saving", "reduction", "robust", "success", "recall", "faster", "compression", "improvement", "gain"),
    "acceptance",
)
"""Beginnings of words that say what is measured."""


def _purpose(sentence: Sentence, trigger: int) -> bool:
    """True for "to reduce cost, we ...", "to greatly reduce cost", "a way for reducing cost", "future models
    with lower cost": what is wanted; a result has a figure."""
    led = sentence.lower[max(0, trigger - 2) : trigger]
    if not _COMING.isdisjoint(sentence.lower[max(0, trigger - 4) : trigger]):
        return True
    opening = sentence.lower[0] == "to" and not _acted(sentence, trigger)
    return opening or led[-1:] in (["to"], ["for"]) or (led[:1] == ["to"] and led[-1].endswith("ly"))


_COMING = words("future next-generation tomorrow")


def _acted(sentence: Sentence, trigger: int) -> bool:
    """True where "we" or a name behind the comma of "to reduce cost, X ..." stands before the trigger."""
    comma = next((i for i in range(trigger) if sentence.lower[i] == ","), trigger)
    units = sentence.units
    return any(u.kind == "We" for u in units[:trigger]) or any(u.kind in _DOERS for u in units[comma:trigger])


_DOERS = frozenset(("Method", "Model", "Ours", "Ref"))


def _more_of_ill(sentence: Sentence, trigger: int, metric: int) -> bool:
    """True for "higher error", "increases latency": that is no improvement; less of a loss is one."""
    near = sentence.lower[max(0, metric - 3) : metric]
    more = sentence.lower[trigger] in _GROWN and not _LESS.intersection(near)
    return more and any(m in sentence.lower[metric] for m in (*_LESS_IS_BETTER, "overhead", "regret"))


_GROWN = words(
    "higher increased increases increase increasing raises raise raising more larger greater longer",
)


def _dearer(sentence: Sentence, value: int, metric: int) -> bool:
    """True for "activate more weights, increasing latency by 2x"."""
    before = sentence.lower[max(0, metric - 5) : metric]
    cost = any(word in sentence.lower[metric] for word in _LESS_IS_BETTER)
    return cost and metric < value and "increasing" in before and _LESS.isdisjoint(before)


def _short(sentence: Sentence, value: int, metric: int) -> bool:
    """True for "its accuracy is 12.1% lower": the metric is told to be worse by the figure."""
    better = any(word in sentence.lower[metric] for word in _MORE_IS_BETTER)
    return better and metric < value and not _BELOW.isdisjoint(sentence.lower[value + 1 : value + 2])


_BELOW = words("lower worse less below")


def _decline(sentence: Sentence, metric: int) -> bool:
    """True for "leads to a degradation in throughput", not for "without degradation in accuracy"."""
    before = sentence.lower[max(0, metric - 7) : metric]
    return not _DECLINES.isdisjoint(before[-3:]) and _LITTLE.isdisjoint(before)


_DECLINES = words("degradation degradations deterioration decline declines")
_LITTLE = words(
    "no not without little minimal negligible less small smaller mitigates mitigate mitigating avoids avoid",
    "reduces reduce reducing reduced lower lowest slight marginal prevents prevent limits limited",
)


def _mark(hit: Hit, at: int) -> bool:
    """True for a figure like those of "the first to surpass 80% accuracy", "extends from 4K", "comparable to
    60% accuracy", "beats RTN (60% accuracy)"; "gains exceeding 8%" tells of the gains."""
    sentence = hit.sentence
    quantity = sentence.units[at].members[0].quantity
    if quantity is not None and quantity.unit == BIT and "bit" not in sentence.lower[hit.captures["O"]]:
        return True
    if quantity is not None and quantity.role is not Role.PLAIN and quantity.unit in _COUNTED:
        return True
    leader = governor(sentence.units, at)
    if hit.rule.rival or (leader == "exceeding" and hit.captures["O"] < at):
        return False
    return leader in winning_words() | {"compared"} or _of_rival(sentence, at)


def _of_rival(sentence: Sentence, at: int) -> bool:
    """True for the first figure in the brackets behind a name that was beaten, or that is compared with."""
    opened = next((i for i in range(at - 1, max(1, at - 4), -1) if sentence.units[i].text == "("), None)
    if opened is None:
        return False
    leader = governor(sentence.units, opened - 1)
    if leader in _COMPARED and not sentence.units[opened - 1].named:
        return _COMPARED.isdisjoint(sentence.lower[at - 1 : at + 2])
    return opened == at - 1 and sentence.units[opened - 1].named and leader in winning_words()


_COMPARED = words("compared than over versus vs vs. against")


def _loss_cut(sentence: Sentence, metric: int) -> bool:
    """True for "reduces accuracy loss by 28%": the figure tells of the loss. "A 1% accuracy drop" is one of
    accuracy."""
    less = not _LESS.isdisjoint(sentence.lower[max(0, metric - 3) : metric])
    return less and not _LOST.isdisjoint(sentence.lower[metric + 1 : metric + 2])


def _apart(hit: Hit, at: int) -> bool:
    """True where a verb stands between a figure and the metric after it: "4 of 35 reach an F1"."""
    between = hit.sentence.lower[at + 1 : hit.captures["O"]]
    return any(word in _REACHING for word in between)


_REACHING = words(
    "achieves achieve achieved reaches reach reached attains attain attained yields yield yielded",
    "obtains obtain obtained scores scored reduces reduce improves improve increases lowers maintains",
)


def _condition(sentence: Sentence, at: int, metric: int) -> bool:
    """True for the setting of a result: "at a 60% compression ratio", "under 50% sparsity", "under 8K input
    length and 1K output length"."""
    following = " ".join(sentence.lower[at + 1 : at + 3])
    leader = governor(sentence.units, _head_of_list(sentence, at))
    if leader in {"at", "under"} and at < metric and sentence.lower[metric].endswith(_SIZES):
        return True
    rate = "positive rate" in following or "compression ratio" in following
    if leader == "at" and metric < at and _counts(sentence, at + 1):
        return True
    return leader in {"at", "under", "with"} and (rate or not _SETTINGS.isdisjoint(following.split()))


def _counts(sentence: Sentence, i: int) -> bool:
    """True where a noun stands behind a figure: "at 64 experts" is no value of what stands before."""
    low = sentence.lower[i] if i < len(sentence.lower) else ""
    return sentence.units[i].kind == "word" and low.isalpha() and low not in _NO_NOUNS if low else False


_NO_NOUNS = words("points percent respectively average overall tokens only compared relative higher lower")


def _head_of_list(sentence: Sentence, at: int) -> int:
    """The first figure of "8K input length and 1K output length", from the second; else the figure itself."""
    if at == 0 or sentence.lower[at - 1] != "and":
        return at
    return next((i for i in range(at - 2, max(0, at - 6), -1) if sentence.lower[i][:1].isdigit()), at)


_SIZES = (" length", " lengths", " size", " sizes")
_SETTINGS = words("compression sparsity budget budgets pruning retention overlap dropout quantile confidence")


def _held(sentence: Sentence, metric: int) -> bool:
    after = sentence.lower[metric + 1] if metric + 1 < len(sentence.lower) else ""
    return (metric > 0 and sentence.lower[metric - 1] in _HELD) or after in _LIMITS


_LIMITS = words("limit limits budget budgets constraint constraints")
_COUNTED = frozenset(("K", "M", "B", "T"))
_HELD = words("per similar same comparable equal matched given target fixed constant")
"""Before a metric: it is what stays equal, not the result."""


def _worse(sentence: Sentence, trigger: int, metric: int) -> bool:
    """True for "reduces accuracy", "latency increasing by": the metric is told to get worse."""
    text = " " + sentence.lower[metric].replace("-", " ")
    near = sentence.lower[max(0, min(trigger, metric) - 3) : max(trigger, metric)]
    if not _HARM.isdisjoint(sentence.lower[max(0, metric - 2) : metric]):
        return not any(low in _LOST for low in sentence.lower[metric + 1 : metric + 2])
    if any(" " + m in text for m in _MORE_IS_BETTER) and not text.startswith(_ATTACKS):
        lost = any(low in _LOST for low in (*sentence.lower[metric + 1 : metric + 2], *text.split()))
        falls = metric < trigger and sentence.lower[trigger] in _FALLS
        return falls or (not lost and not _LESS.isdisjoint(near))
    behind = sentence.lower[metric + 1 : metric + 2]
    return any(m in text for m in _LESS_IS_BETTER) and not _MORE.isdisjoint(behind)


_HARM = words("degrade degrades degrading degraded hurt hurts hurting harm harms worsen worsens worsening")
_MEASURED = frozenset(("over", "than", "under"))
"""Before a metric: a result is told beside it, "raises accuracy over pass@1", "under a deadline of 9 ms"."""
_ATTACKS = (" attack", " jailbreak", " backdoor")
"""Their success is what a defence reduces."""
_MORE_IS_BETTER = (
    *("accuracy", "f1", "bleu", "rouge", "quality", "success rate", "pass rate", "match rate", "throughput"),
    *("exact match", "recall", "correlation"),
)
_FALLS = words("drops drop dropped falls fall fell declines declined decreases decreased degrades degraded")
_LESS = words(
    "reduces reduce reduced reducing degrades degrade degraded degrading lowers lower lowered lowering",
    "decreases decrease decreased decreasing drops drop dropped hurts hurt hurting",
)
_LOST = words("loss losses drop drops degradation gap gaps")
"""Behind a metric: to have less of it is no harm."""
_LESS_IS_BETTER = (
    "error",
    "perplexity",
    "ppl",
    "latency",
    "wer",
    "loss",
    "time",
    "memory",
    "cost",
    "rate of",
)
_MORE = words("increases increase increased increasing rises rose rising grows grew growing")
