"""Winners are only named where figures can be compared."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from exports.web.api.compare import _winners
from exports.web.api.leaderboard import _cell
from exports.web.models import Node, Result
from exports.web.results import better


def result(name: str, number: float, **more: Any) -> Result:
    values: dict[str, Any] = {"kind": "absolute", "belief": Decimal("0.5"), "papers": 1} | more
    node = Node(id=f"method/{name}", type="Method", name=name)
    return Result(statement=name, subject=node, metric="accuracy", value=str(number), number=number, **values)


def test_the_best_level_wins_and_ties_share() -> None:
    assert _winners({"a": (result("a", 70), result("a", 72)), "b": (result("b", 71),)}, "accuracy") == ("a",)
    assert _winners({"a": (result("a", 70),), "b": (result("b", 71),)}, "latency") == ("a",)
    assert _winners({"a": (result("a", 7),), "b": (result("b", 7),)}, "accuracy") == ("a", "b")


def test_nobody_wins_what_cannot_be_compared() -> None:
    assert _winners({"a": (result("a", 70),)}, "accuracy") == ()
    delta = result("b", 90, kind="delta")
    assert _winners({"a": (result("a", 70),), "b": (delta,)}, "accuracy") == ()
    big, small = result("a", 70, setting="LLaMA-70B"), result("b", 60, setting="LLaMA-7B")
    assert _winners({"a": (big,), "b": (small,)}, "accuracy") == ()
    same = result("b", 65, setting="LLaMA-70B")
    assert _winners({"a": (big,), "b": (small, same)}, "accuracy") == ("a",)


@pytest.mark.parametrize(
    "metric", ["perplexity", "inference latency", "GPU memory", "word error rate", "FLOPs"]
)
def test_less_is_better_for_costs(metric: str) -> None:
    assert better(metric) == "lower"


@pytest.mark.parametrize("metric", ["accuracy", "F1", "throughput", "pass@1", "score"])
def test_more_is_better_else(metric: str) -> None:
    assert better(metric) == "higher"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_a_cell_is_never_a_formula(text: str) -> None:
    assert _cell(text) == f"'{text}"
    assert _cell(f"a{text}") == f"a{text}"
    assert _cell(None) == ""
