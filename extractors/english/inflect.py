"""Regular English inflection of the field's words: what the augmenter writes and the lemmatizer undoes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "words"
_SIBILANT = ("s", "x", "z", "ch", "sh")
_IRREGULAR = {
    "beat": ("beats", "beat", "beaten", "beating"),
    "freeze": ("freezes", "froze", "frozen", "freezing"),
    "overcome": ("overcomes", "overcame", "overcome", "overcoming"),
    "shrink": ("shrinks", "shrank", "shrunk", "shrinking"),
    "speed": ("speeds", "sped", "sped", "speeding"),
}


@cache
def word_list(name: str) -> tuple[str, ...]:
    """The lines of ``words/<name>.txt`` that are no comment."""
    lines = (WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def third(base: str) -> str:
    """ "prune" to "prunes"."""
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(_SIBILANT) else "s")


def inflections(entry: str) -> dict[str, str]:
    """Penn tag to form of a verb of ``verbs.txt`` ("infer+" doubles its last consonant)."""
    base = entry.rstrip("+")
    singular, past, participle, gerund = _IRREGULAR.get(base) or _regular(entry)
    return {
        "VB": base,
        "VBP": base,
        "VBZ": singular,
        "VBD": past,
        "VBN": participle,
        "VBG": gerund,
    }


def plural(noun: str) -> str:
    """ "benchmark" to "benchmarks", "corpus" to "corpora"."""
    irregular = {"corpus": "corpora", "matrix": "matrices", "feedback": "feedback", "epoch": "epochs"}
    return irregular.get(noun) or third(noun)


def _regular(entry: str) -> tuple[str, str, str, str]:
    base = entry.rstrip("+")
    stem = base + base[-1] if entry.endswith("+") else base
    if base.endswith("e"):
        gerund = base[:-1] + "ing" if not base.endswith("ee") else base + "ing"
        return third(base), base + "d", base + "d", gerund
    if base.endswith("y") and base[-2] not in "aeiou":
        return third(base), base[:-1] + "ied", base[:-1] + "ied", base + "ing"
    return third(base), stem + "ed", stem + "ed", stem + "ing"
