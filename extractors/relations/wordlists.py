"""Closed word classes written as plain lines."""

from __future__ import annotations


def words(*lines: str) -> frozenset[str]:
    """All words of the lines, which blanks separate."""
    return frozenset(word for line in lines for word in line.split())
