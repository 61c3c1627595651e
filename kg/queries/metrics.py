"""Which way a metric points."""

from __future__ import annotations

import re

_LOWER = re.compile(
    r"perplexity|ppl|latency|error|loss|\bwer\b|\bcer\b|\bfid\b|\bmae\b|\bmse\b|\brmse\b|\bece\b|memory|footprint|"
    r"\bcost|\btime\b|runtime|overhead|energy|consumption|toxicity|hallucination|carbon|\bparameters?\b|size\b|"
    r"flops?\b|bits? per|divergence|attack success",
    re.IGNORECASE,
)


def lower_is_better(metric: str) -> bool:
    """True for metrics of error and cost, by their name.

    >>> lower_is_better("perplexity"), lower_is_better("memory footprint"), lower_is_better("accuracy")
    (True, True, False)
    """
    return _LOWER.search(metric) is not None
