"""Sort more lines than memory holds: sorted runs in temporary files, merged (Knuth, TAOCP 3, 5.4)."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path

RUN = 400_000
"""Lines held in memory at once."""


def unique_sorted(lines: Iterable[str], *, run: int = RUN) -> Iterator[str]:
    """The different lines in code point order. Lines hold no line feed and no lone surrogate."""
    source = iter(lines)
    first = sorted(set(islice(source, run)))
    rest = next(source, None)
    if rest is None:
        yield from first
        return
    with tempfile.TemporaryDirectory(prefix="kg-sort-") as folder, ExitStack() as stack:
        runs = [_write(Path(folder, "0"), first)]
        chunk = sorted({rest, *islice(source, run)})
        while chunk:
            runs.append(_write(Path(folder, str(len(runs))), chunk))
            chunk = sorted(set(islice(source, run)))
        files = [stack.enter_context(path.open(encoding="utf-8", newline="\n")) for path in runs]
        merged = heapq.merge(*files)
        yield from (line.removesuffix("\n") for line, _ in groupby(merged))


def _write(path: Path, lines: Iterable[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
    return path
