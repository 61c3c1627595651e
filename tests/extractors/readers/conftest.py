"""Write a file, read it: papers and rejects."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.readers import Reject, read
from ontology.types import Paper

Result = tuple[list[Paper], list[Reject]]
Given = Callable[..., Result]


def read_all(*paths: str | Path, form: str | None = None) -> Result:
    rejects: list[Reject] = []
    return list(read(paths, format=form, on_reject=rejects.append)), rejects


@pytest.fixture
def given(tmp_path: Path) -> Given:
    """``given("name", content)`` writes the content and reads it."""

    def write_and_read(name: str, content: str | bytes, form: str | None = None) -> Result:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_all(path, form=form)

    return write_and_read
