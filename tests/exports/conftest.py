"""A small graph in memory, of made-up papers about real methods, in our own words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from memory_graph import MemoryGraph, sample_graph


@pytest.fixture(scope="session")
def graph() -> MemoryGraph:
    return sample_graph()


def pytest_configure(config: pytest.Config) -> None:
    """Pass over what rdflib and SPARQLWrapper say of their own code."""
    for words in ("ConjunctiveGraph is deprecated", "Dataset.default_context is deprecated"):
        config.addinivalue_line("filterwarnings", f"ignore:{words}:DeprecationWarning")
