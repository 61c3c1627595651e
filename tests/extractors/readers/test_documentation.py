"""The examples of docs/input.md are read as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.readers import FORMATS
from extractors.readers.detect import SUFFIXES
from extractors.readers.record import MAX_ABSTRACT, MAX_TITLE
from extractors.readers.streams import MAX_RATIO

from .conftest import Given

PAGE = (Path(__file__).parents[3] / "docs" / "input.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^### (\w+)\n.*?^```\1\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def test_every_format_has_an_example() -> None:
    assert set(EXAMPLES) == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_example_is_read(given: Given, form: str) -> None:
    for chosen in (None, form):
        papers, rejects = given("example", EXAMPLES[form], chosen)
        assert rejects == []
        assert [(p.title, p.abstract) for p in papers] == [
            ("GPTQ: Four Bits", "GPTQ stores weights in 4 bits.")
        ]


def test_limits_and_endings_are_those_of_the_code() -> None:
    for number in (MAX_ABSTRACT, MAX_TITLE, MAX_RATIO):
        assert f"{number:,}" in PAGE
    listed = re.search(r"known ending \(`([^`]*)`", PAGE)
    assert listed is not None
    assert set(listed[1].split()) == set(SUFFIXES)
