"""Lists: names (or numbers) of one group, joined by commas and conjunctions, become one unit."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.relations.units import Unit
from extractors.relations.verbs import finite_words
from extractors.relations.wordlists import words

_GROUPS = {
    "Method": "system",
    "Model": "system",
    "Benchmark": "data",
    "Dataset": "data",
    "Task": "data",
    "Metric": "metric",
    "Hardware": "hardware",
    "Quantity": "quantity",
}
_JOINING = frozenset(("and", "or", "&", "/", "and/or", "plus"))
_CLASSING = frozenset(("other", "similar", "related"))
"""Behind these the class of the members follows, not a member: "A and other X methods"."""
_OPENING = words(
    "evaluate compare test apply propose introduce show demonstrate find achieve outperform use employ train",
    "finetune fine-tune release surpass",
)
"""Behind "and" these open a clause of the same doer, not a member: "tune A, and evaluate B"."""
_LOOSE = 2
"""Plain words that may stand before a member: "and the recent X"."""


def group_lists(units: list[Unit]) -> list[Unit]:
    """The units, with each list as one. Numbers join only numbers of the same unit."""
    out: list[Unit] = []
    i = 0
    while i < len(units):
        if units[i].kind in _GROUPS:
            taken, end = _members(units, i)
            out.append(_join(units, taken) if len(taken) > 1 else units[i])
            i = end
        else:
            out.append(units[i])
            i += 1
    return out


def _members(units: Sequence[Unit], first: int) -> tuple[list[int], int]:
    """Indexes of the members of the list that starts here, and the index after it."""
    taken, end, closed = [first], first + 1, False
    while True:
        step = _next(units, end, units[first])
        if step is None:
            break
        at, joined = step
        if _paired(units, first) and (units[at].kind == "Task") is not (units[first].kind == "Task"):
            break
        if joined and len(taken) == 1 and _comma_before(units, end) and _clause_follows(units, at):
            break
        if closed and not joined:
            break
        taken.append(at)
        end, closed = at + 1, closed or joined
    if end + 1 < len(units) and any(m.note for i in taken for m in units[i].members):
        _give_figure(units, end)
    if not closed and not _open_list(units, taken, end):
        return [first], first + 1
    return taken, end


def _paired(units: Sequence[Unit], first: int) -> bool:
    """True for the task of "A for question answering, B for ranking" and the data of "ranking on B, ..."."""
    if first < 2 or units[first - 1].text.lower() not in {"for", "on", "with"}:
        return False
    kinds = {units[first - 2].kind, units[first].kind}
    return "Task" in kinds and not kinds.isdisjoint({"Benchmark", "Dataset"})


def _next(units: Sequence[Unit], at: int, first: Unit) -> tuple[int, bool] | None:
    """The next member's index after a connector at ``at``, and whether a conjunction joined it."""
    at = _skip_figure(units, _skip_head(units, at))
    comma = joined = False
    if at < len(units) and units[at].examples and units[at].kind in _GROUPS and _same(units[at], first):
        return at, True
    if at < len(units) and units[at].text == ",":
        comma, at = True, at + 1
    if at < len(units) and units[at].text.lower() in _JOINING:
        joined, at = True, at + 1
    elif at + 2 < len(units) and [u.text.lower() for u in units[at : at + 3]] == ["as", "well", "as"]:
        joined, at = True, at + 3
    if not (comma or joined):
        return None
    for j in range(at, min(at + _LOOSE + 1, len(units))):
        if units[j].kind in _GROUPS:
            return (j, joined) if _same(units[j], first) else None
        if units[j].kind != "word" or (j > at and not joined) or _no_modifier(units[j], first):
            return None
    return None


def _no_modifier(unit: Unit, first: Unit) -> bool:
    """True for what opens a phrase of its own: a verb, "other", before another metric its own figure."""
    low = unit.text.lower()
    return (
        (first.kind == "Metric" and bool(unit.members))
        or low in _CLASSING
        or low in _OPENING
        or (low.endswith("s") and low in finite_words())
    )


def _skip_head(units: Sequence[Unit], at: int) -> int:
    """Step over what trails the member before: "the Jellyfish model and GPT-4", "pruning alone, ..."."""
    if (
        at < len(units)
        and units[at].kind == "word"
        and units[at].text.lower() in {units[at - 1].head, "alone"}
    ):
        return at + 1
    return at


def _skip_figure(units: Sequence[Unit], at: int) -> int:
    """Step over the figure of the member before, and give it to that member: "A by 3 points, B by 2"."""
    named = units[at - 1].named or (at >= 2 and units[at - 2].named)
    if named and at + 2 < len(units) and units[at].text.lower() == "by" and units[at + 1].kind == "Quantity":
        after = at + 2
        while after < len(units) and units[after].kind == "word" and after < at + 4:
            after += 1
        joined = after + 1 < len(units) and units[after].text.lower() in {",", "and"}
        if joined and units[after + 1].kind != "Quantity" and _names_follow(units, after):
            _give_figure(units, at)
            return after
    return at


def _names_follow(units: Sequence[Unit], at: int) -> bool:
    return any(u.named and u.kind in {"Method", "Model"} for u in units[at + 1 : at + 6])


def _give_figure(units: Sequence[Unit], at: int) -> None:
    """ "A by 3 points": the figure after "by" becomes the note of the name before it."""
    owner = units[at - 1] if units[at - 1].named else units[at - 2]
    figure = units[at + 1]
    if units[at].text.lower() == "by" and figure.kind == "Quantity" and owner.named:
        owner.members[-1].note = owner.members[-1].note or figure.members[0].quantity


def _same(unit: Unit, first: Unit) -> bool:
    if _GROUPS[unit.kind] != _GROUPS[first.kind]:
        return False
    a, b = unit.members[0].quantity, first.members[0].quantity
    if a is None or b is None:
        return True
    return b.unit in {a.unit, ""} and a.role == b.role


def _comma_before(units: Sequence[Unit], at: int) -> bool:
    return at < len(units) and units[at].text == ","


_VERBISH = words(
    "achieves achieve outperforms outperform is are has have improves improve reduces reduce provides",
    "shows show demonstrates delivers enables can we surpasses exceeds uses attains yields remains",
    "maintains also further significantly consistently",
)


def _clause_follows(units: Sequence[Unit], at: int) -> bool:
    """True where ", and X" starts a clause of its own: "... beats B, and C achieves ..."."""
    return at + 1 < len(units) and units[at + 1].text.lower() in _VERBISH


def _open_list(units: Sequence[Unit], taken: Sequence[int], end: int) -> bool:
    """True where commas alone make a list: three or more, or in brackets, or after "including", "etc."."""
    if len(taken) == 1:
        return False
    before = units[taken[0] - 1].text.lower() if taken[0] else ""
    after = units[end].text.lower() if end < len(units) else ""
    after2 = units[end + 1].text.lower() if end + 1 < len(units) else ""
    introduced = units[taken[0] - 1].text.lower() if taken[0] else ""
    if introduced == "the" and taken[0] > 1:
        introduced = units[taken[0] - 2].text.lower()
    if introduced in {"including", "as", "like", "e.g."} and after == "," and after2 == "and":
        return True
    bracketed = after == ")" or "etc." in (after, after2) or "etc" in (after, after2)
    return bracketed or before in {"(", ":"} or (len(taken) > 2 and not _kind_first(units, taken))


def _kind_first(units: Sequence[Unit], taken: Sequence[int]) -> bool:
    """True for "the latest pruning method, A, B gains 2%": the first tells the kind of A, B is the doer."""
    head = units[taken[0]].head
    return units[taken[0] + 1].text.lower() == head and not head.endswith("s")


_OTHER = words("existing other standard previous prior conventional traditional state-of-the-art recent")


def _class_last(units: Sequence[Unit], taken: Sequence[int]) -> bool:
    """True for "A and existing B methods": only A is named."""
    last, before = units[taken[-1]], units[taken[-2]] if len(taken) > 1 else None
    if before is None or not last.generic or last.kind != "Method" or before.generic:
        return False
    return any(u.text.lower() in _OTHER for u in units[taken[-2] + 1 : taken[-1]])


def _join(units: Sequence[Unit], taken: Sequence[int]) -> Unit:
    parts = [units[i] for i in taken]
    kinds = [p.kind for p in parts]
    kind = next((k for k in kinds if k in {"Benchmark", "Dataset"}), kinds[0])
    if _class_last(units, taken):
        parts = parts[:-1]
    whole = Unit(kind, parts[0].start, parts[-1].end, ", ".join(p.text for p in parts))
    whole.members = [m for p in parts for m in p.members]
    whole.head = parts[-1].head
    whole.generic = any(p.generic for p in parts) and parts[-1].kind == "Method"
    whole.examples = any(p.examples for p in parts)
    whole.of_class = next((p.of_class for p in parts if p.of_class), None)
    return whole
