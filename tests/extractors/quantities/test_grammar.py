from decimal import Decimal
from itertools import pairwise

import pytest

from extractors.quantities import Role, find
from ontology.types import QuantityKind

TABLE = [
    ("a 2.4x speedup", "2.4x", "2.4", "2.4", "x", "ratio"),
    ("a 2.4times speedup", "2.4times", "2.4", "2.4", "x", "ratio"),
    (r"a $2.4\times$ speedup", r"$2.4\times$", "2.4", "2.4", "x", "ratio"),
    ("up to 16% fewer tokens", "16%", None, "16", "%", "percent-change"),
    (r"a 16\% improvement", r"16\%", "16", "16", "%", "percent-change"),
    ("75.2% on it", "75.2%", "75.2", "75.2", "%", "absolute"),
    ("43.52 +/- 0.18 points", "43.52 +/- 0.18 points", "43.52", "43.52", "points", "delta"),
    ("an F1 of 74.7% ± 3.3%", "74.7% ± 3.3%", "74.7", "74.7", "%", "absolute"),
    ("an F1 of 63.9±1.2%", "63.9±1.2%", "63.9", "63.9", "%", "absolute"),
    ("about 0.9 (± 0.02) AUC", "0.9 (± 0.02)", "0.9", "0.9", "", "absolute"),
    ("less than 1% of it", "1%", None, "1", "%", "ratio"),
    ("over 80% of it", "80%", "80", None, "%", "ratio"),
    ("2.91x to 3.51x when run", "2.91x to 3.51x", "2.91", "3.51", "x", "ratio"),
    ("1.03-2.4x more", "1.03-2.4x", "1.03", "2.4", "x", "ratio"),
    ("at 3-4 bits", "3-4 bits", "3", "4", "bit", "absolute"),
    ("in INT4", "INT4", "4", "4", "bit", "absolute"),
    ("with W4A8", "W4A8", "4", "8", "bit", "absolute"),
    ("sub-4-bit weights", "sub-4-bit", None, "4", "bit", "absolute"),
    ("by 28.4% points", "28.4% points", "28.4", "28.4", "points", "delta"),
    ("by 3 percentage points", "3 percentage points", "3", "3", "points", "delta"),
    ("30 tokens/s", "30 tokens/s", "30", "30", "tokens/s", "absolute"),
    ("in 24 GB", "24 GB", "24", "24", "GB", "absolute"),
    ("by half", "half", "0.5", "0.5", "x", "ratio"),
    ("an order of magnitude", "an order of magnitude", "1", "1", "orders of magnitude", "ratio"),
    ("two orders of magnitude", "two orders of magnitude", "2", "2", "orders of magnitude", "ratio"),
    ("gains of +4.07 EM", "+4.07", "4.07", "4.07", "", "delta"),
    ("with 1,024 samples", "1,024", "1024", "1024", "", "absolute"),
]


@pytest.mark.parametrize(("text", "written", "low", "high", "unit", "kind"), TABLE, ids=[t[0] for t in TABLE])
def test_reads(text: str, written: str, low: str | None, high: str | None, unit: str, kind: str) -> None:
    (found,) = find(text)
    assert text[found.start : found.end] == written
    assert (found.low, found.high) == (low and Decimal(low), high and Decimal(high))
    assert (found.unit, found.kind.value) == (unit, kind)


@pytest.mark.parametrize("text", ["GPT-4", "Llama-2-7B", "WikiText-2", "v1.2.3", "2.3e21 FLOPs", "F1"])
def test_names_and_powers_are_no_quantities(text: str) -> None:
    assert find(text) == []


def test_a_change_has_two_ends() -> None:
    before, after = find("rises from 29.1 to 32.0 there")
    assert (before.role, before.high) == (Role.BEFORE, Decimal("29.1"))
    assert (after.role, after.high) == (Role.AFTER, Decimal("32.0"))


def test_a_range_is_no_change() -> None:
    (found,) = find("accuracy ranging from 37.7% to 72.2% there")
    assert found.role is Role.PLAIN
    assert (found.low, found.high) == (Decimal("37.7"), Decimal("72.2"))


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("beats it by 2.3%, 16.1%, 2.4%, and 1.8% on five tasks", 4),
        ("beats it by 33.52% and up to 36.41%, with 80% of the weights", 2),
        ("beats it by 3%, 90% of all rivals", 1),
        ("has an accuracy of 85%, 12% higher", 1),
        ("has an accuracy of 85% and 12% higher throughput", 1),
        ("has a 1.3% and 4% accuracy drop", 2),
        ("brings 17.1% pass@1 improvement", 1),
    ],
)
def test_what_is_listed_behind_a_change_is_one(text: str, changes: int) -> None:
    assert sum(found.kind is QuantityKind.PERCENT_CHANGE for found in find(text)) == changes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a loss of only 2.84 perplexity", QuantityKind.DELTA),
        ("a validation loss of 2.84", QuantityKind.ABSOLUTE),
        ("less than 0.3 perplexity (PPL) degradation", QuantityKind.DELTA),
        ("a 1% accuracy loss", QuantityKind.PERCENT_CHANGE),
        ("a 0.17 perplexity gap", QuantityKind.DELTA),
        ("reaches 85% accuracy with less memory", QuantityKind.ABSOLUTE),
        ("has 72% accuracy and lower cost", QuantityKind.ABSOLUTE),
        ("a 2.3% absolute accuracy improvement", QuantityKind.PERCENT_CHANGE),
    ],
)
def test_a_change_is_told_from_a_score(text: str, kind: QuantityKind) -> None:
    (found,) = find(text)
    assert found.kind is kind


def test_quantities_never_overlap() -> None:
    spans = [(f.start, f.end) for f in find("2.4x and 30% at 4-bit, from 4.8% to 42.4%, W4A8 or 3-4 bits")]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
