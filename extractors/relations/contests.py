"""Who wins, and over what: names that stand for a winner or a rival, and those that only tell its kind."""

from __future__ import annotations

from extractors.relations.drafts import Argument
from extractors.relations.paperframe import PaperFrame
from extractors.relations.ruleset import Hit
from extractors.relations.sentence import Sentence
from extractors.relations.wordlists import words

CONTESTS = frozenset(("outperforms", "matches"))


def tells_kind(sentence: Sentence, at: int) -> bool:
    """True for the first of two names side by side: of "beats the pruning method X" the rival is X."""
    unit, following = sentence.units[at], sentence.units[at + 1 : at + 3]
    if following and following[0].text.lower() == unit.head and not unit.head.endswith("s"):
        following = following[1:]
    if unit.kind != "Method" or len(unit.members) > 1 or not following or not following[0].named:
        return False
    return following[0].kind in {"Method", "Model"} and not following[0].text.islower()


def whole_class(sentence: Sentence, at: int) -> bool:
    """True for a rival that is a kind of method as such: "conventional X methods", not "existing X methods",
    of which the winner may be one itself."""
    units, lower = sentence.units, sentence.lower
    if units[at].head in _DERIVED or any(u.named for u in units[at + 1 : at + 3]):
        return False
    for back in range(at - 1, max(-1, at - 5), -1):
        if lower[back] in _OF_THE_KIND:
            return False
        if sentence.kinds[back] not in {"word", ","} and lower[back] not in {"and", "or"}:
            break
    return True


_OF_THE_KIND = words(
    "existing prior previous state-of-the-art sota leading other recent current strong stronger strongest",
    "representative competitive competing several various many most multiple best best-performing top",
    "baseline related similar advanced popular different next-best alternative modern comparable these those",
    "among two three four five six",
)
_DERIVED = words("variants variant families systems works implementations kernels")


def brought(argument: Argument, hit: Hit, frame: PaperFrame) -> Argument | None:
    """The paper's own method that the winning base model has: of "A with our X beats B" it is X."""
    if frame.own(argument.entity) or frame.types[argument.entity] != "Model":
        return None
    units = hit.sentence.units
    at = hit.sentence.unit_at(argument.start - hit.sentence.start)
    if units[at].kind != "Model" or len(units[at].members) > 1:
        return None
    given = next((i for i in range(at + 1, min(at + 4, len(units))) if units[i].kind != "word"), at)
    if units[given].text.lower() not in _HAVING:
        return None
    for unit in units[given + 1 : given + 3]:
        for m in unit.members:
            if m.entity and frame.own(m.entity) and frame.types[m.entity] == "Method":
                return Argument(m.entity, m.start, m.end)
        if unit.kind != "word":
            break
    return None


_HAVING = words("with using via by through under")


def likely_another(loser: Argument, hit: Hit, frame: PaperFrame) -> bool:
    """True for "while A is easy, it falls behind B": the paper's own thing is seldom what a pronoun says to
    lose."""
    at = hit.sentence.starting_at(loser.start)
    return at is not None and hit.sentence.units[at].kind == "Ref" and frame.own(loser.entity)


def another_acts(hit: Hit, at: int) -> bool:
    """True for "we find that plain prompts beat X": the winner has no name, and is not what "we" propose."""
    lower = hit.sentence.lower
    if hit.sentence.units[at].kind != "We" or "that" not in lower[at + 1 : hit.trigger]:
        return False
    that = max(i for i in range(at + 1, hit.trigger) if lower[i] == "that")
    if lower[that - 1] not in _FINDING:
        return False
    doer = [u.text.lower() for u in hit.sentence.units[that + 1 : hit.trigger] if u.kind == "word"]
    return bool(doer) and _OWN_NOUNS.isdisjoint(doer)


_FINDING = words("find finding found show showing observe observing reveal revealing result results")
_OWN_NOUNS = words(
    "method methods approach approaches framework model models system systems algorithm technique",
    "techniques scheme strategy solution results performance proposed resulting variant variants",
    "responses outputs answers",
)
