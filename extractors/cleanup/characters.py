"""Single characters that stand for plainer ones, as one table for a character class."""

from __future__ import annotations

import unicodedata

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ue000-\uf8ff"
)
"""Soft hyphen, zero-width and direction marks, private use: the inside of a character class."""

CONTROL = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
"""Control characters that are not white space: the inside of a character class."""

PLAIN = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2248\u223c\u02dc\uff5e\u2243", "~"),
    "\u2044": "/",
    "\u2215": "/",
    "\u2236": ":",
}
"""Quotation marks, hyphens and minus, "about" signs. Dashes stay: they part clauses and ranges."""

COMPATIBLE = "\ufb00-\ufb06\uff01-\uff0c\uff0e-\uff5d\U0001d400-\U0001d7ff"
"""Ligatures, full-width forms, mathematical alphabets: replaced by their NFKC form."""


def plain(character: str) -> str:
    """The plainer form of one character.

    >>> plain("ﬁ"), plain("\u2212")
    ('fi', '-')
    """
    return PLAIN.get(character) or unicodedata.normalize("NFKC", character)
