"""By how much a winner wins: the figure of each rival."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extractors.quantities import Found, Role
from extractors.quantities.units import BIT
from extractors.relations.clauses import clause, compared_with, numbers_of, share
from extractors.relations.drafts import Draft
from extractors.relations.forms import noun_forms
from extractors.relations.governor import governor
from extractors.relations.results import winning_words
from extractors.relations.rulefiles import shipped
from extractors.relations.sentence import Sentence
from extractors.relations.units import Unit
from ontology.types import QuantityKind

_SIZES = frozenset(("B", "M", "K", "T", "GB", "MB", "TB", "KB", BIT))


def add_deltas(drafts: Sequence[Draft]) -> None:
    """By how much: the figure of each rival ("A by 3 points, B by 2"), "by 3.1 points" after the trigger, or
    the size of a gain ("a 2.4x speedup over A")."""
    hit = drafts[0].hit
    if any(d.object.note for d in drafts):
        for draft in drafts:
            if draft.object.note and draft.object.note.kind is not QuantityKind.ABSOLUTE:
                draft.numbers["delta"] = [draft.object.note]
        return
    rival = hit.captures.get("O")
    gains = _gains(hit.sentence, hit.trigger, rival) if hit.rule.sized else []
    if gains and rival is not None and _behind_unnamed(hit.sentence, rival):
        gains = gains[-len(drafts) :]
    numbers = gains or _by(hit.sentence, hit.trigger, rival) or _being(hit.sentence, rival)
    aligned = "respectively" in hit.sentence.words
    if aligned and len(drafts) > 1 and len(numbers) > 1 and len(numbers) != len(drafts):
        return  # "2x and 3x less memory with 1% and 2% higher accuracy than A and B": several figures each
    each = not gains or aligned
    for i, draft in enumerate(drafts):
        kept = list(share(numbers, i, len(drafts), hit.sentence)) if each else numbers
        if kept:
            draft.numbers["delta"] = kept


def _behind_unnamed(sentence: Sentence, rival: int) -> bool:
    """True for A of "10% and 5% over plain prompts and A, respectively": the first figure is another's."""
    return "respectively" in sentence.words and "and" in sentence.lower[max(0, rival - 3) : rival]


def _gains(sentence: Sentence, trigger: int, rival: int | None) -> list[Found]:
    """The sizes of the gains that stand before the rival in its clause; beside "55%" no bare "6.14"."""
    if rival is None or not _FINITE.isdisjoint(sentence.lower[trigger + 1 : rival]):
        return []
    near = clause(sentence, trigger)
    comma = next((i for i in range(trigger - 1, near.start, -1) if sentence.lower[i] == ","), near.start)
    first = comma + 1 if comma > near.start else near.start
    if not any(sentence.units[i].kind == "Quantity" for i in range(first, rival)):
        first = near.start if sentence.lower[trigger] not in _COMPARATIVES else rival
    own = next((i for i in range(trigger + 1, rival) if sentence.units[i].kind == "Quantity"), first)
    first = own if sentence.units[trigger].kind == "Metric" else first
    told = range(max(first, _earlier_rival(sentence, range(near.start, rival))), rival)
    at = [i for i in told if sentence.units[i].kind == "Quantity" and not _of_another(sentence, i)]
    found = [q for i in at if _difference(sentence.units[i]) for q in numbers_of(sentence.units[i])]
    return [q for q in found if q.unit] or found


_FINITE = frozenset(("has", "have", "achieves", "achieve", "attains", "is", "are", "delivers", "reaches"))
"""Between trigger and rival: the comparison is that verb's, the trigger stood in an aside."""
_COMPARATIVES = frozenset(("better", "superior"))
"""A figure before these, in another phrase, is not by how much: "with 2x the speed, X is better than Y"."""


def _earlier_rival(sentence: Sentence, near: range) -> int:
    """The index after the last other rival: "2x over A and 3x over B" gives B only the second figure."""
    named = (i for i in near if sentence.units[i].kind in {"Method", "Model"})
    return max((i + 1 for i in named if compared_with(sentence, i)), default=near.start)


def _of_another(sentence: Sentence, i: int) -> bool:
    """True for "twice the size", "ten times its parameters", "at an attainment of 80%", "at 50% sparsity"."""
    if not _SETTING_NOUNS.isdisjoint(sentence.lower[i + 1 : i + 3]) and governor(sentence.units, i) == "at":
        return True
    if i + 1 < len(sentence.lower) and sentence.lower[i + 1] in {"the", "its", "their", "as"}:
        return True
    before = sentence.units[i - 2] if i > 1 and sentence.lower[i - 1] == "of" else None
    if before is None or before.kind == "Metric":
        return before is not None and governor(sentence.units, i - 2) in {"under", "at"}
    return before.kind == "word" and before.text.lower() not in _gain_words()


_SETTING_NOUNS = frozenset(("sparsity", "compression", "density", "pruning", "budget"))


@cache
def _gain_words() -> frozenset[str]:
    _, names = shipped()
    gains = (*names.nouns["gain"], "speedup", "speed-up", "average", "factor", "maximum", "margin")
    return frozenset(form for noun in gains for form in noun_forms(noun))


def _by(sentence: Sentence, trigger: int, rival: int | None) -> list[Found]:
    """The numbers after "by", up to the next rival or verb of the clause."""
    near = clause(sentence, trigger)
    found: list[Found] = []
    for i in range(trigger + 1, near.stop):
        unit = sentence.units[i]
        another = (
            (rival or 0) < i
            and unit.kind in {"Method", "Model"}
            and governor(sentence.units, i) not in _SETTINGS
        )
        if i != rival and (another or sentence.lower[i] in winning_words()):
            break
        if unit.kind == "Quantity" and _difference(unit) and (found or _led_by(sentence, i, trigger)):
            found += numbers_of(unit)
        elif found and (
            unit.kind == "break" or (unit.kind == "fn" and sentence.lower[i] not in {"and", "or", "in"})
        ):
            break
    return found


def _being(sentence: Sentence, rival: int | None) -> list[Found]:
    """The numbers of "beats the rival while being 60% smaller and 30% faster"."""
    lower, units = sentence.lower, sentence.units
    start = (rival or 0) + 1
    if rival is None or lower[start : start + 2] != ["while", "being"]:
        return []
    found: list[Found] = []
    for i in range(start + 2, len(units)):
        if units[i].kind == "Quantity" and _difference(units[i]):
            found += numbers_of(units[i])
        elif lower[i] not in {"and", ",", "smaller", "faster", "cheaper", "lighter", "shorter"}:
            break
    return found


_SETTINGS = frozenset(("on", "for", "across", "with", "using"))
"""Before a model these words tell where a win was measured, not another rival: "beats A on LLaMA by 2%"."""


def _difference(unit: Unit) -> bool:
    quantity = unit.members[0].quantity
    if quantity is None or quantity.unit in _SIZES or quantity.role is not Role.PLAIN:
        return False
    return quantity.unit != "" or quantity.kind is QuantityKind.DELTA or quantity.decimal


def _led_by(sentence: Sentence, i: int, trigger: int) -> bool:
    """True where "by" stands before the number with only plain words between."""
    for back in range(i - 1, trigger, -1):
        if sentence.lower[back] == "by":
            return not sentence.lower[back - 1].endswith(("ed", "en")) or back - 1 == trigger
        if sentence.units[back].members or sentence.units[back].kind == ",":
            return False
    return False
