"""How a sentence says a thing: affirmed or negated, asserted or hedged or aimed at, its own or reported."""

from __future__ import annotations

from extractors.relations.sentence import Sentence
from extractors.relations.wordlists import words
from ontology.types import Certainty, Origin, Polarity

_NEGATIONS = words(
    "not n't cannot never no nor neither fails fail failed without hardly rarely unable",
)
_HEDGES = words(
    "may might could potentially possibly perhaps would likely arguably presumably",
)
_AIMS = words(
    "aim aims aimed aiming seek seeks hope hopes goal goals expect expects plan plans future want wants",
    "intend intends ultimately objective strive strives desire",
)
_ASKING = words("how does do is are can could should what why which whether who when where")
_REPORTING = frozenset(["prior", "previous", "earlier", "existing", "et", "recent"])
_WORKS = words(
    "work works studies study research researchers literature al. efforts",
)
_STOPS = frozenset((",", ";", ":", "that", "while", "whereas", "but"))
_REACH = 5


def polarity(sentence: Sentence, trigger: int) -> Polarity:
    """Negated where a negation stands shortly before the trigger in the same clause."""
    for i in range(trigger - 1, max(-1, trigger - _REACH), -1):
        if sentence.lower[i] in _STOPS or sentence.units[i].members:
            break
        if sentence.lower[i] in _NEGATIONS and not _only(sentence, i):
            return Polarity.NEGATED
    return Polarity.AFFIRMED


def _only(sentence: Sentence, i: int) -> bool:
    following = sentence.lower[i + 1] if i + 1 < len(sentence.lower) else ""
    return following in {"only", "just", "merely"}


def certainty(sentence: Sentence, trigger: int) -> Certainty:
    """Hedged by a modal or adverb near the trigger, or a question; an aim where an aiming word governs it."""
    near = _clause_before(sentence, trigger)
    if near & _AIMS:
        return Certainty.AIM
    if sentence.lower[-1] == "?" and not _ASKING.isdisjoint(sentence.lower[:trigger]):
        return Certainty.HEDGED
    return Certainty.HEDGED if near & _HEDGES else Certainty.ASSERTED


def _clause_before(sentence: Sentence, trigger: int) -> frozenset[str]:
    words = []
    for i in range(trigger - 1, max(-1, trigger - 8), -1):
        if sentence.lower[i] in _STOPS:
            break
        words.append(sentence.lower[i])
    return frozenset(words)


def origin(sentence: Sentence) -> Origin:
    """Reported where the sentence speaks of other works, or stands before the paper's own part."""
    if sentence.title:
        return Origin.FINDING
    reported = bool(sentence.words & _REPORTING and sentence.words & _WORKS)
    return Origin.REPORTED if sentence.background or reported else Origin.FINDING


def asserted(sentence: Sentence, trigger: int) -> bool:
    """True where the sentence affirms as fact what its trigger says."""
    affirmed = polarity(sentence, trigger) is Polarity.AFFIRMED
    return affirmed and certainty(sentence, trigger) is Certainty.ASSERTED
