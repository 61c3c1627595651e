"""Inflected forms of the verbs and nouns that rules name, so that a rule needs no tagger to find them."""

from __future__ import annotations

import re

_IRREGULAR: dict[str, tuple[str, ...]] = {
    "be": ("is", "are", "was", "were", "been", "being", "be"),
    "have": ("has", "had", "having"),
    "do": ("does", "did", "done", "doing"),
    "beat": ("beats", "beating", "beaten"),
    "build": ("builds", "built", "building"),
    "run": ("runs", "ran", "running"),
    "show": ("shows", "showed", "shown", "showing"),
    "give": ("gives", "gave", "given", "giving"),
    "get": ("gets", "got", "getting"),
    "bring": ("brings", "brought", "bringing"),
    "lead": ("leads", "led", "leading"),
    "see": ("sees", "saw", "seen", "seeing"),
    "find": ("finds", "found", "finding"),
    "make": ("makes", "made", "making"),
    "take": ("takes", "took", "taken", "taking"),
    "hold": ("holds", "held", "holding"),
    "keep": ("keeps", "kept", "keeping"),
    "fall": ("falls", "fell", "fallen", "falling"),
    "draw": ("draws", "drew", "drawn", "drawing"),
    "become": ("becomes", "became", "becoming"),
    "seek": ("seeks", "sought", "seeking"),
    "outdo": ("outdoes", "outdid", "outdone", "outdoing"),
    "overtake": ("overtakes", "overtook", "overtaken", "overtaking"),
    "outperform": ("out-perform", "out-performs", "out-performed", "out-performing"),
    "set": ("sets", "setting"),
    "put": ("puts", "putting"),
    "cut": ("cuts", "cutting"),
    "fit": ("fits", "fitting", "fitted"),
    "speed": ("speeds", "sped", "speeding"),
}  # fmt: skip
_DOUBLING = {
    "trim",
    "plug",
    "cut",
    "drop",
    "slim",
    "dub",
    "run",
    "lag",
    "map",
    "plan",
    "distil",
    "set",
    "get",
}
_VOWEL_Y = re.compile(r"[^aeiou]y$")


def verb_forms(lemma: str) -> tuple[str, ...]:
    """All forms of a verb, the lemma first; of "build on" those of "build" followed by "on".

    >>> verb_forms("prune")
    ('prune', 'prunes', 'pruned', 'pruning')
    """
    head, _, tail = lemma.partition(" ")
    forms = [head, *_IRREGULAR.get(head, ())]
    if head not in _IRREGULAR or head == "outperform":
        forms += _regular(head)
    return tuple(dict.fromkeys(f"{form} {tail}" if tail else form for form in forms))


def noun_forms(lemma: str) -> tuple[str, ...]:
    """Singular and plural.

    >>> noun_forms("strategy")
    ('strategy', 'strategies')
    """
    if _VOWEL_Y.search(lemma):
        return lemma, lemma[:-1] + "ies"
    if lemma.endswith(("s", "x", "ch", "sh")):
        return lemma, lemma + "es"
    return lemma, lemma + "s"


def _regular(verb: str) -> list[str]:
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    if verb in _DOUBLING:
        stem = verb + verb[-1]
    if _VOWEL_Y.search(verb):
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    third = verb + "es" if verb.endswith(("s", "x", "ch", "sh", "z", "o")) else verb + "s"
    return [third, stem + "ed", stem + "ing"]
