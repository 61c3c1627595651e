"""Families told by names: what a version, size or setting is a variant of.

A name loses one trailing part after the other as long as the part only tells versions, sizes or settings
apart: ``Llama-3.1-8B-Instruct``, ``Llama-3.1-8B``, ``Llama-3.1``, ``Llama-3``, ``Llama``. Which parts do so
depends on the type: "Adapter" in ``LLaMA-Adapter`` does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.resolve.keys import key
from ontology.types import EntityType

_PARTS = re.compile(r"[\s_/-]+")
_VERSION = r"v?\d+(?:\.\d+)*[a-z]?|[a-z]\d+(?:\.\d+)?"
_SIZE = r"\d+x\d+(?:\.\d+)?b|\d+(?:\.\d+)?[bmk]|a\d+b"
_SETTINGS = (
    r"instruct|chat|base|it|hf|sft|dpo|rl|turbo|mini|nano|micro|tiny|small|medium|large|huge|giant|xs|xl|xxl|"
    r"preview|latest|thinking|reasoning|vision|vl|audio|omni|coder|code|math|max|plus|pro|flash|lite|light|ultra|"
    r"opus|sonnet|haiku|instant|high|low|next|exp|uncased|cased|multilingual|[slbhgu]|awq|gptq|gguf|"
    r"(?:int|fp|nf)\d+|\d+-?bit|\d+k"
)
_DROPPED = {
    EntityType.MODEL: re.compile(rf"(?:{_VERSION}|{_SIZE}|{_SETTINGS})", re.IGNORECASE),
    EntityType.METHOD: re.compile(rf"(?:v?\d+(?:\.\d+)*|{_SIZE})", re.IGNORECASE),
    EntityType.BENCHMARK: re.compile(
        r"(?:v?\d+(?:\.\d+)*[km]?|pro|hard|plus|lite|mini|full|easy|challenge|verified|redux|extended|large|small)",
        re.IGNORECASE,
    ),
    EntityType.HARDWARE: re.compile(r"(?:\d+\s*gb|pcie|sxm\d*|nvl)", re.IGNORECASE),
}
_DROPPED[EntityType.DATASET] = _DROPPED[EntityType.BENCHMARK]
_POINT = re.compile(r"^(?P<major>.*\d)\.\d+$")
_GLUED = re.compile(r"^(?P<stem>.*[^\W\d_]{3})v?\d+(?:\.\d+)*$")
_LEADING_SIZE = re.compile(rf"^(?P<size>{_SIZE})[\s-]+(?P<rest>.+)$", re.IGNORECASE)
_SEVERAL = re.compile(r"^(?P<stem>.*[^\W\d_])[\s-]*\d[\d.]*b?\s*[/&,]\s*\d", re.IGNORECASE)
"""A shorthand for several ("Llama-1/2/3") belongs to what stands before the numbers."""
LONGEST_CHAIN = 8


def ancestors(name: str, kind: EntityType) -> list[str]:
    """The keys of what the name may be a variant of, nearest first.

    >>> ancestors("Llama-3.1-8B-Instruct", EntityType.MODEL)
    ['llama3.1-8b', 'llama3.1', 'llama3', 'llama']
    >>> ancestors("LLaVA-13B", EntityType.MODEL), ancestors("LLaMA-Adapter", EntityType.MODEL)
    (['llava'], [])
    """
    if kind not in _DROPPED:
        return []
    own = key(name, kind)
    if several := _SEVERAL.match(name):
        return [key(several["stem"], kind)]
    found = dict.fromkeys(key(form, kind) for form in _shorter(name, kind))
    return [k for k in found if k != own][:LONGEST_CHAIN]


def _shorter(name: str, kind: EntityType) -> Iterator[str]:
    if kind is EntityType.MODEL and (leading := _LEADING_SIZE.match(name)):
        name = f"{leading['rest']}-{leading['size']}"
    if name.endswith("+") and name.rstrip("+"):
        name = name.rstrip("+")
        yield name
    while shorter := _drop(name, _DROPPED[kind]):
        name = shorter
        yield name


def _drop(name: str, dropped: re.Pattern[str]) -> str | None:
    """The name without its last version, size or setting."""
    if point := _POINT.match(name):
        return point["major"]
    parts = [part for part in _PARTS.split(name) if part]
    if len(parts) > 1 and dropped.fullmatch(parts[-1]):
        return "-".join(parts[:-1])
    if glued := _GLUED.match(name):
        return glued["stem"]
    return None
