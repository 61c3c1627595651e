"""The word that governs a unit, told from the word order."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.relations.units import Unit
from extractors.relations.verbs import governing_words
from extractors.relations.wordlists import words

_PREPOSITIONS = words(
    "of in on at by for with from to into onto as than over under via per between among across",
    "within without",
    "through against during upon using despite unlike like including versus vs vs. compared comparing based",
)


_COMPARING = words(
    "compared comparing comparable relative similar competitive close superior inferior par contrast"
)


def governor(units: Sequence[Unit], i: int) -> str:
    """The preposition or verb before a unit, with only plain words between; "" where it stands free."""
    for back in range(i - 1, max(-1, i - 6), -1):
        low = units[back].text.lower()
        if units[back].kind == "Method" and units[back].head and back < i - 1:
            return governor(units, back)
        if (units[back].members and units[back].kind != "word") or units[back].kind in {"Ours", "Ref", "We"}:
            return ""
        if low in {"to", "with"} and back and units[back - 1].text.lower() in _COMPARING:
            return "compared"
        if low == "leading" and units[back + 1].text.lower() != "to":
            continue
        if low in _PREPOSITIONS or low in governing_words():
            return low
        if units[back].kind != "word":
            return ""
    return ""
