"""Who does it: the subject of a trigger word, from the parse where there is one, else from the word order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.relations.governor import governor
from extractors.relations.sentence import Sentence
from extractors.relations.syntax import subject_of
from extractors.relations.units import Unit
from extractors.relations.verbs import governing_words
from extractors.relations.wordlists import words

AGENTS = words("Method Model Ours Ref We Benchmark Dataset")
_CARRIES = words("with using by of via through")
"""Prepositions behind which the doer may still stand: "models trained with X", "the accuracy of X"."""
_CLAUSE = words("; : that while whereas where but because since although")


def subject(sentence: Sentence, trigger: int) -> int | None:
    """The index of the unit that is the doer of the word at ``trigger``; None where none is clear."""
    at = _subject(sentence, trigger)
    return None if at is None else _named_beside(sentence.units, at, trigger)


def _named_beside(units: Sequence[Unit], at: int, trigger: int) -> int:
    """The names behind "our methods, called A and B, ..." or "our model A"; else the unit itself."""
    if units[at].kind != "Ours" or at + 1 >= trigger:
        return at
    if units[at + 1].named and units[at + 1].kind in {"Method", "Model"}:
        return at + 1
    if units[at + 1].text != ",":
        return at
    beside = at + 3 if at + 2 < len(units) and units[at + 2].text.lower() in _CALLED else at + 2
    named = beside < trigger and units[beside].kind in {"Method", "Model"}
    return beside if named and beside + 1 < len(units) and units[beside + 1].text == "," else at


_CALLED = words("named called dubbed termed namely")


def _subject(sentence: Sentence, trigger: int) -> int | None:
    if _labelled(sentence, trigger):
        return trigger - 2
    owner = _bracketed(sentence, trigger)
    if owner is not None:
        return owner
    if sentence.tree is not None:
        found = _by_tree(sentence, trigger)
        if found is not None:
            return found if found >= 0 else None
    return _by_order(sentence.units, trigger)


def _labelled(sentence: Sentence, trigger: int) -> bool:
    """True for a figure with its owner before a colon: "(BERT: 76.3% accuracy)"."""
    if trigger < 2 or sentence.title or sentence.lower[trigger - 1] != ":":
        return False
    return sentence.units[trigger].kind == "Quantity" and sentence.units[trigger - 2].kind in {
        "Method",
        "Model",
    }


def _bracketed(sentence: Sentence, trigger: int) -> int | None:
    """The one whose figure stands in brackets: within, "(BERT, F1 76.3)", or before, "BERT (F1 76.3)"."""
    units = sentence.units
    if units[trigger].kind not in {"Quantity", "Metric"}:
        return None
    for back in range(trigger - 1, max(0, trigger - _BRACKET), -1):
        if units[back].kind == "break" or units[back].text == ")":
            return None
        if units[back].text == "(":
            owners = (i for i in (back + 1, back - 1) if _one_system(units[i]))
            return next((i for i in owners if i > back or not _rival_of_gain(units, i)), None)
    return None


_COMPARED = words("over than versus vs vs. against compared")
"""Before a name: what the doer is compared with."""


def _rival_of_gain(units: Sequence[Unit], i: int) -> bool:
    """True for A of "gains over A (e.g., +3% accuracy)": the brackets tell of the gains, not of A."""
    opening = units[i + 2].text.lower() if i + 2 < len(units) else ""
    gain = opening in _GAINED or opening.startswith(("+", "-"))
    return gain and governor(units, i) in _COMPARED


_GAINED = words("e.g. i.e. by up")
_BRACKET = 8
"""Units within which a bracket must open."""


def _one_system(unit: Unit) -> bool:
    return unit.kind in {"Method", "Model"} and len(unit.members) == 1


_NOBODY = -1
"""The clause has a subject, and it names no agent: "the results"."""
_SHOWINGS = words("performance accuracy result score scores quality speed efficiency gains robustness")
"""A clause on these tells of who shows them: "X has strong performance, beating Y"."""
_REPORTS = words(
    "results result experiments evaluations evaluation evidence analysis findings tests experiment"
)


def _by_tree(sentence: Sentence, trigger: int) -> int | None:
    tree, unit = sentence.tree, sentence.units[trigger]
    assert tree is not None
    doer = subject_of(tree, tree.root_of(unit.start - sentence.start, unit.end - sentence.start))
    if doer is not None and doer.modified and tree.words[doer.token] in _SHOWINGS:
        doer = subject_of(tree, doer.token)
    if doer is None:
        return None
    token = doer.token
    at = sentence.unit_at(token)
    if _headed(sentence.units, at):
        at -= 1
    if sentence.units[at].kind in AGENTS:
        free = at != trigger and not _object(sentence, at) and not _counted_up(sentence.units, at)
        return at if free and governor(sentence.units, at) not in _COMPARED else None
    if doer.modified:
        return _of_clause(sentence, at, trigger, "where")
    if tree.words[token] in _PUTTING:
        return _put(sentence, at)
    below = (sentence.unit_at(i) for i in tree.subtree(token))
    inside = [
        i
        for i in below
        if sentence.units[i].kind in AGENTS
        and i < trigger
        and not _object(sentence, i)
        and not (tree.words[token] in _REPORTS and _tried_on(sentence, at, i))
    ]
    if inside:
        return inside[0]
    if tree.words[token] in _REPORTS:
        return _of_clause(sentence, at, trigger, "that")
    return _NOBODY if sentence.units[at].kind == "word" and token > 0 and _upper(sentence.units[at]) else None


def _headed(units: Sequence[Unit], at: int) -> bool:
    """True for the noun of "the tuned X model" but not of "X-equipped Y models"."""
    if not at or not units[at - 1].named or (at > 1 and units[at - 2].named):
        return False
    return units[at - 1].head == units[at].text.lower()


def _upper(unit: Unit) -> bool:
    return unit.text[:1].isupper()


def _of_clause(sentence: Sentence, at: int, trigger: int, opening: str) -> int:
    """The one name that can be the subject of the clause that ``opening`` begins between a noun and the
    trigger, where the parse has none: "the results show that A performs better", "pairs, where A beats B"."""
    begins = [i for i in range(at + 1, trigger) if sentence.lower[i] == opening]
    if not begins:
        return _NOBODY
    inside = [
        i
        for i in range(begins[-1] + 1, trigger)
        if sentence.units[i].kind in AGENTS and not governor(sentence.units, i)
    ]
    clear = len(inside) == 1 and _DIVIDING.isdisjoint(sentence.lower[begins[-1] + 1 : trigger])
    return inside[0] if clear else _NOBODY


_DIVIDING = words("; : while whereas but although and")


def _tried_on(sentence: Sentence, report: int, i: int) -> bool:
    """True for both names of "experiments on dense A and sparse B": no doers, but what was tried."""
    return governor(sentence.units, i) in _TRIED_ON or (
        sentence.lower[i - 1] != "with" and sentence.lower[report + 1 : report + 2] == ["on"]
    )


_PUTTING = words(
    "adding applying augmenting combining coupling equipping integrating incorporating introducing",
    "plugging",
)


def _put(sentence: Sentence, at: int) -> int | None:
    """The object of a gerund that is the subject: of "plugging A into B and C improves" it is A."""
    units = sentence.units
    for i in range(at + 1, min(at + 5, len(units))):
        if units[i].kind in AGENTS:
            return i
        if units[i].kind != "word" or units[i].text.lower() in _CARRIES:
            return None
    return None


_TRIED_ON = words("on across over in for at")
"""Behind these in "experiments on X show" stands what the doer was tried on."""


def _object(sentence: Sentence, at: int) -> bool:
    """True right after a verb: the parse that makes it a subject is wrong."""
    return governor(sentence.units, at) in governing_words()


def _by_order(units: Sequence[Unit], trigger: int) -> int | None:
    for candidates in _clauses(units, trigger):
        free = [i for i in candidates if not governor(units, i) and not _counted_up(units, i)]
        if free:
            return free[-1]
        carried = [i for i in candidates if governor(units, i) in _CARRIES]
        if carried:
            return carried[0]
    return None


def _counted_up(units: Sequence[Unit], i: int) -> bool:
    """True for the list after a colon: "in three steps: A, B and C, reducing cost" is not about C."""
    return i > 0 and units[i - 1].text == ":" and len(units[i].members) > 1


def _clauses(units: Sequence[Unit], trigger: int) -> Iterator[list[int]]:
    """The agents of the trigger's clause before it, then of the clauses further left."""
    end = trigger
    while end > 0:
        left = _boundary(units, end)
        yield [i for i in range(left, end) if units[i].kind in AGENTS]
        end = left - 1


def _boundary(units: Sequence[Unit], end: int) -> int:
    for i in range(end - 1, -1, -1):
        if units[i].text.lower() in _CLAUSE and not units[i].members:
            return i + 1
    return 0
