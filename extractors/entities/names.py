"""Places where a name may stand, by the shape of its words alone.

STRONG: capitals inside, digits with capitals, all capitals ("LoftQ", "S2FT", "DKM", "LLM-Pruner").
TITLE: capitalised where the sentence does not ask for it ("Falcon", "Activation Beacon").
OPENING: one capitalised word at the start of a sentence or title: a name only if the context says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from extractors.entities.rules import GenericRules, read
from extractors.entities.words import HYPHENS, Words

_MIXED = re.compile(r"[a-z0-9].*[A-Z]|[A-Z][A-Z]|[A-Z][a-z]*\d|[A-Z].*[+#]$")
_AMOUNT = re.compile(
    r"[\d.]+[a-zA-Z]{0,3}(?:-[\d.]+[a-zA-Z]{0,3})?|[\d.]+[KMBTkm]?-[a-z-]+|[A-Z]|\d+[xX][A-Z]?|[A-Z]{1,3}B"
)
_NUMBER = re.compile(r"[\d.]+[a-zA-Z%]{0,2}")
_LINKS = frozenset({"of", "for", "the", "in", "to", "as", "a"})
LONGEST = 9
"""Words of the longest title-case name."""


class Strength(IntEnum):
    """How much the shape alone says."""

    OPENING = 0
    TITLE = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Name:
    """A possible name at words ``[first, last)``."""

    first: int
    last: int
    strength: Strength


@dataclass(frozen=True, slots=True)
class Generic:
    """What is never a name (``generic.toml``)."""

    never: frozenset[str]
    openers: frozenset[str]
    outside: frozenset[str]

    def excludes(self, form: str) -> bool:
        """Whether a whole candidate is generic, in any number, with any hyphens."""
        flat = re.sub(r"[\W_]+", " ", form.lower()).strip()
        return flat in self.never or (flat.endswith("s") and flat[:-1] in self.never)


def load_generic(outside: frozenset[str]) -> Generic:
    """Read ``generic.toml``; ``outside`` are words behind a hyphen that end a name ("LLM-based")."""
    rules = read("generic", GenericRules)
    return Generic(frozenset(rules.never), frozenset(rules.openers), outside)


def possible_names(words: Words, generic: Generic) -> list[Name]:
    """All possible names, in order, disjoint. In a title case says little: only STRONG and OPENING."""
    found: list[Name] = []
    at = 0
    forms, lows, gaps, size = words.form, words.low, words.gap, len(words)
    while at < size:
        if forms[at] == lows[at] and (at + 1 == size or gaps[at + 1] not in HYPHENS):
            at += 1
            continue
        name = _name_at(words, at, generic)
        if name is None:
            at = chunk_end(words, at, generic)
            continue
        at = name.last
        if trimmed := _trimmed(words, name, generic):
            found.append(trimmed)
    return found


def _trimmed(words: Words, name: Name, generic: Generic) -> Name | None:
    """Without generic words at its ends; None where nothing else is left or a class is named ("Tiny LMs")."""
    first, last = name.first, name.last
    if generic.excludes(words.slice(first, last)) or _is_class(words, first, last):
        return None
    if name.strength is Strength.STRONG:
        plain = last - first > 1 and generic.excludes(words.form[first])
        return None if plain and all(form.islower() for form in words.form[first + 1 : last]) else name
    while (
        first < last
        and (generic.excludes(words.form[first]) or words.low[first] in _LINKS)
        and not words.glued_right(first)
    ):
        first += 1
    while (
        last > first
        and (generic.excludes(words.form[last - 1]) or words.low[last - 1] in _LINKS)
        and not (words.form[last - 2] == "of" and words.form[last - 1] not in _LINKS)
        and not words.glued_left(last - 1)
    ):
        last -= 1
    if last - first < 2 and _coined(words, name):
        return name
    if last == first or (last - first < name.last - name.first and last - first == 1):
        return None
    return Name(first, last, name.strength)


def _coined(words: Words, name: Name) -> bool:
    """Plain words as a name inside a sentence, each with a capital: "Token Filtering"."""
    if name.last - name.first < 2 or _opens(words, name.first):
        return False
    return all(form[0].isupper() for form in words.form[name.first : name.last])


_CLASSES = frozenset(
    [
        "llm",
        "llms",
        "lm",
        "lms",
        "slm",
        "slms",
        "vlm",
        "vlms",
        "mllm",
        "mllms",
        "lmm",
        "lmms",
        "lvlm",
        "lvlms",
        "model",
        "models",
        "agents",
        "networks",
    ]
)


def _is_class(words: Words, first: int, last: int) -> bool:
    """A generic class behind an adjective or a small letter: "Tiny LMs", "s-MLLM", "Open LLMs"."""
    if last - first < 2 or words.low[last - 1] not in _CLASSES:
        return False
    if words.low[last - 1].endswith("s") or words.form[first].islower():
        return True
    return not words.glued_left(last - 1) and (last - first < 3 or words.low[last - 1] != "model")


def chunk_end(words: Words, first: int, generic: Generic) -> int:
    """The end of the hyphenated chunk that begins at ``first``, without "-based" and the like."""
    last = first + 1
    while last < len(words) and words.gap[last] in HYPHENS and not _is_outside(words, last, generic):
        last += 1
    return last


_SMALL_PARTS = frozenset({"to", "in", "and", "as", "of", "on", "at"})
"""Parts of a capitalised compound ("Text-to-Vision")."""


def _is_outside(words: Words, index: int, generic: Generic) -> bool:
    """ "-based" and the like; in capitals only behind a coined name ("BERT-Based", not "Knowledge-Based")."""
    form = words.form[index]
    if form in _SMALL_PARTS and words.glued_right(index) and words.form[index + 1][0].isupper():
        return False
    if form in generic.outside:
        return True
    return form.lower() in generic.outside and bool(_MIXED.search(words.form[index - 1]))


def is_strong(words: Words, first: int, last: int) -> bool:
    """Whether a chunk has the shape of a coined name."""
    form = words.slice(first, last)
    if _AMOUNT.fullmatch(form):
        return False
    if any(_MIXED.search(words.form[index]) for index in range(first, last)):
        return True
    return last - first > 1 and form[0].isupper() and (form[-1].isdigit() or words.form[first].isupper())


def _name_at(words: Words, first: int, generic: Generic) -> Name | None:
    last = chunk_end(words, first, generic)
    form = words.form[first]
    if words.glued_left(first) or not any(char.isupper() for char in words.slice(first, last)):
        return None
    if is_strong(words, first, last):
        last = _strong_end(words, last)
        return Name(first, last, Strength.STRONG)
    if not form[0].isupper():
        return None
    return _title_name(words, first, last, generic)


def _strong_end(words: Words, last: int) -> int:
    """A coined chunk takes a version behind it ("MMLU 2.0", "SWE-bench v2") and nothing else."""
    if (
        last < len(words)
        and words.gap[last] == " "
        and re.fullmatch(r"v\d(?:\.\d)*|\d\.\d", words.form[last])
    ):
        return last + 1
    return last


def _title_name(words: Words, first: int, last: int, generic: Generic) -> Name | None:
    opening = _opens(words, first)
    if words.sentence[first] == 0 and words.gap[first] != "":
        return None
    if opening and words.low[first] in generic.openers:
        return None
    last = _title_end(words, first, last, generic)
    if opening and chunk_end(words, first, generic) < last and _verbal(words, first, generic):
        first = chunk_end(words, first, generic)
        opening = False
    if last - first == 1 and words.low[first] in generic.openers:
        return None
    if last - first == 1 and (generic.excludes(words.form[first]) or len(words.form[first]) < 3):
        return None
    several = chunk_end(words, first, generic) < last
    if not several and not opening and _eponymous(words, last):
        last += 1
    return Name(first, last, Strength.OPENING if opening and not several else Strength.TITLE)


def _eponymous(words: Words, index: int) -> bool:
    """A noun without which a surname names nothing: "Paley algorithm", "Euler solver"."""
    return index < len(words) and words.gap[index] == " " and words.low[index] in _EPONYMS


_EPONYMOUS = """algorithm algorithms solver solvers transform transforms matrix matrices process processes
estimator kernel kernels filter filters theorem inequality distance divergence equation equations expansion
optimizer decomposition approximation sampler sampling test criterion code codes tree trees"""
_EPONYMS = frozenset(_EPONYMOUS.split())


def _verbal(words: Words, first: int, generic: Generic) -> bool:
    """A verb or adverb that only the start of a sentence capitalises: "Exposing Semantic Variables"."""
    low, after = words.low[first], chunk_end(words, first, generic)
    return low.endswith(("ing", "ly")) or (low.endswith("ed") and words.low[after] in _LINKS)


def _opens(words: Words, index: int) -> bool:
    """Whether a capital is due here: at the start of a sentence, behind a colon or a number in brackets."""
    return (
        index == 0
        or words.sentence[index] != words.sentence[index - 1]
        or not re.fullmatch(r"[ \"'“‘(]+|, |/", words.gap[index])
    )


def _title_end(words: Words, first: int, last: int, generic: Generic) -> int:
    """A run of capitalised chunks, with small words between; in a title, one chunk only."""
    if words.sentence[first] == 0:
        return last
    while last < len(words) and last - first < LONGEST and words.gap[last] in (" ", ": "):
        step = last
        while step < len(words) and step - last < 2 and words.form[step] in _LINKS and words.gap[step] == " ":
            step += 1
        if step == len(words) or words.gap[step] != " " or not _continues(words, step, step > last):
            break
        if words.low[step - 1] in ("for", "with", "from", "on", "by") and is_strong(
            words, step, chunk_end(words, step, generic)
        ):
            break
        last = chunk_end(words, step, generic)
    return last


def _continues(words: Words, index: int, linked: bool) -> bool:
    form = words.form[index]
    if _NUMBER.fullmatch(form):
        return not linked and "." in form
    return form[0].isupper() and (len(form) > 1 or not linked)
