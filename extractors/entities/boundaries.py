"""Boundaries as the guidelines ask for: what a form loses or gains at its ends."""

from __future__ import annotations

from extractors.entities.keys import key
from extractors.entities.spans import Found
from extractors.entities.words import Words

_USES = frozenset({"prompting", "reasoning", "prompts"})
_VENDORS = frozenset({"NVIDIA", "Nvidia", "GeForce", "AMD", "Intel", "Apple", "Google", "Qualcomm"})


def without_use(words: Words, item: Found) -> Found:
    """ "chain-of-thought" of "chain-of-thought prompting", "CoT reasoning"."""
    start = words.low[item.first : item.first + 3]
    size = 1 if start[0] == "cot" else 3 if start == ["chain", "of", "thought"] else 0
    if size and item.last - item.first == size + 1 and words.low[item.last - 1] in _USES:
        return item._replace(last=item.last - 1, key=key("chain-of-thought"))
    return item


def with_vendor(words: Words, item: Found) -> Found:
    """ "NVIDIA A100": a device keeps its maker; a kind ("NVIDIA GPUs") does not."""
    first = item.first
    if not any(char.isdigit() for char in words.slice(first, item.last)):
        return item
    while first and words.gap[first] == " " and words.form[first - 1] in _VENDORS:
        first -= 1
    return item._replace(first=first)
