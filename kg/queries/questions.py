"""The questions as methods that the store and the graph in memory share."""

from __future__ import annotations


class Questions:
    """Mixed into both views."""
