"""The external sort equals sorting in memory."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exports.sorting import unique_sorted

LINES = st.lists(
    st.text(st.characters(min_codepoint=32, exclude_categories=("Cs",)), max_size=6), max_size=60
)


@given(LINES, st.integers(1, 7))
def test_runs_of_any_size_give_the_same_lines(lines: list[str], run: int) -> None:
    assert list(unique_sorted(lines, run=run)) == sorted(set(lines))
