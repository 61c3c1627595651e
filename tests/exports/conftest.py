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
