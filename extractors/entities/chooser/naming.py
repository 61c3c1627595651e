"""Names of features, part by part. Each function is pure in few words, so that its answers can be kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Part = tuple[Any, ...]
"""A function of this file, and what it is asked about: strings and numbers."""
Names = tuple[str, ...]

NOTHING = "O"
"""The rules' opinion of a form that they do not propose."""


def names_of(part: Part) -> Names:
    """The features of one part."""
    function: Callable[..., Names] = part[0]
    return function(*part[1:])


def form(words: str, opinion: str) -> Names:
    """The form as a whole, in lower case."""
    return f"form={words}", f"rules+form={opinion} {words}"


def size(words: int, opinion: str) -> Names:
    """How many words."""
    length = (f"size={words}", f"rules+size={opinion} {words}")
    return "bias", f"rules={opinion}", *length


def ends(first: str, last: str) -> Names:
    """The first word of a form, and the last."""
    return f"first={first}", f"last={last}", f"suffix={last[-3:]}", f"ending={last[-2:]}"


def last_two(before: str, last: str) -> Names:
    """The last two words."""
    return f"last two={before} {last}", f"suffix before={before[-3:]}"


def shapes(words: str) -> Names:
    """The shapes of a form's words."""
    return (f"shape={words[:14]}",)


def times(sentences: int, opinion: str, capitals: bool) -> Names:
    """In how many sentences a form stands, and whether in capitals that its place does not explain."""
    found = (f"times={sentences}", f"times+rules={sentences} {opinion}")
    return (*found, "capitals") if capitals else found


def title(opinion: str, only: bool) -> Names:
    """A form of the title."""
    found = ("title", f"title+rules={opinion}")
    return (*found, "only title", f"only title+rules={opinion}") if only else found


def only_opening(opinion: str) -> Names:
    """A form of the first sentence alone."""
    return "only opening", f"only opening+rules={opinion}"


def rule(name: str, kind: str, sentences: int) -> Names:
    """The rule that proposes a place."""
    source = name.split(":")
    told = f"{source[0]}:{source[-1]} {kind}"
    return f"found={kind}", f"rule={told}", f"rule+times={told} {sentences}"


def before(word: str) -> Names:
    """The word in front of a place."""
    return (f"before={word}",)


def behind(word: str) -> Names:
    """The word behind a place."""
    return (f"behind={word}",)


def gaps(left: str, right: str, sentence: str, opinion: str) -> Names:
    """What stands between a place and its neighbours, and in what kind of sentence."""
    between = (f"gap before={left}", f"gap behind={right}", f"rules+gaps={opinion} {left} {right}")
    return *between, f"part+rules={sentence} {opinion}"


def overlap(lie: str) -> Names:
    """A place that touches no name of the rules."""
    return (f"overlap={lie}",)


def overlap_with(lie: str, kind: str, by: int) -> Names:
    """A place on a name that the rules found ``by`` words behind its start."""
    found = (f"overlap={lie}", f"overlap={lie} {kind}")
    return (*found, f"over by={by}") if lie == "over" else found


def touches(kind: str) -> Names:
    """A name of the rules right in front."""
    return (f"touches={kind}",)


def touched_by(kind: str) -> Names:
    """A name of the rules right behind."""
    return (f"touched by={kind}",)


def mate(side: str, kind: str, opinion: str) -> Names:
    """A name of the rules beyond a comma or an "and"."""
    return f"{side}={kind}", f"{side}+rules={kind} {opinion}"


def short(end: str) -> Names:
    """A defined abbreviation, by the last word of its long form."""
    return "short", f"short of={end}", f"short of ending={end[-3:]}"


def long(opinion: str) -> Names:
    """The long form of an abbreviation."""
    return "long", f"long+rules={opinion}"
