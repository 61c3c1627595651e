"""Markup out, words in: LaTeX remains, HTML entities, odd characters, white space.

A pass is one expression run over the text; its group names say which function decides what stands there
instead. A pass may uncover more ("&amp;lt;"), so passes repeat until nothing changes.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable

from extractors.cleanup.characters import plain
from extractors.cleanup.latex import ACCENTS, SWITCHES, SYMBOLS, WRAPPERS
from extractors.cleanup.patterns import COMBINED, LOST, MARKUP, MATH, SPLIT, SUSPECT, URL
from extractors.cleanup.spans import CleanText, Edit, OffsetMap

MAX_PASSES = 16
"""More only ever happens to texts made to defeat it; each pass is linear in the length of the text."""


def clean(text: str) -> CleanText:
    """Take markup out of a paper's text (title, line feed, abstract).

    The first line feed stays, alone; all later ones become spaces. Clean text is returned as it is.
    """
    maps: list[OffsetMap] = []
    source = text
    for _ in range(MAX_PASSES):
        edits = _combined(text) or _lost(text) or _split(text) or _markup(text)
        if not edits:
            break
        maps.append(OffsetMap(edits))
        text = _apply(text, edits)
    return CleanText(text, tuple(maps), source)


def _apply(text: str, edits: list[Edit]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, new in edits:
        parts += (text[at:start], new)
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _combined(text: str) -> list[Edit]:
    """Letters with separate accents, composed where Unicode has them composed."""
    if text.isascii():
        return []
    composed = (Edit(*m.span(), unicodedata.normalize("NFC", m.group())) for m in COMBINED.finditer(text))
    return [edit for edit in composed if edit.text != text[edit.start : edit.end]]


def _lost(text: str) -> list[Edit]:
    if "times" not in text and "--" not in text:
        return []
    return [Edit(*m.span(), "x" if m["x"] else "-") for m in LOST.finditer(text)]


def _split(text: str) -> list[Edit]:
    return [Edit(*m.span(), ".") for m in SPLIT.finditer(text)]


def _markup(text: str) -> list[Edit]:
    """What the main pass changes, in text order, never overlapping."""
    separator = text.find("\n")
    if not _suspicious(text, separator):
        return []
    math, protected = _math_dollars(text), _addresses(text)
    edits = []
    for match in MARKUP.finditer(text):
        start, end = match.span()
        if protected and start in protected:
            continue
        kind = match.lastgroup or ""
        if kind == "dollar":
            new = "" if start in math else match.group()
        elif kind in ("space", "line"):
            new = "\n" if start <= separator < end else " "
        else:
            new = _REPLACE[kind](match)
        if new != match.group():
            edits.append(Edit(start, end, new))
    return edits


def _suspicious(text: str, separator: int) -> bool:
    return bool(
        SUSPECT.search(text)
        or "  " in text
        or (separator >= 0 and (text.find("\n", separator + 1) >= 0 or " \n" in text or "\n " in text))
    )


def _math_dollars(text: str) -> frozenset[int]:
    """Offsets of the dollars that open or close mathematics."""
    if "$" not in text:
        return frozenset()
    spans = [(m.start(), m.end() - len(m.group(1))) for m in MATH.finditer(text)]
    return frozenset(offset for span in spans for offset in span)


def _addresses(text: str) -> frozenset[int]:
    """Offsets within web addresses."""
    if "http" not in text:
        return frozenset()
    return frozenset(at for m in URL.finditer(text) for at in range(*m.span()))


def _factor(match: re.Match[str]) -> str:
    """ "x", close to its number; a space stays where another number follows ("3 x 10")."""
    after = match.string[match.end() : match.end() + 3].strip(" $}")
    return " x" if match.group()[0] in " ~\xa0" and after[:1].isdigit() else "x"


def _thin(match: re.Match[str]) -> str:
    """Nothing between a number and what belongs to it, else a space."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 2]
    joined = before.isdigit() and (after[:1].isdigit() or after[:1] == "%" or after == "\\%")
    return "" if joined else " "


def _link(match: re.Match[str]) -> str:
    """The address follows; it must not stick to the word before it."""
    return " " if match.start() and not match.string[match.start() - 1].isspace() else ""


def _accent(match: re.Match[str]) -> str:
    """The accented letter; what no letter comes of was something else (a lost macro): its letters stay."""
    composed = unicodedata.normalize("NFC", match["letter"] + ACCENTS[match["mark"].rstrip()])
    return composed if len(composed) == 1 else match.group()[1:]


def _macro(match: re.Match[str]) -> str:
    """The symbol, nothing for what only formats, else the macro's own name: it stands for a word."""
    name = match["name"]
    if name in SYMBOLS:
        return SYMBOLS[name]
    return "" if name in SWITCHES or name in WRAPPERS else name


def _entity(match: re.Match[str]) -> str:
    """The character; what is no entity stays ("Q&A;"). "&amp;amp;lt;" was escaped more than once."""
    entity = "&" + match.group().removeprefix("&").replace("amp;", "")
    return (
        "&" if entity == "&" else html.unescape(entity) if html.unescape(entity) != entity else match.group()
    )


_REPLACE: dict[str, Callable[[re.Match[str]], str]] = {
    "factor": _factor,
    "times": lambda _: " x ",
    "gone": lambda _: "",
    "thin": _thin,
    "break": lambda _: " ",
    "link": _link,
    "fraction": lambda m: f"{m['over']}/{m['under']}",
    "accent": _accent,
    "macro": _macro,
    "escaped": lambda m: m["sign"],
    "brace": lambda _: "",
    "entity": _entity,
    "tie": lambda _: " ",
    "quote": lambda _: '"',
    "single": lambda _: "'",
    "plain": lambda m: plain(m.group()),
    "surrogate": lambda _: "\ufffd",
}
