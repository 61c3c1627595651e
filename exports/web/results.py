"""Figures that papers report: claims with a quantity, read as results by a metric on a benchmark."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from exports.web.claims import Claim, belief
from exports.web.models import Node, PaperLine, Result
from exports.web.nodes import nodes, papers
from ontology.types import Quantity, QuantityKind

Better = Literal["higher", "lower"]
UNNAMED = "score"
"""The metric of a figure whose sentence names none."""
FIGURES = ("value", "delta", "ratio")

_LOWER = re.compile(
    r"\b(?:perplexity|ppl|latency|time|loss|error|errors|wer|cer|memory|footprint|cost|costs|flops|macs|energy|"
    r"power|parameters|params|size|overhead|hallucination|toxicity|asr|bleurt-error|fid|fad|mae|mse|rmse|ttft|tpot)\b",
    re.IGNORECASE,
)


class Reported(NamedTuple):
    """A figure with the numbers of what it is about."""

    claim: Claim
    quantity: Quantity
    metric: str
    benchmark: str | None


def better(metric: str) -> Better:
    """Which way a metric points, by its name.

    >>> better("perplexity"), better("accuracy")
    ('lower', 'higher')
    """
    return "lower" if _LOWER.search(metric) else "higher"


def reported(found: Iterable[Claim], metric_names: dict[int, str]) -> list[Reported]:
    """Every figure of the claims: of an ``achieves`` the object is the metric, else the qualifier is."""
    figures = []
    for claim in found:
        narrowed = claim.narrowed
        said = next((reference.text for reference in narrowed.metric), UNNAMED)
        metric = metric_names.get(claim.object, said) if claim.predicate == "achieves" else said
        benchmark = next((reference.text for reference in narrowed.benchmark), None)
        for field in FIGURES:
            for quantity in getattr(narrowed, field):
                figures.append(Reported(claim, quantity, metric, benchmark))
    return figures


def results(db: sqlite3.Connection, figures: Sequence[Reported]) -> list[Result]:
    """The figures as answers, each with its earliest paper."""
    named = nodes(db, [figure.claim.subject for figure in figures])
    first = _papers_of(db, [figure.claim.k for figure in figures])
    clashing = conflicts(figures)
    return [
        _result(figure, named[figure.claim.subject], first.get(figure.claim.k), figure in clashing)
        for figure in figures
        if figure.claim.subject in named
    ]


def _result(figure: Reported, subject: Node, paper: PaperLine | None, clash: bool) -> Result:
    narrowed = figure.claim.narrowed
    setting = ", ".join(r.text for r in (*narrowed.model, *narrowed.hardware)) or None
    return Result(
        statement=figure.claim.id,
        subject=subject,
        metric=figure.metric,
        value=figure.quantity.text,
        number=_number(figure.quantity),
        kind=figure.quantity.kind.value,
        baseline=", ".join(r.text for r in narrowed.baseline) or None,
        setting=setting,
        benchmark=figure.benchmark,
        belief=belief(figure.claim.belief),
        papers=figure.claim.papers,
        paper=paper,
        conflict=clash,
    )


def _number(quantity: Quantity) -> float | None:
    """For sorting only: the high end, which "up to" and single numbers have."""
    value = quantity.high if quantity.high is not None else quantity.low
    return None if value is None else float(value)


def conflicts(figures: Sequence[Reported]) -> set[Reported]:
    """Levels given by different claims for one subject, metric, benchmark and setting that differ. The
    unnamed method of a paper is not the same thing in another figure of it, so papers never clash."""
    groups: dict[tuple[object, ...], list[Reported]] = defaultdict(list)
    for figure in figures:
        if (
            figure.quantity.kind is QuantityKind.ABSOLUTE
            and figure.claim.subject > 0
            and figure.metric != UNNAMED
        ):
            groups[_same_thing(figure)].append(figure)
    return {figure for group in groups.values() if _differ(group) for figure in group}


def _same_thing(figure: Reported) -> tuple[object, ...]:
    narrowed = figure.claim.narrowed
    setting = tuple(r.text for field in (narrowed.model, narrowed.hardware, narrowed.baseline) for r in field)
    where = figure.benchmark or (figure.claim.object if figure.claim.predicate == "evaluated-on" else None)
    return (figure.claim.subject, figure.metric, where, setting, figure.quantity.unit)


def _differ(group: Sequence[Reported]) -> bool:
    values: set[tuple[Decimal | None, Decimal | None]] = {(f.quantity.low, f.quantity.high) for f in group}
    return len(values) > 1 and len({f.claim.id for f in group}) > 1


def _papers_of(db: sqlite3.Connection, keys: Sequence[int]) -> dict[int, PaperLine]:
    """The earliest paper of each claim."""
    first: dict[int, int] = {}
    for at in range(0, len(keys), 400):
        marks = ",".join(str(int(k)) for k in keys[at : at + 400])
        rows = db.execute(
            f"SELECT e.k, e.n FROM evidence e JOIN paper p ON p.n = e.n WHERE e.k IN ({marks}) "  # noqa: S608 - integers
            "ORDER BY e.how != 0, p.year, p.id"
        )
        for k, n in rows:
            first.setdefault(k, n)
    known = papers(db, first.values())
    return {k: known[n] for k, n in first.items()}
