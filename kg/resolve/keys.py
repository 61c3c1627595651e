"""The canonical key of a name: what two spellings of one thing have in common.

The key is made from the slug of a name, so names with different keys never share an id. It drops case,
hyphens, spaces and the plural; it keeps points and the boundary between two numbers, so that
``Llama-2-7B`` is ``llama2-7b`` and never ``llama27b``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ontology.ids import slug
from ontology.types import EntityType

_SIZE = re.compile(r"\d+(?:\.\d+)?[bmk]")
_MEMORY = re.compile(r"\d+g?b?")
_SPELLINGS = (
    (re.compile(r"is(ation|ed|ing|e|er)$"), r"iz\1"),
    (re.compile(r"ll(ing|ed)$"), r"l\1"),
    (re.compile(r"our$"), "or"),
)
_BRITISH = re.compile(
    r"(?:quanti|tokeni|regulari|optimi|generali|summari|normali|binari|speciali|personali|vectori|"
    r"parallel|ternari|standardi|minimi|maximi|locali|categori)s(?:ation|ed|ing|e|er)"
    r"|(?:mode|labe)ll(?:ing|ed)|behaviour|colour|neighbour"
)
_UNITS = re.compile(r"(?:[cdgilntvx]pu|[gm]lu|[a-z]*relu|gru|sru)s")
"""Plurals of acronyms in "U": a final "us" is otherwise no plural."""
_KIND_WORDS = {
    EntityType.HARDWARE: frozenset({"gpu"}),
    EntityType.BENCHMARK: frozenset({"benchmark", "dataset", "corpus", "testset", "leaderboard"}),
    EntityType.DATASET: frozenset({"benchmark", "dataset", "corpus"}),
    EntityType.MODEL: frozenset({"model", "family", "series"}),
}
_MAKERS = {
    EntityType.HARDWARE: frozenset({"nvidia", "geforce", "intel", "amd", "apple", "google", "tesla"}),
    EntityType.MODEL: frozenset({"openai", "meta", "google", "anthropic", "microsoft", "alibaba"}),
}


@lru_cache(maxsize=1 << 16)
def key(form: str, kind: EntityType) -> str:
    """The canonical key of a form of this type.

    >>> key("LLaMA 2-7B", EntityType.MODEL), key("7B Llama-2", EntityType.MODEL)
    ('llama2-7b', 'llama2-7b')
    >>> key("NVIDIA A100 GPUs", EntityType.HARDWARE), key("48GB GPU", EntityType.HARDWARE)
    ('a100', '48gbgpu')
    >>> key("post-training quantisation", EntityType.METHOD)
    'posttrainingquantization'
    """
    words = slug(form).split("-")
    words[-1] = _singular(words[-1])
    words = [_american(word) for word in words]
    return _joined(_bare(words, kind))


def _singular(word: str) -> str:
    if _UNITS.fullmatch(word):
        return word[:-1]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ys")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("xes", "ches", "shes", "sses")) else word[:-1]


def _american(word: str) -> str:
    if not _BRITISH.search(word):
        return word
    for pattern, american in _SPELLINGS:
        word = pattern.sub(american, word)
    return word


def _bare(words: list[str], kind: EntityType) -> list[str]:
    """Without the maker in front and the word of the kind behind; a size in front goes to the end."""
    while len(words) > 1 and words[0] in _MAKERS.get(kind, ()):
        words = words[1:]
    if (
        len(words) > 1
        and words[-1] in _KIND_WORDS.get(kind, ())
        and not _MEMORY.fullmatch("".join(words[:-1]))
    ):
        words = words[:-1]
    if kind is EntityType.MODEL and len(words) > 1 and _SIZE.fullmatch(words[0]):
        words = [*words[1:], words[0]]
    return words


def _joined(words: list[str]) -> str:
    text = ""
    for word in words:
        boundary = text[-1:].isdigit() and word[:1].isdigit()
        text += f"-{word}" if boundary else word
    return text
