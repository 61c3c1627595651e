"""Names that end with another's: "Echo-LoRA" is made from LoRA, "Layer Pruning" is a kind of pruning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from extractors.relations.paperframe import PaperFrame
from extractors.relations.wordlists import words

_SHORTEST = 3
_BETWEEN = frozenset(("of", "via", "with", "for", "and", "by"))
"""Words that make the last one a part: "Mixture of LoRA"."""
_KIND = "Method"


def surname(entity: str, sentence: int, frame: PaperFrame) -> str | None:
    """The method with whose abbreviation the name of a proposed method ends, the longest such; else None.

    Only abbreviations count ("AH-GRPO" of GRPO). Asked of every sentence, told of those that propose it.
    """
    return _last_name(
        entity, sentence, frame, lambda form, other: not other and (_abbreviated(form) or _long(form))
    )


def family(entity: str, sentence: int, frame: PaperFrame) -> str | None:
    """The technique by whose words, or whose initials, the name of a proposed method ends; else None.

    "Token Pruning" is pruning, and "Tiny RAG" is retrieval-augmented generation, where that is a form.
    """
    return _last_name(entity, sentence, frame, lambda _, technique: technique)


def _last_name(
    entity: str, sentence: int, frame: PaperFrame, counts: Callable[[str, bool], bool]
) -> str | None:
    if frame.types[entity] != _KIND or (entity, sentence) not in frame.proposing:
        return None
    found = [
        (len(name), other)
        for form in frame.names.get(entity, ())
        for other, name in _names(frame, counts)
        if other != entity and _ends(form, name) and _BETWEEN.isdisjoint(form.lower().split())
    ]
    return max(found)[1] if found else None


def _long(form: str) -> bool:
    """True for the words that an abbreviation stands for."""
    return " " in form and form[0].isupper() and not form.endswith("s")


def _ends(form: str, name: str) -> bool:
    """True for the name behind a space or a hyphen, a coined one also right at the end ("DropLoRA") or
    before the sign of a later version ("CorDA++"); words also in other capitals."""
    if _abbreviated(name):
        if form.startswith(name) and _NEXT.match(form, len(name)):
            return True
        joined = len(name) > _SHORTEST and _COINED.match(name) is not None and form.endswith(name)
        return form != name and (joined or form.endswith(("-" + name, " " + name)))
    return form.lower().endswith(("-" + name.lower(), " " + name.lower()))


def _names(frame: PaperFrame, counts: Callable[[str, bool], bool]) -> Iterator[tuple[str, str]]:
    for entity, forms in frame.names.items():
        if frame.types[entity] == _KIND:
            technique = _technique(forms)
            yield from (
                (entity, form) for form in forms if len(form) >= _SHORTEST and counts(form, technique)
            )


def _abbreviated(form: str) -> bool:
    """True for one word with capitals inside it: "LoRA", "AH-GRPO"; a plural ("GNNs") names a class."""
    inner = any(c.isupper() for c in form[1:])
    return len(form) >= _SHORTEST and " " not in form and inner and not form.endswith("s")


_NEXT = re.compile(r"(?:\+{1,2}|\*|[ -]?[vV]?\d(?:\.\d)?)$")
"""Behind a name: a later version of it, "CorDA++", "SageAttention2"."""
_COINED = re.compile(r"[A-Z]+[a-z]+[A-Z]\w*$")
_FIELDS = words("quantization pruning generation distillation learning tuning fine-tuning decoding experts")
_OF = re.compile(r"[A-Z]o[A-Z]$")


def _technique(forms: Sequence[str]) -> bool:
    """True for what is written in small words somewhere, or ends with the name of a field of work
    ("Post-Training Quantization"); a coined abbreviation ("LoRA") is a name."""
    small = any(form.islower() or form.lower().split()[-1] in _FIELDS for form in forms)
    return small and not any(_COINED.match(form) and not _OF.match(form) for form in forms)
