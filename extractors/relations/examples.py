"""Members named after their class: "baselines such as A and B", "two data sets (A, B)"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.relations.units import Unit
from extractors.relations.wordlists import words

_SINGLE = words("including e.g. e.g like i.e. eg especially notably particularly specifically")
_INTRODUCING = (
    ("such", "as"),
    ("for", "example"),
    ("for", "instance"),
    ("ranging", "from"),
    *((word,) for word in sorted(_SINGLE)),
)
_BY_LAST_WORD = {
    phrase[-1]: [other for other in _INTRODUCING if other[-1] == phrase[-1]] for phrase in _INTRODUCING
}
_CLASS = words(
    "methods approaches techniques models systems algorithms architectures frameworks baselines",
    "competitors strategies schemes llms mllms vlms lms lmms slms benchmarks datasets corpora tasks",
    "suites tests testbeds domains applications devices platforms gpus tools agents counterparts families",
    "optimizers metrics works model method benchmark dataset system technique approach framework ones",
    "variants evaluations backbones language-models transformers solutions engines libraries accelerators",
    "kernels sets arenas challenges problems scenarios settings environments areas paradigms",
)
_BACK = 6


def absorb_examples(units: list[Unit]) -> list[Unit]:
    """The units, where a class noun, the introducing words and the members are one unit."""
    out: list[Unit] = []
    for unit in units:
        if unit.named:
            taken = _introduction(out, unit)
            if taken:
                unit = _absorb(out, taken, unit)
        out.append(unit)
    return _close(out)


def _introduction(before: Sequence[Unit], unit: Unit) -> int:
    """How many units before the members introduce them; 0 where none do."""
    at = len(before)
    at = _step(before, _adjectives(before, at), {",", ":"})
    words = _phrase(before, at)
    bare = words == 0
    at -= words
    at = _step(before, at, {"(", ",", "-", "--", "—", "–", ":"})
    counted = bare and len(unit.members) > 1 and unit.kind in {"Benchmark", "Dataset"}
    bracket = at < len(before) and before[at].text in ({"(", ":", ","} if counted else {"(", ":"})
    if bare and not bracket:
        return 0
    noun = _class_noun(before, at, near=bare)
    if noun is None:
        return 0 if bare else len(before) - at
    return len(before) - (_head_of(before, noun) if unit.kind == "Method" else noun)


def _adjectives(units: Sequence[Unit], at: int) -> int:
    """Step back over up to two plain words between "such as" and the name."""
    for back in range(1, 3):
        if at > back and units[at - back].kind == "word" and _phrase(units, at - back):
            return at - back
    return at


def _step(units: Sequence[Unit], at: int, marks: set[str]) -> int:
    return at - 1 if at and units[at - 1].text in marks else at


def _phrase(units: Sequence[Unit], at: int) -> int:
    for phrase in _BY_LAST_WORD.get(units[at - 1].text.lower(), ()) if at else ():
        size = len(phrase)
        if at >= size and tuple(u.text.lower() for u in units[at - size : at]) == phrase:
            return size
    return 0


def _class_noun(before: Sequence[Unit], at: int, *, near: bool) -> int | None:
    """The index of the class noun, and of the name that modifies it, if one does."""
    for back in range(at - 1, max(-1, at - 1 - (1 if near else _BACK)), -1):
        unit = before[back]
        if unit.kind == "word" and unit.text.lower() in _CLASS:
            return back
        if unit.kind == "break" or unit.text in {",", ")"}:
            return None
    return None


def _head_of(units: Sequence[Unit], noun: int) -> int:
    """Of "methods for LLMs" the methods: what the phrase is about stands before its preposition."""
    for back in range(noun - 1, max(-1, noun - 4), -1):
        if units[back].text.lower() in {"for", "of"}:
            if back and units[back - 1].kind == "word" and units[back - 1].text.lower() in _CLASS:
                return back - 1
            return noun
        if units[back].kind != "word":
            return noun
    return noun


def _absorb(out: list[Unit], taken: int, unit: Unit) -> Unit:
    absorbed = out[len(out) - taken :]
    del out[len(out) - taken :]
    unit.examples = True
    unit.start = absorbed[0].start
    if absorbed[0].kind == "word":
        unit.head = absorbed[0].text.lower()
    if absorbed[0].kind == "word":
        _modifier(out, unit)
    elif out and out[-1].named and len(out[-1].members) == 1 and _may_hold(out[-1], unit):
        unit.of_class = out[-1].members[-1]
    unit.generic = False
    return unit


def _may_hold(group: Unit, unit: Unit) -> bool:
    """True where the names before "such as" can be the class of those after it."""
    return group.kind == unit.kind or (group.kind == "Method" and unit.kind == "Model")


def _modifier(out: list[Unit], unit: Unit) -> None:
    """ "quantization methods such as A": the name before the class noun says what the members are."""
    for back in range(1, min(4, len(out) + 1)):
        if (
            out[-back].named
            and out[-back].kind in {"Method", "Model", "Task"}
            and (back == 1 or out[-back].head)
        ):
            class_name = out[-back]
            del out[len(out) - back :]
            unit.of_class, unit.start = class_name.members[-1], class_name.start
            return
        if out[-back].kind != "word":
            return


def _close(units: list[Unit]) -> list[Unit]:
    """Drop the closing bracket, or "etc.", after members that an absorbed bracket opened."""
    out: list[Unit] = []
    for unit in units:
        opened = bool(out) and out[-1].examples and out[-1].named
        if opened and unit.text == ")":
            out[-1].end = unit.end
        else:
            out.append(unit)
    return out
