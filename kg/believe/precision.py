"""How often each rule is right, as counts from annotated papers (``precision.tsv``).

The precision of a rule is the mean of a Beta posterior: its counts, and a prior of :data:`PRIOR`
observations at the precision of all rules together. A rule that was never measured has the prior's mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

from ontology.errors import KgError
from ontology.ids import digest

PRIOR = 4
"""Observations that the prior is worth."""
FIRST_GUESS = Decimal("0.7")
"""Precision of all rules together before anything was measured."""
NAME_RULES = frozenset({"variant-of/name"})
"""Rules that derive statements from names; their counts come from reading the links of a graph."""
_HEADER = "rule\tright\twrong"
_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Precision:
    """Counts (right, wrong) per rule."""

    counts: Mapping[str, tuple[int, int]]

    @property
    def overall(self) -> Decimal:
        """Precision of all rules that read sentences together."""
        read = [counts for rule, counts in self.counts.items() if rule not in NAME_RULES]
        right = sum(r for r, _ in read)
        wrong = sum(w for _, w in read)
        prior = PRIOR * FIRST_GUESS
        return ((right + prior) / (right + wrong + PRIOR)).quantize(_PLACES)

    def of(self, rule: str) -> Decimal:
        """The posterior mean of one rule, four decimals."""
        right, wrong = self.counts.get(rule, (0, 0))
        return ((right + PRIOR * self.overall) / (right + wrong + PRIOR)).quantize(_PLACES)

    @property
    def fingerprint(self) -> str:
        """Changes with any count."""
        return digest(dump_precision(self.counts))[:16]


@cache
def load_precision() -> Precision:
    """The shipped counts."""
    text = files("kg.believe").joinpath("precision.tsv").read_text(encoding="utf-8")
    return parse_precision(text, "precision.tsv")


def parse_precision(text: str, where: str) -> Precision:
    """Read a table of counts.

    Raises:
        KgError: a line is not "rule, right, wrong"; says which.
    """
    lines = text.splitlines()
    if lines[:1] != [_HEADER]:
        raise KgError(f"{where}: line 1: the header must be rule <TAB> right <TAB> wrong")
    counts: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != 3 or not (cells[1].isdecimal() and cells[2].isdecimal()) or cells[0] in counts:
            raise KgError(f"{where}: line {number}: a rule, once, and two counts are needed, found {line!r}")
        counts[cells[0]] = (int(cells[1]), int(cells[2]))
    return Precision(counts)


def dump_precision(counts: Mapping[str, tuple[int, int]]) -> str:
    """The table of counts as text, sorted by rule."""
    rows = (f"{rule}\t{right}\t{wrong}" for rule, (right, wrong) in sorted(counts.items()))
    return "\n".join([_HEADER, *rows]) + "\n"


def write_precision(counts: Mapping[str, tuple[int, int]], path: Path) -> None:
    """Write the table: what ``kg eval --write-precision`` does with its counts of each rule.

    The counts of :data:`NAME_RULES`, which no annotated sentence can tell, are kept.
    """
    kept = {rule: pair for rule, pair in load_precision().counts.items() if rule in NAME_RULES}
    path.write_text(dump_precision({**counts, **kept}), encoding="utf-8")
