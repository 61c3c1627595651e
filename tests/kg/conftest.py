"""What the tests of kg share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Where a test may make a graph file."""
    return tmp_path / "test.kg"
