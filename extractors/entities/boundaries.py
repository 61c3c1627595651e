"""Boundaries as the guidelines ask for: what a form loses or gains at its ends."""

from __future__ import annotations

import re

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


def without_vendor(words: Words, item: Found) -> Found:
    """ "GPT-4" of "OpenAI GPT-4": a model loses its maker."""
    first = item.first
    while first < item.last - 1 and words.gap[first + 1] == " " and words.form[first] in _MAKERS:
        first += 1
    return item if first == item.first else item._replace(first=first, key=key(words.slice(first, item.last)))


_MAKERS = frozenset(
    {"OpenAI", "Google", "Meta", "Anthropic", "Microsoft", "Alibaba", "Amazon", "Tencent", "Baidu"}
)


def with_vendor(words: Words, item: Found) -> Found:
    """ "NVIDIA A100", "RTX 4090 Ti": a device keeps maker and version, a kind ("NVIDIA GPUs") does not."""
    first, last = item.first, item.last
    if words.slice(first, last) not in _KINDS and not words.slice(first, last).islower():
        last = _version_end(words, last)
    if not any(char.isdigit() for char in words.slice(first, last)):
        return item
    while first and words.gap[first] == " " and words.form[first - 1] in _VENDORS:
        first -= 1
    return item._replace(first=first, last=last, key=item.key if last == item.last else "")


def _version_end(words: Words, last: int) -> int:
    """Number and grade behind a product: "15 Pro", "7763", "Ti"."""
    end = last
    while end < len(words) and words.gap[end] in (" ", "-") and _VERSION.fullmatch(words.form[end]):
        end += 1
    counted = end > last and words.form[end - 1].isdigit() and end < len(words) and words.gap[end] == " "
    return last if counted and words.low[end] in _COUNTED else end


_VERSION = re.compile(r"[A-Z]{0,3}\d{1,4}[A-Z]{0,2}|Ti|SUPER|Super|Pro|Max|Ultra|Plus|Mini|Nano|NX|AGX")
_COUNTED = frozenset(
    {"times", "gpus", "cpus", "nodes", "devices", "days", "hours", "layers", "tokens", "models"}
)
_KINDS = frozenset({"GPU", "GPUs", "CPU", "CPUs", "TPU", "TPUs", "NPU", "NPUs", "FPGA", "FPGAs"})
