"""What a worker gives up before it reads a query. Imports nothing heavy: workers start with it."""

from __future__ import annotations

import contextlib
import ctypes

_NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000


def leave_network() -> None:
    """Enter an empty network namespace (Linux). The query guard stands before this; where the system
    refuses, it stands alone."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER_AND_NETWORK)


def bound_memory(megabytes: int) -> None:
    """A bound on what a query may allocate, so that one cannot take the machine with it."""
    _bound("RLIMIT_DATA", megabytes << 20)


def write_nothing() -> None:
    """No file may grow by a byte."""
    _bound("RLIMIT_FSIZE", 0)


def _bound(name: str, value: int) -> None:
    try:
        import resource
    except ImportError:  # not on this system
        return
    with contextlib.suppress(OSError, ValueError, AttributeError):
        resource.setrlimit(getattr(resource, name), (value, value))
