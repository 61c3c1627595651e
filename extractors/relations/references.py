"""Words that stand for the paper or something it named: "we", "our method", "the resulting models"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.relations.units import Unit
from extractors.relations.wordlists import words

_NOUNS = words(
    "method methods approach approaches framework frameworks model models system systems algorithm",
    "algorithms technique techniques architecture architectures strategy strategies scheme schemes",
    "pipeline paradigm solution optimizer library engine tool toolkit mechanism module variant variants",
    "design kernel kernels quantizer agent agents recipe procedure implementation llm llms methodology",
    "plugin accelerator mllm vlm slm platform estimators proposal modules family series network layer",
    "compiler simulator adapter adapters lm lms encoder decoder",
)
_DATA_NOUNS = words(
    "benchmark benchmarks dataset datasets corpus suite testbed",
)
_PAPER_NOUNS = words(
    "paper work study survey research article review investigation report analysis",
)
MODEL_NOUNS = words("llm lm mllm vlm slm")
"""Alone behind "the" they mean the one model that a study tells of."""
_NEW = words(
    "proposed resulting resultant introduced presented novel new developed resulted obtained",
)
_BARE = words(
    "method approach framework model system algorithm technique architecture scheme solution optimizer",
    "library tool pipeline benchmark dataset platform",
)
_SPAN = 4


def mark_references(units: list[Unit]) -> list[Unit]:
    """The units, where each referring phrase is one unit of kind Ours, Ref or We."""
    out: list[Unit] = []
    i = 0
    while i < len(units):
        found = _reference(units, i)
        if found is None:
            out.append(units[i])
            i += 1
        else:
            unit, i = found
            out.append(unit)
    return out


def _reference(units: Sequence[Unit], i: int) -> tuple[Unit, int] | None:
    low = units[i].text.lower()
    if low in {"we", "us"}:
        return _ref(units, i, i, "We", "we"), i + 1
    if low in {"it", "they"}:
        return _ref(units, i, i, "Ref", low), i + 1
    if low in {"our", "this", "the", "these", "such"}:
        found = _phrase(units, i, low)
        return None if found is not None and _named_next(units, i, found[1]) else found
    return None


def _named_next(units: Sequence[Unit], i: int, after: int) -> bool:
    """True for "our models, A and B, reach", "our model (A) reaches": the names are meant, and say so."""
    led = i > 0 and units[i - 1].kind == "fn"
    if led or after + 2 >= len(units):
        return False
    name, closing = units[after + 1], units[after + 2].text.lower()
    return name.kind in {"Method", "Model"} and closing in _CLOSING.get(units[after].text, ())


_CLOSING = {",": (",", "and", "("), "(": (")",)}
"""What stands in front of the names, and behind them."""


def _phrase(units: Sequence[Unit], i: int, article: str) -> tuple[Unit, int] | None:
    words = []
    for j in range(i + 1, min(i + 1 + _SPAN, len(units))):
        if units[j].kind != "word":
            return None
        words.append(units[j].text.lower())
        if _ends(units, j, words):
            kind, reference = _meaning(article, words)
            return (_ref(units, i, j, kind, reference), j + 1) if kind else None
    return None


def _ends(units: Sequence[Unit], j: int, words: Sequence[str]) -> bool:
    """True where the phrase ends with a noun that refers, not one that modifies another."""
    if words[-1] == "results":
        return True
    if words[-1] not in _NOUNS and words[-1] not in _DATA_NOUNS and words[-1] not in _PAPER_NOUNS:
        return False
    following = units[j + 1] if j + 1 < len(units) else None
    return following is None or following.kind != "word" or following.text.lower() not in _NOUNS


def _meaning(article: str, words: Sequence[str]) -> tuple[str, str]:
    noun, new = words[-1], any(w in _NEW for w in words)
    data = "data-" if noun in _DATA_NOUNS else ""
    if noun in _PAPER_NOUNS:
        return ("We", "we") if article in {"our", "this"} and len(words) <= 3 else ("", "")
    if article == "our":
        return "Ours", data + "ours"
    if article == "these" and noun == "results":
        return "Ours", "ours"
    if article in {"this", "these"} and len(words) <= 3:
        return "Ref", data + ("these" if article == "these" else "that")
    if article == "the" and len(words) == 1 and noun in MODEL_NOUNS:
        return "Ref", "that"
    if article == "the" and (new or (len(words) == 1 and noun in _BARE)):
        return ("Ours", data + "ours") if "proposed" in words else ("Ref", data + "that")
    return "", ""


def _ref(units: Sequence[Unit], i: int, j: int, kind: str, reference: str) -> Unit:
    text = " ".join(u.text for u in units[i : j + 1])
    return Unit(kind, units[i].start, units[j].end, text, reference=reference)
