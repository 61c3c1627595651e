"""Hits, misses and false alarms, and the figures that follow from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class Counts:
    """``hits`` are in both, ``misses`` only in the reference, ``false_alarms`` only in the prediction."""

    hits: int = 0
    misses: int = 0
    false_alarms: int = 0

    @property
    def support(self) -> int:
        """How many the reference holds."""
        return self.hits + self.misses

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 0 where nothing was predicted."""
        return self.hits / max(1, self.hits + self.false_alarms)

    @property
    def recall(self) -> float:
        """Share of the reference that was found; 0 where it is empty."""
        return self.hits / max(1, self.support)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __iadd__(self, other: Counts) -> Counts:
        self.hits += other.hits
        self.misses += other.misses
        self.false_alarms += other.false_alarms
        return self

    def as_row(self) -> dict[str, float | int]:
        """For a table or JSON: four decimals."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "n": self.support,
        }


def total(parts: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    result = Counts()
    for part in parts:
        result += part
    return result
