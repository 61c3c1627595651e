"""What a result is compared with, as the text has it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.relations.clauses import clause, reach, share
from extractors.relations.drafts import Draft, Named
from extractors.relations.sentence import Sentence
from extractors.relations.units import Unit
from extractors.relations.wordlists import words


def add_baseline(drafts: Sequence[Draft]) -> None:
    """What the result is compared with, as written: the words after "than", "compared to", "over"."""
    hit = drafts[0].hit
    if hit.rule.rival:
        return
    near = clause(hit.sentence, hit.trigger)
    value = hit.captures.get("value")
    own = reach(hit.sentence, value, near) if value is not None else near
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
        found = [Named(m.start, m.end, m.entity) for m in named]
        if not named or _class_of(hit.sentence, start, end):
            found = [Named(units[start].start, units[end - 1].end)]
        for i, draft in enumerate(drafts):
            kept = [n for n in share(found, i, len(drafts), hit.sentence) if n.entity != draft.subject.entity]
            draft.names["baseline"] = list(kept)


def _class_of(sentence: Sentence, start: int, end: int) -> bool:
    """True for "existing MoE inference systems": a class that a name describes, not that thing."""
    return sentence.lower[start] in _EXISTING and sentence.lower[end - 1] in _CLASSES


_EXISTING = words(
    "existing prior previous other current recent conventional traditional state-of-the-art sota"
)
_CLASSES = words(
    "systems methods approaches models frameworks techniques engines solutions algorithms kernels schemes",
    "implementations strategies works",
)


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
        article = following in {"a", "an"}
        bound = any(map(_is_number, sentence.units[i + 1 + article : i + 2 + article]))
        rather = i > 0 and sentence.lower[i - 1] == "rather"
        if low in _COMPARING and not bound and not rather and (low != "over" or i > near.start):
            return i + 1
    return None


def _is_number(unit: Unit) -> bool:
    return bool(unit.members and unit.members[0].quantity) or unit.text[:1].isdigit()


def _ends_phrase(sentence: Sentence, i: int, start: int) -> bool:
    unit = sentence.units[i]
    if unit.kind in {",", "break"} and unit.text != "-":
        return True
    return unit.kind == "fn" and i > start and unit.text.lower() not in {"of", "its", "the"}
