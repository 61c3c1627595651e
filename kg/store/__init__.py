"""The graph file: one SQLite database."""

from kg.store.store import Store

__all__ = ["Store"]
