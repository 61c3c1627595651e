"""Which way a metric points."""

from __future__ import annotations

import re
from functools import lru_cache

_LOWER = re.compile(
    r"perplexity|ppl|latency|error|loss|\bwer\b|\bcer\b|\bfid\b|\bmae\b|\bmse\b|\brmse\b|\bece\b|memory|footprint|"
    r"\bcost|\btime\b|runtime|overhead|energy|consumption|toxicity|hallucination|carbon|\bparameters?\b|size\b|"
    r"flops?\b|bits? per|divergence|attack success",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def lower_is_better(metric: str) -> bool:
    """True for metrics of error and cost, by their name.

    >>> lower_is_better("perplexity"), lower_is_better("memory footprint"), lower_is_better("accuracy")
    (True, True, False)
    """
    return _LOWER.search(metric) is not None


_COST = re.compile(
    r"latency|memory|footprint|\bcosts?\b|\btime\b|runtime|overhead|energy|consumption|carbon|parameters?\b|\bsize\b|"
    r"flops?\b|speed|throughput|\bfps\b|efficien|tokens? per|acceleration",
    re.IGNORECASE,
)


def is_cost(metric: str) -> bool:
    """True for metrics of speed, size and other cost, by their name: what one trades quality for.

    >>> is_cost("inference speed"), is_cost("memory footprint"), is_cost("accuracy"), is_cost("perplexity")
    (True, True, False, False)
    """
    return _COST.search(metric) is not None
