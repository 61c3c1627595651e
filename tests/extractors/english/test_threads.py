from __future__ import annotations

import pytest

from extractors.english.threads import _blas, one_thread


def test_one_thread_inside_and_as_before_outside() -> None:
    blas = _blas()
    if blas is None:
        pytest.skip("numpy has no OpenBLAS of its own here")
    before = blas.get()
    with one_thread():
        assert blas.get() == 1
    assert blas.get() == before
