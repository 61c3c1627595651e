"""Example sentences of rule files: what stands in braces is to be found."""

from __future__ import annotations

import re


def plain(example: str) -> str:
    """The sentence without braces, behind a title, so that it is no title itself."""
    return "Untitled.\n" + example.replace("{", "").replace("}", "")


def braced(example: str) -> list[str]:
    """What stands in braces."""
    return re.findall(r"\{([^}]*)\}", example)
