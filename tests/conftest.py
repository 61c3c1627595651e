"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of given material beside the checkout; tests that need it are skipped without it."""
    if not (SHARED / "annotations").is_dir():
        pytest.skip("needs the folder ../shared (papers and annotations), which a plain clone does not have")
    return SHARED
