"""Text that every format can hold."""

from __future__ import annotations

import re

# What XML 1.0 forbids, which is also what breaks CSV readers and terminals.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(value: str) -> str:
    """Replace control characters and lone surrogates by U+FFFD, one for one.

    >>> clean("a\\x0bb")
    'a�b'
    """
    return _FORBIDDEN.sub("�", value)
