"""Markup out, words in: LaTeX remains, HTML entities, odd characters, white space.

One compiled expression finds all that may have to change; its group names say which function decides what
stands there instead. A pass may uncover more ("&amp;lt;"), so passes repeat until nothing changes.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable

from extractors.cleanup.characters import COMPATIBLE, CONTROL, INVISIBLE, PLAIN, plain
from extractors.cleanup.latex import ACCENTS, DROPPED, SWITCHES, SYMBOLS, WRAPPERS
from extractors.cleanup.spans import CleanText, Edit, OffsetMap

MAX_PASSES = 12
"""More only ever happens to texts made to defeat it; each pass is linear in the length of the text."""

_PLAIN = "".join(PLAIN)
_SUSPECT = re.compile(r"[^\n !#%()*+,./0-9:;=?@A-Z\[\]_a-z|\"'^>-]")
_SUSPECT_STRINGS = ("times", "  ", "''", "--", " \n", "\n ")

_TAGS = "p|i|b|u|em|strong|sub|sup|br|tt|code|italic|bold|title|sec|span|div|a|abstract|li|ul|ol|h[1-6]"

_ANY = re.compile(
    r"(?P<url>https?://[^\s{}<>\\$]+)"
    # Factors: "2.4\times", "2.4 $\times$", "2.4times" (a lost backslash), "2.4×".
    r"|(?P<factor>(?<=[\d}])[ ~\xa0${]*(?:\\times(?![a-zA-Z])|×)"
    r"|(?<=\d)times(?![a-zA-Z])|(?<![a-zA-Z])times(?=\d))"
    r"|(?P<times>\\times(?![a-zA-Z])|×)"
    # Citations go with the space before them; keys that lost their macro too.
    r"|(?P<gone>[\s~]*\\(?:" + DROPPED + r")\*?\s{0,3}(?:\[[^\[\]]{0,200}\]){0,2}\{[^{}]{0,2000}\}"
    r"|~[a-z]{2,}(?:19|20)\d\d[a-z]*"
    r"|\\(?:href|textcolor|color|colorbox)\s{0,3}\{[^{}]{0,500}\}"
    r"|</?(?:jats:)?(?:" + _TAGS + r")(?:\s[^<>]{0,200})?/?>"
    r"|\\(?:begin|end)\{[a-zA-Z]{1,20}\*?\}|\\[!/@()\[\]-]|[" + INVISIBLE + CONTROL + r"]|\\(?=[{}]))"
    r"|(?P<thin>\\[,;: ])"
    r"|(?P<break>\\\\|\\?\{(?=https?:)|\}\{(?=https?:))"
    r"|(?P<link>\\(?:url|path)\s{0,3}\{)"
    r"|(?P<fraction>\\[dt]?frac\s{0,3}\{(?P<over>[^{}]{0,100})\}\s{0,3}\{(?P<under>[^{}]{0,100})\})"
    # Accents: after a letter or with braces, for \" alone may be an escaped quotation mark.
    r"|(?P<accent>\\(?P<mark>(?:(?<=[a-zA-Z]\\)|(?=.\{))[\"'`^~=.]|[cvHurk](?=[\s{]))"
    r"\s{0,3}\{?\\?(?P<letter>[a-zA-Z])\}?)"
    r"|(?P<macro>\\(?P<name>[a-zA-Z]+)\*?)"
    r"|(?P<escaped>\\(?P<sign>[%&#_$|\"'`^~=.]))"
    r"|(?P<brace>[{}])"
    r"|(?P<dollar>\$+)"
    r"|(?P<entity>&(?:amp;)*(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
    r"|(?P<tie>(?<=[\w.,;:)\]\"'])~(?=[\w(\[$\\{]))"
    r"|(?P<range>(?<=[\d%])--(?=\d))"
    r"|(?P<quote>``|'')"
    r"|(?P<single>(?<!\w)`(?=\w))"
    r"|(?P<plain>[" + _PLAIN + COMPATIBLE + r"])"
    r"|(?P<composed>[a-zA-Z][\u0300-\u036f]{1,4})"
    r"|(?P<surrogate>[\ud800-\udfff])"
    r"|(?P<space>\s{2,}|[^\S \n])"
    r"|(?P<line>\n)"
)

_MATH = re.compile(
    r"(?<![\\$])(\$\$?)(?:(?=[^\s$])[^$]{0,400}(?<=[^\s\\$])|[^$]{0,200}\\[^$]{0,200})\1(?![\d$])"
)
"""Paired dollars. As in Pandoc, the first is not followed by white space, the second does not follow white
space and has no digit after it, so that sums of money stay; with a backslash between, it is mathematics."""


def clean(text: str) -> CleanText:
    """Take markup out of a paper's text (title, line feed, abstract).

    The first line feed stays, alone; all later ones become spaces. Clean text is returned as it is.
    """
    if _looks_clean(text):
        return CleanText(text)
    maps: list[OffsetMap] = []
    for _ in range(MAX_PASSES):
        edits = _edits(text)
        if not edits:
            break
        maps.append(OffsetMap(edits))
        text = _apply(text, edits)
    return CleanText(text, tuple(maps))


def _looks_clean(text: str) -> bool:
    return (
        _SUSPECT.search(text) is None
        and text.count("\n") < 2
        and not any(suspect in text for suspect in _SUSPECT_STRINGS)
    )


def _apply(text: str, edits: list[Edit]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, new in edits:
        parts += (text[at:start], new)
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _edits(text: str) -> list[Edit]:
    """What one pass changes, in text order, never overlapping."""
    math = _math_dollars(text)
    separator = text.find("\n")
    edits = []
    for match in _ANY.finditer(text):
        kind = match.lastgroup or ""
        old = match.group()
        if kind == "dollar":
            new = "" if match.start() in math else old
        elif kind in ("space", "line"):
            new = "\n" if match.start() <= separator < match.end() else " "
        else:
            new = _REPLACE[kind](match)
        if new != old:
            edits.append(Edit(match.start(), match.end(), new))
    return edits


def _math_dollars(text: str) -> frozenset[int]:
    """Offsets of the dollars that open or close mathematics."""
    if "$" not in text:
        return frozenset()
    spans = [(m.start(), m.end() - len(m.group(1))) for m in _MATH.finditer(text)]
    return frozenset(offset for span in spans for offset in span)


def _factor(match: re.Match[str]) -> str:
    """ "x", close to its number; a space stays where another number follows ("3 x 10")."""
    spaced = (
        match.group()[0] in " ~\xa0"
        and match.string[match.end() : match.end() + 3].strip(" $}")[:1].isdigit()
    )
    return " x" if spaced else "x"


def _thin(match: re.Match[str]) -> str:
    """Nothing between a number and what belongs to it, else a space."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 2]
    joined = before.isdigit() and (after[:1].isdigit() or after[:1] == "%" or after == "\\%")
    return "" if joined else " "


def _link(match: re.Match[str]) -> str:
    return " " if match.start() and not match.string[match.start() - 1].isspace() else ""


def _accent(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match["letter"] + ACCENTS[match["mark"]])


def _macro(match: re.Match[str]) -> str:
    """The symbol, nothing for what only formats, else the macro's own name: it stands for a word."""
    name = match["name"]
    if name in SYMBOLS:
        return SYMBOLS[name]
    return "" if name in SWITCHES or name in WRAPPERS else name


def _entity(match: re.Match[str]) -> str:
    entity = match.group()
    return html.unescape("&" + entity.rsplit("&", 1)[-1].removeprefix("amp;").replace("amp;", "")) or entity


_REPLACE: dict[str, Callable[[re.Match[str]], str]] = {
    "url": lambda m: m.group(),
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
    "range": lambda _: "-",
    "quote": lambda _: '"',
    "single": lambda _: "'",
    "plain": lambda m: plain(m.group()),
    "composed": lambda m: unicodedata.normalize("NFC", m.group()),
    "surrogate": lambda _: "\ufffd",
}
