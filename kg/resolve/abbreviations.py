"""Which short form stands for which long one, as the papers together say it.

A paper that names one thing by two keys votes for the pair (shorter, longer). The shorter key becomes
another name of the longer one where one expansion holds at least four fifths of the papers' votes and
either two papers agree or the short key spells the initials. A short form that different papers expand
differently stays a node of its own, and each paper's use follows its own expansion.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.resolve.names import Names
from ontology.types import EntityType

SHARE_NUMERATOR, SHARE_DENOMINATOR = 4, 5
AGREEING = 2
"""Papers that must agree where the letters do not speak for themselves."""


def pairs(keys: Sequence[str]) -> list[tuple[str, str]]:
    """(short, long) votes of one entity with these distinct keys; a version or size is no abbreviation.

    >>> pairs(["gptq", "generativepretrainedquantization"])
    [('gptq', 'generativepretrainedquantization')]
    >>> pairs(["llama3", "llama3-8b"])
    []
    """
    ordered = sorted(keys, key=lambda k: (len(k), k))
    short, *longer = ordered
    return [(short, long) for long in longer if not long.startswith(short) and "~" not in short + long]


def decide(short: str, votes: Mapping[str, int]) -> str | None:
    """The expansion of a short key, or None."""
    if not votes:
        return None
    best = max(votes, key=lambda long: (votes[long], long))
    if votes[best] * SHARE_DENOMINATOR < SHARE_NUMERATOR * sum(votes.values()):
        return None
    return best if votes[best] >= AGREEING or spells(short, best) else None


def spells(short: str, long: str) -> bool:
    """True where the letters of the short key stand in the long one in order, the first at its start.

    >>> spells("gptq", "generativepretrainedtransformerquantization")
    True
    """
    rest = iter(long)
    return short[:1] == long[:1] and all(char in rest for char in short)


def cluster_key(kind: EntityType, keys: Sequence[str], decided: Mapping[str, str], names: Names) -> str:
    """The one key of an entity with these keys, in the order of its forms: a known name goes first, then the
    expansion that the papers agree on, then the expansion that this paper gives."""
    known = [name for name in keys if (kind, name) in names.known]
    if known:
        return known[0]
    short = min(keys, key=lambda k: (len(k), k))
    longer = [follow(name, decided) for name in keys if name != short]
    if not longer or not pairs(keys):
        return follow(keys[0], decided)
    return expansion if (expansion := follow(short, decided)) in longer else longer[0]


def follow(name: str, decided: Mapping[str, str]) -> str:
    """The end of the chain of expansions; each is longer, so there is one."""
    while following := decided.get(name):
        name = following
    return name
