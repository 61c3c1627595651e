"""All verbs that rules name, in all forms: enough to tell where a noun phrase ends without a tagger."""

from __future__ import annotations

from functools import cache

from extractors.relations.forms import verb_forms
from extractors.relations.rulefiles import shipped
from extractors.relations.wordlists import words

_ADJECTIVES = frozenset(("based", "proposed", "introduced", "named", "called"))


@cache
def verb_words() -> frozenset[str]:
    """Every form of every single-word verb of ``vars.toml`` but those that mostly modify nouns."""
    _, names = shipped()
    single = (verb for verbs in names.verbs.values() for verb in verbs if " " not in verb)
    return frozenset(form for verb in single for form in verb_forms(verb)) - _ADJECTIVES


@cache
def governing_words() -> frozenset[str]:
    """Verb forms whose object follows; of participles in -ed only those of winning: the rest modify nouns."""
    _, names = shipped()
    wins = frozenset(form for verb in names.verbs["win"] for form in verb_forms(verb))
    return frozenset(w for w in verb_words() if not w.endswith("ed") or w in wins)


@cache
def finite_words() -> frozenset[str]:
    """Forms that are neither participles nor nouns as a rule: "outperforms", "achieve"."""
    return frozenset(w for w in verb_words() if not w.endswith(("ed", "ing", "en"))) - _NOUNS


_NOUNS = words(
    "train test design model use uses approach match report reports study measure results benchmark review",
    "advance advances boost gain gains adapter release score record lead target process experience cut",
    "support display set state present compound register learn",
)
