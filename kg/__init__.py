"""Extractions in, graph out: resolve, assemble, believe, store, build, query."""

__version__ = "0.1.0"
