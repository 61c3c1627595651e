"""Small matrix products in one thread: more get in each other's way, and workers share the cores already."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy

_FOLDERS = ("../numpy.libs", ".dylibs")
"""Where numpy's wheels keep the OpenBLAS they bring, from numpy's own folder."""
_NAMES = ("scipy_openblas_{}_num_threads64_", "scipy_openblas_{}_num_threads", "openblas_{}_num_threads64_")


class _Blas(NamedTuple):
    get: ctypes._NamedFuncPointer
    set: ctypes._NamedFuncPointer


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep the OpenBLAS of numpy to one thread; another BLAS is left as it is."""
    blas = _blas()
    before = blas.get() if blas else 1
    if blas is None or before == 1:
        yield
        return
    blas.set(1)
    try:
        yield
    finally:
        blas.set(before)


@cache
def _blas() -> _Blas | None:
    here = Path(numpy.__file__).parent
    for path in (path for folder in _FOLDERS for path in sorted((here / folder).glob("*openblas*"))):
        library = ctypes.CDLL(str(path.resolve()))
        for name in _NAMES:
            if hasattr(library, name.format("set")):
                return _Blas(library[name.format("get")], library[name.format("set")])
    return None
