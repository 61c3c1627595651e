"""Belief in a claim, in [0, 1].

    belief = 1 - product over supporting papers of (1 - weight * precision)

Each paper counts once, with the most precise of its rules that assert the claim: sentences of one paper are
not independent. Papers that support a claim through the same rule share that rule's mistakes, so the first
counts fully, the second half, the third a quarter, and so on: many papers through one rule never reach
certainty, papers through different rules come closer. The result is capped at :data:`CAP`. Hedged, negated
and intended claims add nothing. (Noisy-or as in INDRA's simple scorer, Gyori et al. 2017, with the rule as
the source of correlation.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import NamedTuple

CAP = Decimal("0.99")
_PLACES = Decimal("0.0001")
_CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN)


class Term(NamedTuple):
    """What one paper adds: its best rule, that rule's precision, and the weight by which it counts."""

    paper: str
    rule: str
    precision: Decimal
    weight: Decimal


def terms(support: Iterable[tuple[str, str]], precision: Mapping[str, Decimal]) -> list[Term]:
    """The sum, paper by paper.

    Args:
        support: (paper, rule) of every piece of asserted evidence.
        precision: of every rule in it.
    """
    best: dict[str, str] = {}
    for paper, rule in sorted(support):
        if paper not in best or precision[rule] > precision[best[paper]]:
            best[paper] = rule
    seen: dict[str, int] = {}
    found = []
    for paper, rule in best.items():
        rank = seen.get(rule, 0)
        seen[rule] = rank + 1
        found.append(Term(paper, rule, precision[rule], Decimal(1) / 2**rank))
    return found


def belief(found: Iterable[Term]) -> Decimal:
    """The belief of these terms, four decimals; 0 for none."""
    with localcontext(_CONTEXT):
        doubt = Decimal(1)
        any_ = False
        for term in found:
            any_ = True
            doubt *= 1 - term.weight * term.precision
        return min(CAP, 1 - doubt).quantize(_PLACES) if any_ else Decimal("0.0000")
