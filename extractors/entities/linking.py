"""Which names of one paper are one thing: short forms and the long forms that they spell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractors.entities.abbreviations import Definition, is_short, letters, match_long
from extractors.entities.keys import key
from extractors.entities.spans import Found
from extractors.entities.words import Words

_SHORTEST = 3


def defined_links(words: Words, names: Iterable[Found], pairs: Iterable[Definition]) -> dict[str, str]:
    """From the key of each short form that the paper defines to that of its long form, as it was named if the
    short form spells the name: "Standard Supervised Fine-Tuning (SFT)"."""
    ends = {name.last: name for name in names}
    links = {}
    for long, short in pairs:
        form, named = words.slice(*short), ends.get(long[1])
        if named is not None and _spells(words, named, form):
            long = (named.first, named.last)
        links[key(form)] = key(words.slice(*long))
    return links


def things(words: Words, names: Sequence[Found], links: Mapping[str, str]) -> list[list[Found]]:
    """Names of one thing together, in order of the first of each: of one key, of the same letters, or linked.

    A name that was chosen has the letters for its key; the same letters elsewhere may have the key of a
    vocabulary or of their long form.

    Args:
        links: from the key of a short form to that of its long form.
    """
    roots: dict[str, str] = {}

    def root(name: str) -> str:
        while (parent := roots.get(name, name)) != name:
            name = parent
        return name

    letters_of = ((name.key, key(words.slice(name.first, name.last))) for name in names)
    for one, other in (*links.items(), *letters_of):
        roots[root(one)] = root(other)
    groups: dict[str, list[Found]] = defaultdict(list)
    for name in names:
        groups[root(name.key)].append(name)
    return list(groups.values())


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
