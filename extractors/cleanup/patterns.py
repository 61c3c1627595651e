"""Where a text may hold markup: the expressions of the clean-up.

None of them runs over the line feed between title and abstract, and every repetition is bounded or cannot
backtrack, so that a pass is linear in the length of the text whatever the text is.
"""

from __future__ import annotations

import re

from extractors.cleanup.characters import COMPATIBLE, CONTROL, INVISIBLE, PLAIN
from extractors.cleanup.latex import DROPPED

_PLAIN = "".join(PLAIN)
_TAGS = "p|i|b|u|em|strong|sub|sup|br|tt|code|italic|bold|title|sec|span|div|a|abstract|li|ul|ol|h[1-6]"

SUSPECT = re.compile(r"[^\n !\"#%'()*+,./0-9:;=>?@A-Z\[\]^_a-z|-]")
"""A character that may be part of markup. No match, no white space to mend: nothing to do."""

URL = re.compile(r"https?://[^\s{}<>\\$]+")
"""Web addresses, in which nothing is markup."""

MATH = re.compile(
    r"(?<![\\$])(\$\$?)(?:[^\w\s$(),.;]{1,3}\1"
    r"|(?=[^\s$])[^$\n]{0,400}(?<=[^\s\\$])\1(?![\d$])"
    r"|[^$\n]{0,200}\\[a-zA-Z][^$\n]{0,200}(?<!\\)\1(?!\$))"
)
"""Paired dollars. As in Pandoc, the first is not followed by white space, the second does not follow white
space and has no digit after it, so that sums of money stay. A lone sign or a macro between them makes it
mathematics in any case."""

LOST = re.compile(r"(?P<x>(?<=\d)times(?![a-zA-Z])|(?<![a-zA-Z])times(?=\d))|(?<=[\d%])--(?=\d)")
"""Factors whose backslash was lost ("2.4times"), and LaTeX's dash between numbers."""

SPLIT = re.compile(r"\. (?<=\d\. )(?=\d{1,3}(?: ?[%×)]|,| x\b))")
"""A decimal number torn apart, as in text taken from PDF ("34. 4%"): no sentence goes on so."""

COMBINED = re.compile(r"[a-zA-Z][\u0300-\u036f]{1,4}")
"""A letter and its accents as characters of their own."""

MARKUP = re.compile(
    # Only where markup can start; all else is passed over without trying the alternatives.
    r"(?=[^ !\"#%'()*+,./0-9:;=>?@A-Z\[\]^_a-z|-]|''|\ [\s\\~${×])(?:"
    # Factors: "2.4\times", "2.4 $\times$", "2.4×".
    r"(?P<factor>(?<=[\d}])[ ~\xa0${]*(?:\\times(?![a-zA-Z])|×))"
    r"|(?P<times>\\times(?![a-zA-Z])|×)"
    # Citations go with the space before them; keys that lost their macro too.
    r"|(?P<gone>[ ~\xa0]*\\(?:" + DROPPED + r")\*?\ {0,3}(?:\[[^\[\]\n]{0,200}\]){0,2}\{[^{}\n]{0,2000}\}"
    r"|~[a-z]{2,}(?:19|20)\d\d[a-z]*"
    r"|\\(?:href|textcolor|color|colorbox)\ {0,3}\{[^{}\n]{0,500}\}"
    r"|</?(?:jats:)?(?:" + _TAGS + r")(?:\ [^<>\n]{0,200})?/?>"
    r"|\\(?:begin|end)\{[a-zA-Z]{1,20}\*?\}|\\[!/@()\[\]-]|\\(?=[{}])|[" + INVISIBLE + CONTROL + r"])"
    r"|(?P<thin>\\[,;: ])"
    r"|(?P<break>\\\\|\\?\{(?=https?:)|\}\{(?=https?:))"
    r"|(?P<link>\\(?:url|path)\ {0,3}\{)"
    r"|(?P<fraction>\\[dt]?frac\ {0,3}\{(?P<over>[^{}\n]{0,100})\}\ {0,3}\{(?P<under>[^{}\n]{0,100})\})"
    # Accents: after a letter or with braces, for \" alone may be an escaped quotation mark.
    r"|(?P<accent>\\(?P<mark>(?:(?<=[a-zA-Z{]\\)|(?=.\{))[\"'`^~=.](?=[a-zA-Z{\\])|[cvHurk](?=[ {])\ {0,3})"
    r"\{?\\?(?P<letter>[a-zA-Z])\}?)"
    r"|(?P<macro>\\(?P<name>[a-zA-Z]+)\*?)"
    r"|(?P<escaped>\\(?P<sign>[%&#_$|\"'`^~=.]))"
    r"|(?P<brace>[{}])"
    r"|(?P<dollar>\$+)"
    r"|(?P<entity>&(?:amp;)*(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
    r"|(?P<tie>(?<=[\w.,;:)\]\"'])~(?=[\w(\[$\\{]))"
    r"|(?P<quote>``|'')"
    r"|(?P<single>(?<!\w)`(?=\w))"
    r"|(?P<plain>[" + _PLAIN + COMPATIBLE + r"])"
    r"|(?P<surrogate>[\ud800-\udfff])"
    r"|(?P<space>\s{2,}|[^\S \n])"
    r"|(?P<line>\n))"
)
"""Everything else; the name of the group says what it is."""
