"""Measuring: one row per figure, seconds by the monotonic clock, memory by the kernel's count."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One figure. ``unit`` is "s", "words/s", "MB", "x" (a ratio), ...; ``bar`` is what it must keep to."""

    group: str
    name: str
    value: float
    unit: str
    bar: str = ""


def seconds(job: Callable[[], object], *, repeat: int = 1) -> float:
    """The shortest of several runs."""
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        job()
        best = min(best, time.perf_counter() - start)
    return best


def cpu_seconds(job: Callable[[], object]) -> float:
    """Processor time of a job in this process: what else the machine does disturbs it less."""
    start = time.process_time()
    job()
    return time.process_time() - start


class Finished(NamedTuple):
    """A command that ran: wall-clock seconds, largest process in MB, standard output."""

    seconds: float
    megabytes: float
    output: str


def run(arguments: Sequence[str]) -> Finished:
    """Run ``kg`` with these arguments in a process of its own.

    The memory is that of the largest single process below this one so far: run the biggest job last.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    start = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "kg", *arguments], check=True, capture_output=True, text=True
    )
    elapsed = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Finished(elapsed, peak, done.stdout)
