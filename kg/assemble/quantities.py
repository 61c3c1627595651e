"""Quantities with one spelling, so that "4-bit" and "4 bits" make one claim and 75.2 and 75.3 two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_FORMAT = re.compile(
    r"\b(?:W\d+A\d+(?:KV\d+)?|(?:INT|FP|NF|BF|UINT|MXFP|NVFP)-?\d+|binary|ternary)\b", re.IGNORECASE
)
_SPACE = re.compile(r"\s+")
_TIGHT = frozenset({"%", "x"})


def canonical(quantity: Mapping[str, Any]) -> dict[str, Any]:
    """The quantity with plain decimals and a text made from its value; number formats keep their name.

    >>> canonical({"low": "4", "high": "4", "unit": "bit", "kind": "absolute", "text": "4-bit"})["text"]
    '4 bit'
    >>> canonical({"low": "2.40", "high": "2.40", "unit": "x", "kind": "ratio", "text": "2.4times"})["text"]
    '2.4x'
    """
    low, high = _plain(quantity["low"]), _plain(quantity["high"])
    text = _SPACE.sub(" ", quantity["text"]).strip()
    if found := _FORMAT.search(text):
        text = found.group().upper().replace("-", "")
    elif low is not None or high is not None:
        text = _text(low, high, quantity["unit"], quantity["kind"])
    return {"low": low, "high": high, "unit": quantity["unit"], "kind": quantity["kind"], "text": text}


def _plain(number: object) -> str | None:
    """A decimal without exponent and without zeros behind the point."""
    if number is None:
        return None
    text = format(Decimal(str(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(low: str | None, high: str | None, unit: str, kind: str) -> str:
    if low == high:
        number = low or ""
    elif low is None:
        number = f"up to {high}"
    elif high is None:
        number = f"at least {low}"
    else:
        number = f"{low} to {high}"
    sign = "+" if kind == "delta" and number[:1].isdigit() else ""
    return f"{sign}{number}{unit}" if unit in _TIGHT or not unit else f"{sign}{number} {unit}"
