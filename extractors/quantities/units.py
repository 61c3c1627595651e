"""Units of measurement as papers write them, and the one spelling we keep of each."""

from __future__ import annotations

import re

PERCENT, RATIO, POINTS, BIT, MAGNITUDE = "%", "x", "points", "bit", "orders of magnitude"

_SPELLINGS: tuple[tuple[str, str], ...] = (
    (POINTS, r"\\?%[ -]?points?|percent(?:age)?[ -]points?|p\.?p\.?t?s?|pts|points?(?! of)"),
    (PERCENT, r"\\?%|percent|per cent"),
    (MAGNITUDE, r"orders?[ -]of[ -]magnitudes?"),
    (RATIO, r"(?:\$?\\times\$?|[x×X]|times|folds?)"),
    (BIT, r"bits?(?:/(?:weight|parameter|param))?"),
    ("tokens/s", r"(?:tokens?|tok)(?:/s(?:ec(?:ond)?)?| per second)"),
    ("frames/s", r"(?:frames|images)(?:/s(?:ec)?| per second)|fps|FPS"),
    ("Hz", r"[kMG]?Hz"),
    ("ms", r"ms|milliseconds?"),
    ("µs", r"[µμ]s|microseconds?"),
    ("s", r"s|sec|seconds?"),
    ("min", r"min|minutes?"),
    ("h", r"h|hours?"),
    ("days", r"days?"),
    ("TFLOPS", r"TFLOPS|TFLOPs|TFLOP/s"),
    ("TB", r"TB|TiB"),
    ("GB", r"GB|GiB|gigabytes?"),
    ("MB", r"MB|MiB|megabytes?"),
    ("KB", r"KB|kB|KiB"),
    ("B", r"B|billions?"),
    ("M", r"M|millions?"),
    ("T", r"T|trillions?"),
    ("K", r"[Kk]"),
)

PATTERN = "|".join(f"(?:{spelling})" for _, spelling in _SPELLINGS)
"""Any unit, longest spellings first within each kind."""

_READ = tuple(
    (unit, re.compile(spelling, re.IGNORECASE if len(unit) > 1 else 0)) for unit, spelling in _SPELLINGS
)


def canonical(written: str) -> str:
    """The unit for a spelling, "" for none.

    >>> canonical("times"), canonical("percentage points"), canonical("")
    ('x', 'points', '')
    """
    for unit, spelling in _READ:
        if spelling.fullmatch(written):
            return unit
    return ""
