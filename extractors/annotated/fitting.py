"""What both trainers share: the command line, and features as a table of ones. Needs extra ``[train]``."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

LEAST_TIMES = 2
"""Features that occur less often than this are left out."""
DEVELOPED_WEIGHT = 0.6
"""Of papers that rules were made on early: the rules look better there than elsewhere."""


def arguments(description: str | None, *more: str) -> argparse.Namespace:
    """The command line: ``papers``, ``out``, and ``sets``: annotated sets with the weight of their papers.

    ``more`` are further options that take files.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--papers", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--developed", type=Path, nargs="*", default=[], help="papers the rules were made on")
    for name in more:
        parser.add_argument(f"--{name}", type=Path, nargs="*", default=[])
    parser.add_argument("annotated", type=Path, nargs="+")
    found = parser.parse_args()
    found.sets = [(path, DEVELOPED_WEIGHT) for path in found.developed]
    found.sets += [(path, 1.0) for path in found.annotated]
    return found


def indicators(names: Sequence[Sequence[str]]) -> tuple[dict[str, int], Any]:
    """The column of each feature, and one row of ones and zeros for each list of features (CSR matrix)."""
    from scipy.sparse import csr_matrix

    times = Counter(name for row in names for name in row)
    known = {name: i for i, name in enumerate(sorted(n for n, c in times.items() if c >= LEAST_TIMES))}
    columns = [[known[name] for name in row if name in known] for row in names]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.array([column for row in columns for column in row], dtype=np.int64)
    ones = np.ones(len(flat), dtype=np.float32)
    return known, csr_matrix((ones, flat, starts), shape=(len(names), len(known)))
