"""What a paper does to models, told from its title: quantizes, prunes, tunes or distills them."""

from __future__ import annotations

import re

from extractors.relations.wordlists import words

_TOPICS = {
    "quantization": re.compile(
        r"(?<!vector[ -])quanti[sz]|binari[sz]|ternar[yi]|\bPTQ\b|\bW\dA\d", re.IGNORECASE
    ),
    "pruning": re.compile(
        r"(?<!token )(?<!call )(?<!cache )(?<!kv )(?<!prompt )(?<!data )(?<!dataset )(?<!vocabulary )"
        r"(?<!context )\bprun(?!ing (?:of )?(?:token|prompt|data|context|search))|sparsif"
        r"|structured sparsity|weight sparsity|post-training sparsity|(?:N:M|\d:\d+) (?:\w+-)?spars",
        re.IGNORECASE,
    ),
    "tuning": re.compile(
        r"fine-?\s?tun|finetun|instruction[- ]tun|prompt[- ]tun|preference tun|"
        r"(?<!self)(?<!parameter)-tuning\b|safety align|"
        r"post-train(?!ing (?:[\w-]+ ){0,2}?(?:quanti|prun|compress|spars|binari))|"
        r"\balign(?:ing|ment) (?:of|with|large|llm|language)|preference optim|\bRLHF\b|\bDPO\b|"
        r"\bPEFT\b|low-rank adapt|(?<!for )\bLoRA\b|continual pre-?train|reinforcement learning|self-play|"
        r"training (?:llm|large|language|small)|policy optimi|zeroth-order optimi|(?-i:\bRL\b)",
        re.IGNORECASE,
    ),
    "distillation": re.compile(r"distil", re.IGNORECASE),
}


_OTHER_PRUNING = re.compile(
    r"(?:token|call|cache|kv|prompt|data|context|output|rank)s?[ -]prun|KV\b|\bcache\b", re.IGNORECASE
)
"""Pruning that leaves the weights of a model alone."""

_OTHER_QUANTIZATION = re.compile(
    r"\b(?:KV|key-value|key|value|cache|caches|gradients?|embeddings?|optimizer states?|communication)\b"
    r"|\bKV[- ]?cache|KV\b|quanti[sz]\w* attention|\battention$",
    re.IGNORECASE,
)
"""A title with one of these quantizes something other than a model."""
_CACHED = words("kv cache kv-cache caching token tokens key-value gradient gradients")
"""An item introduced with these words quantizes or prunes them."""
_AFTER_TRAINING = words("post-training")
"""Said of a method that needs no training, too."""
_MEANS = re.compile(r"\s(?:via|with|using|through|by)\s.*", re.IGNORECASE)
_TUNES_QUANTIZED = re.compile(
    r"tuning (?:of )?(?:[\w-]+ )?quantized\b"
    r"|quanti[sz]\w+[- ](?:aware )?(?:parameter-efficient )?(?:fine-?tun|reinforcement|RL\b)"
    r"|fine-?tuning .*\b(?:via|with|by|through) (?:[\w-]+ )?quanti[sz]"
    r"|quanti[sz]\w+ for .*fine-?tun",
    re.IGNORECASE,
)
"""A title with one of these tunes by means of quantization, or what is quantized already."""
_USES_QUANTIZED = re.compile(r"\b(?:using|with) .*quantized (?:llms?|models?|language)", re.IGNORECASE)


def topics(title: str, nouns: frozenset[str]) -> frozenset[str]:
    """What a paper does to models.

    Args:
        title: of the paper.
        nouns: the class nouns that its main item was introduced with.
    """
    texts = [title, " ".join(sorted(nouns - _AFTER_TRAINING))]
    found = {name for name, pattern in _TOPICS.items() if any(pattern.search(t) for t in texts)}
    if not _CACHED.isdisjoint(nouns):
        found -= {"quantization", "pruning"}
    if any(p.search(title) for p in (_OTHER_QUANTIZATION, _TUNES_QUANTIZED, _USES_QUANTIZED)):
        found -= {"quantization"}
    if "quantization" in found:
        found -= {"tuning"}
    if "pruning" in found and (not _TOPICS["tuning"].search(title) or _prunes_by(title)):
        found -= {"tuning"}
    if _OTHER_PRUNING.search(title) or ("tuning" in found and _TOPICS["tuning"].search(title)):
        found -= {"pruning"}
    return frozenset(found)


def _prunes_by(title: str) -> bool:
    """True for "Pruning via reinforcement learning": the tuning is but the means."""
    aim = _MEANS.sub("", title)
    return bool(_TOPICS["pruning"].search(aim)) and not _TOPICS["tuning"].search(aim)
