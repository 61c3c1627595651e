"""The grammar of model names: "Llama-3.1-8B-Instruct", "7B Llama-2", "LLaMA-7B/13B", "Claude 3.5 Sonnet".

A name is a family and at least one of version, size, modality and training suffix, or any capitalised name
with a size behind it ("MiniPLM-1.8B"). Vendor names stay outside, sizes in front come in, and a list that
shares its family is one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.entities.rules import ModelRules, read
from extractors.entities.spans import Found
from extractors.entities.words import HYPHENS, Words
from ontology.types import EntityType

RULE = "model-name"
SIZED = "sized-name"
GRADED = "graded-name"
RANK_GRAMMAR = 50
RANK_SIZED = 45

_STEM = re.compile(r"([a-z]+?)(v?\d{1,2}(?:\.\d+)*[a-z]{0,2})?")
_VERSION = re.compile(r"[vkr]?\d{1,2}(?:\.\d+)*[a-z]{0,2}|[vr]\d\w?|\d{3,4}|\d{6,8}")
_SPACED_VERSION = re.compile(r"[vkrVKR]?\d(?:\.\d{1,2})?[on]?")
_SIZE = re.compile(r"(?:\d+x)?\d+(?:\.\d+)?[BM]|(?:\d+x)?\d+(?:\.\d+)?b|[AE]\d+(?:\.\d+)?B|\d{2,4}k|\d+M\d*")
_PLAIN_SIZE = re.compile(r"(?:\d+[x×])?\d+(?:\.\d+)?[BM]")
_SPACED_SIZE = re.compile(r"(?:\d+[x×])?\d+(?:\.\d+)?[BMb]")
"""Behind a family, also "Llama3 8b"."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word lists of ``models.toml``, in lower case but for ``spaced``."""

    families: frozenset[str]
    lower_families: frozenset[str]
    suffixes: frozenset[str]
    spaced: frozenset[str]
    outside: frozenset[str]


def load_pieces() -> Pieces:
    """Read ``models.toml``."""
    rules = read("models", ModelRules)
    return Pieces(
        families=frozenset(name.lower() for name in rules.families),
        lower_families=frozenset(rules.lower_families),
        suffixes=frozenset(rules.suffixes),
        spaced=frozenset(rules.spaced_suffixes),
        outside=frozenset(rules.outside),
    )


def model_names(words: Words, pieces: Pieces) -> Iterator[Found]:
    """All model names in the text, longest at each place, in order."""
    at = 0
    forms, lows, gaps, size = words.form, words.low, [*words.gap[1:], " "], len(words)
    while at < size:
        low = lows[at]
        if (
            gaps[at] not in HYPHENS
            and forms[at] == low
            and low.isalpha()
            and low not in pieces.lower_families
        ):
            at += 1
            continue
        found = _family_name(words, at, pieces) or _sized_name(words, at, pieces) or _graded_name(words, at)
        if found is not None:
            yield found
            at = found.last
        else:
            at += 1


def _graded_name(words: Words, first: int) -> Found | None:
    """A chain that a grade ends, with a coined piece: "gte-multilingual-base", "mmBERT-small"."""
    if words.glued_left(first):
        return None
    last = first + 1
    while last < len(words) and words.gap[last] in HYPHENS:
        last += 1
    if last - first < 2 or words.form[last - 1] not in _GRADES:
        return None
    coined = any(_COINED.search(form) for form in words.form[first : last - 1])
    several = last - first > 2 and words.form[first].islower() and words.low[first] not in _COMMON
    if not coined and not several:
        return None
    return Found(first, last, EntityType.MODEL, GRADED, "", RANK_SIZED)


_GRADES = frozenset({"base", "small", "large", "mini", "tiny", "xl", "xxl", "medium", "nano"})
_COINED = re.compile(r"[A-Z].*[A-Z]|[a-z]\d|[a-z][A-Z]")
_COMMON = frozenset(
    {"multi", "small", "very", "extra", "medium", "low", "high", "state", "ultra", "knowledge"}
)


def _family_name(words: Words, first: int, pieces: Pieces) -> Found | None:
    match = _STEM.fullmatch(words.low[first])
    if match is None or match[1] not in pieces.families or not _begins(words, first, pieces):
        return None
    if words.form[first].islower() and match[1] not in pieces.lower_families:
        return None
    last = _chain(words, first + 1, pieces)
    if last is None:
        return None
    extended = _spaced(words, last, pieces, versioned=bool(match[2]) or last > first + 1)
    extended = _shared(words, extended, pieces)
    start = _size_before(words, first) if _PLAIN_SIZE.fullmatch(words.form[extended - 1]) is None else first
    if extended == first + 1 and not match[2] and start == first:
        return None
    if start == first and words.glued_left(first) and words.low[first - 1] in ("meta", "mini"):
        start -= 1
    return Found(start, extended, EntityType.MODEL, RULE, "", RANK_GRAMMAR)


def _begins(words: Words, first: int, pieces: Pieces) -> bool:
    """A family stands at the start of its chunk, or behind a word that is no name ("fine-tuned-LLaMA")."""
    return (
        not words.glued_left(first)
        or words.low[first - 1] in pieces.outside
        or words.form[first - 1].islower()
    )


def _chain(words: Words, last: int, pieces: Pieces) -> int | None:
    """The end of the hyphenated pieces from ``last`` on; None where a piece is unknown: another name."""
    while last < len(words) and words.gap[last] in HYPHENS:
        if words.low[last] in pieces.outside and words.form[last].islower():
            return last
        if not _piece(words, last, pieces):
            return last if words.form[last].islower() and not words.glued_right(last) else None
        last += 1
    return last


def _piece(words: Words, index: int, pieces: Pieces) -> bool:
    low = words.low[index]
    stem = _STEM.fullmatch(low)
    return (
        low in pieces.suffixes
        or _VERSION.fullmatch(low) is not None
        or _SIZE.fullmatch(words.form[index]) is not None
        or (
            stem is not None
            and (stem[1] in pieces.families or (stem[1] in pieces.suffixes and bool(stem[2])))
        )
    )


def _spaced(words: Words, last: int, pieces: Pieces, *, versioned: bool) -> int:
    """Version, size and suffix behind spaces: "Llama 3.1 8B Instruct"."""
    while last < len(words) and words.gap[last] == " ":
        form = words.form[last]
        if (_SPACED_SIZE.fullmatch(form) and not _counts(words, last)) or (
            not versioned and _SPACED_VERSION.fullmatch(form) and not _counts(words, last)
        ):
            versioned = True
        elif words.low[last - 1] == "distill" and words.low[last] in pieces.families:
            versioned = False
        elif form not in pieces.spaced or _is_heading(words, last):
            return last
        chained = _chain(words, last + 1, pieces)
        last = chained if chained is not None else last + 1
    return last


_COUNTED = frozenset(
    [
        "x",
        "times",
        "gpus",
        "days",
        "hours",
        "parameters",
        "parameter",
        "tokens",
        "token",
        "tasks",
        "benchmarks",
        "datasets",
        "percent",
        "points",
        "layers",
        "billion",
        "million",
        "languages",
        "variants",
        "steps",
        "and%",
    ]
)


def _counts(words: Words, index: int) -> bool:
    """True where the number counts something: "on LLaMA 3 times", "GPT 4% better"."""
    after = words.text[words.end[index] : words.end[index] + 1]
    if after == "%":
        return True
    return index + 1 < len(words) and words.gap[index + 1] in (" ", "-") and words.low[index + 1] in _COUNTED


def _is_heading(words: Words, index: int) -> bool:
    """In a title every word is capitalised: "Vision" there is part of a name only before another piece."""
    return words.sentence[index] == 0 and words.form[index] in {
        "Vision",
        "Reasoning",
        "Math",
        "Audio",
        "Thinking",
        "Large",
        "Base",
        "Small",
    }


def _shared(words: Words, last: int, pieces: Pieces) -> int:
    """The rest of a list that shares the family: "LLaMA-7B/13B", "Llama-1/2/3", "LLaMA 1 & 2", and the
    suffix that all share: "Qwen2.5-3B/7B-Instruct"."""
    alone = last
    while last < len(words):
        before, form, gap = words.form[last - 1], words.form[last], words.gap[last]
        sizes = _PLAIN_SIZE.fullmatch(before) and _PLAIN_SIZE.fullmatch(form)
        versions = before[-1:].isdigit() and _SPACED_VERSION.fullmatch(form)
        if not (gap == "/" and (sizes or versions)) and not (gap == " & " and versions):
            break
        last += 1
    if last == alone:
        return last
    return _chain(words, last, pieces) or last


def _size_before(words: Words, first: int) -> int:
    """Where a size in front begins: "7B Llama-2", "7B and 13B Llama-2", "7B/13B LLaMA"."""
    start = first
    if start and words.gap[start] in (" ", "-") and _PLAIN_SIZE.fullmatch(words.form[start - 1]):
        start -= 1
        while start and words.gap[start] == "/" and _PLAIN_SIZE.fullmatch(words.form[start - 1]):
            start -= 1
        if (
            start > 1
            and words.low[start - 1] in ("and", "&")
            and _PLAIN_SIZE.fullmatch(words.form[start - 2])
        ):
            start -= 2
    return start


def _sized_name(words: Words, first: int, pieces: Pieces) -> Found | None:
    """Any name with a size behind a hyphen, or with capitals inside and a size behind a space."""
    form = words.form[first]
    if words.glued_left(first) or form.islower() or not form[0].isalpha():
        return None
    last = first + 1
    while last < len(words) and words.gap[last] in HYPHENS and not _PLAIN_SIZE.fullmatch(words.form[last]):
        last += 1
    if last == len(words) or _PLAIN_SIZE.fullmatch(words.form[last]) is None:
        return None
    hyphen = words.gap[last] in HYPHENS
    named = any(char.isupper() for char in words.slice(first, last)[1:]) and not form.endswith("s")
    if not (hyphen or (words.gap[last] == " " and named)) or _counts(words, last) or form in _NO_NAME:
        return None
    end = _chain(words, last + 1, pieces) or last + 1
    return Found(first, _shared(words, end, pieces), EntityType.MODEL, SIZED, "", RANK_SIZED)


_NO_NAME = frozenset(
    [
        "Sub",
        "LLM",
        "LLMs",
        "SLM",
        "SLMs",
        "VLM",
        "VLMs",
        "MLLM",
        "LMM",
        "LM",
        "LMs",
        "MoE",
        "Dense",
        "GPU",
        "CPU",
        "RAM",
        "Top",
        "SOTA",
        "SoTA",
        "AI",
        "NLP",
        "RTX",
        "A100",
        "H100",
        "Our",
        "The",
        "Using",
        "With",
    ]
)
