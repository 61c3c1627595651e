"""A fixed split of annotated papers: two thirds to develop on, one third kept out of sight."""

from __future__ import annotations

import hashlib
from enum import StrEnum


class Fold(StrEnum):
    """``develop``: errors may be read; ``unseen``: totals only; ``all``: both."""

    DEVELOP = "develop"
    UNSEEN = "unseen"
    ALL = "all"


def holds(fold: Fold, paper: str) -> bool:
    """True where the paper belongs to the fold, decided by its id alone."""
    unseen = int(hashlib.sha256(paper.encode()).hexdigest(), 16) % 3 == 0
    return fold is Fold.ALL or unseen == (fold is Fold.UNSEEN)
