"""Which names of one paper are one thing: short forms and the long forms that they spell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from extractors.entities.abbreviations import Definition, is_short, letters, match_long
from extractors.entities.keys import key
from extractors.entities.spans import Found
from extractors.entities.words import Words

_SHORTEST = 3


def defined_links(words: Words, pairs: Iterable[Definition]) -> dict[str, str]:
    """From the key of each short form that the paper defines to that of its long form."""
    return {key(words.slice(*short)): key(words.slice(*long)) for long, short in pairs}


def spelled_links(words: Words, names: Sequence[Found], linked: Mapping[str, str]) -> dict[str, str]:
    """From short forms that no bracket defines to names that they spell, of the same type: "APT: Adaptive
    Pruning and Tuning ..." in the title, "Conversational Search" of a paper on "CS" alone is too short.

    Args:
        linked: links that are known; their short forms and long forms stay as they are.
    """
    told = {*linked, *linked.values()}
    shorts = {n.key: n for n in names if n.last - n.first == 1 and n.key not in told}
    longs = {n.key: n for n in names if n.last - n.first > 1 and n.key not in told}
    links: dict[str, str] = {}
    for name in shorts.values():
        form = words.form[name.first]
        if is_short(form) and sum(char.isupper() for char in form) > 1 and len(letters(form)) >= _SHORTEST:
            spelt = [n for n in longs.values() if n.type is name.type and _spells(words, n, form)]
            if len(spelt) == 1:
                links[name.key] = spelt[0].key
    return links


def _spells(words: Words, long: Found, short: str) -> bool:
    """The whole long form, with the first letters of its first two words in order."""
    core = letters(short)
    initials = [low[0] for low in words.low[long.first : long.last] if low[0].isalnum()][:2]
    at = core.find(initials[1], 1) if len(initials) == 2 else -1
    return (
        at > 0
        and core[0] == initials[0]
        and match_long(words, long.first, long.last, short) == (long.first, long.last)
    )
