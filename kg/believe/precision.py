"""How often each rule is right: counts from annotated papers, and from names that were read.

``precision.tsv`` is written by ``kg eval --write-precision`` from 6,591 annotated papers, each of them read
with weights that were fitted on others (``docs/learned.md``, ``extractors/judge/crossed.py``).
``derived.tsv`` holds the rules that derive statements from names, with counts from reading their links in a
graph. The precision of a rule is the mean of a Beta posterior: its counts, and a prior of :data:`PRIOR`
observations at the precision of all rules that read sentences together. A rule that was never measured has
the prior's mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files

from ontology.errors import KgError
from ontology.ids import digest

PRIOR = 4
"""Observations that the prior is worth."""
FIRST_GUESS = Decimal("0.7")
"""Precision of all rules together before anything was measured."""
_HEADER = ["predicate", "rule", "right", "wrong"]
_PLACES = Decimal("0.0001")

Counts = Mapping[str, tuple[int, int]]
"""(right, wrong) per rule, over all its predicates."""


@dataclass(frozen=True, slots=True)
class Precision:
    """Counts of the rules that read sentences, and of those that read names."""

    read: Counts
    derived: Counts = field(default_factory=dict)

    @property
    def overall(self) -> Decimal:
        """Precision of all rules that read sentences together."""
        right = sum(r for r, _ in self.read.values())
        wrong = sum(w for _, w in self.read.values())
        return ((right + PRIOR * FIRST_GUESS) / (right + wrong + PRIOR)).quantize(_PLACES)

    def counts(self, rule: str) -> tuple[int, int]:
        """(right, wrong) of one rule; zeros where it was never measured."""
        return self.read.get(rule) or self.derived.get(rule) or (0, 0)

    def of(self, rule: str) -> Decimal:
        """The posterior mean of one rule, four decimals."""
        right, wrong = self.counts(rule)
        return ((right + PRIOR * self.overall) / (right + wrong + PRIOR)).quantize(_PLACES)

    @property
    def fingerprint(self) -> str:
        """Changes with any count."""
        return digest(repr([sorted(self.read.items()), sorted(self.derived.items())]))[:16]


@cache
def load_precision() -> Precision:
    """The shipped counts.

    Raises:
        KgError: a table is not valid; says where.
    """
    folder = files("kg.believe")
    read, derived = (
        parse_counts(folder.joinpath(name).read_text(encoding="utf-8"), name)
        for name in ("precision.tsv", "derived.tsv")
    )
    return Precision(read, derived)


def parse_counts(text: str, where: str) -> dict[str, tuple[int, int]]:
    """Read a table of counts; a rule that gives several predicates is summed over them.

    Raises:
        KgError: a line is not "predicate, rule, right, wrong"; says which.
    """
    lines = [line.split("\t") for line in text.splitlines()]
    if lines[:1] != [_HEADER]:
        raise KgError(f"{where}: line 1: the header must be {' <TAB> '.join(_HEADER)}")
    counts: dict[str, tuple[int, int]] = {}
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(_HEADER) or not (cells[2].isdecimal() and cells[3].isdecimal()):
            raise KgError(
                f"{where}: line {number}: a predicate, a rule and two counts are needed, found {cells}"
            )
        right, wrong = counts.get(cells[1], (0, 0))
        counts[cells[1]] = (right + int(cells[2]), wrong + int(cells[3]))
    return counts
