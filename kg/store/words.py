"""What a user types into a search box, as a full-text query that cannot be a syntax error."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'"([^"]+)"')


def match_prefix(text: str) -> str:
    """All words, the last one as a beginning.

    >>> match_prefix("speculative dec")
    '"speculative" "dec" *'
    """
    words = _WORD.findall(text)
    return " ".join(f'"{word}"' for word in words) + " *" if words else ""


def match_all(text: str) -> str:
    """All words; those in quotation marks, or joined by hyphens or points, as a phrase.

    >>> match_all('"speculative decoding" Llama-3 speed')
    '"speculative decoding" "Llama 3" "speed"'
    """
    phrases = _QUOTED.findall(text) + _QUOTED.sub(" ", text).split()
    parts = (" ".join(_WORD.findall(phrase)) for phrase in phrases)
    return " ".join(f'"{part}"' for part in parts if part)
