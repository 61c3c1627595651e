"""Who does it: the subject of a trigger word, from the parse where there is one, else from the word order."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.relations.sentence import Sentence
from extractors.relations.units import Unit

AGENTS = frozenset(("Method", "Model", "Ours", "Ref", "We", "Benchmark", "Dataset"))
_PREPOSITIONS = frozenset(
    ["of", "in", "on", "at", "by", "for", "with", "from", "to", "into", "onto", "as", "than", "over", "under", "via", "per", "between", "among", "across", "within", "without", "through", "against", "during", "upon", "using", "despite", "unlike", "like", "including", "versus", "vs", "vs.", "compared", "comparing", "based"]
)
_CARRIES = frozenset(("with", "using", "by", "of", "via", "through", "from", "for", "in"))
"""Prepositions behind which the doer may still stand: "models trained with X", "the accuracy of X"."""
_CLAUSE = frozenset((";", ":", "that", "while", "whereas", "where", "but", "because", "since", "although"))
_VERBS = frozenset(
    ["propose", "proposes", "introduce", "introduces", "present", "presents", "develop", "develops", "use", "uses", "employ", "employs", "leverage", "leverages", "apply", "applies", "evaluate", "evaluates", "reduce", "reduces", "improve", "improves", "outperform", "outperforms", "surpass", "train", "trains", "compress", "compresses", "quantize", "quantizes", "beat", "beats", "match", "matches", "outperforming", "surpassing", "improving", "reducing", "applying", "using", "exceed", "exceeds", "enable", "enables", "combine", "combines", "called", "named", "termed", "dubbed", "adopt", "adopts", "extend", "extends", "support", "supports", "release", "releases", "design", "designs"]
)


def subject(sentence: Sentence, trigger: int) -> int | None:
    """The index of the unit that is the doer of the word at ``trigger``; None where none is clear."""
    candidates = _candidates(sentence.units, trigger)
    free = [i for i in candidates if not _governor(sentence.units, i)]
    if free:
        return free[-1]
    carried = [i for i in candidates if _governor(sentence.units, i) in _CARRIES]
    return carried[0] if carried else None


def _candidates(units: Sequence[Unit], trigger: int) -> list[int]:
    left = _boundary(units, trigger)
    found = [i for i in range(left, trigger) if units[i].kind in AGENTS and not units[i].generic]
    if not found and left > 0 and units[left - 1].text.lower() != "that":
        return _candidates(units, left - 1) if left > 1 else []
    return found


def _boundary(units: Sequence[Unit], trigger: int) -> int:
    for i in range(trigger - 1, -1, -1):
        if units[i].text.lower() in _CLAUSE and not units[i].members:
            return i + 1
    return 0


def _governor(units: Sequence[Unit], i: int) -> str:
    """The preposition or verb before a unit, with only plain words between; "" where it stands free."""
    for back in range(i - 1, max(-1, i - 6), -1):
        low = units[back].text.lower()
        if units[back].members or units[back].kind in {"Ours", "Ref", "We"}:
            return ""
        if low in _PREPOSITIONS or low in _VERBS:
            return low
        if units[back].kind != "word":
            return ""
    return ""
