"""Which number goes with which metric and rival, and which belongs to neither."""

from collections.abc import Callable

import pytest

from ontology.types import Statement

Extract = Callable[..., list[Statement]]
NAMES = {
    "Method": "Wanda|RTN|OBQ",
    "Metric": "accuracy|latency|throughput|perplexity|decoding speed|cache size|error rate",
}


def values(statements: list[Statement]) -> dict[str, list[str]]:
    """Metric to the values of its results."""
    found: dict[str, list[str]] = {}
    for s in statements:
        if s.predicate == "achieves":
            found.setdefault(s.object, []).extend(v.text for v in s.qualifiers.value)
    return found


def deltas(statements: list[Statement]) -> dict[str, list[str]]:
    """Rival to the size of the win."""
    return {
        s.object: [d.text for d in s.qualifiers.delta] for s in statements if s.predicate == "outperforms"
    }


@pytest.mark.parametrize(
    ("sentence", "metric", "value"),
    [
        ("Wanda gives 150 tokens/s throughput and 40 ms latency.", "latency", "40 ms"),
        ("Wanda brings a 12% higher decoding speed and cuts cache size by 40%.", "cache size", "40%"),
        ("Wanda beats RTN (91.2% vs. 85.4% accuracy) by far.", "accuracy", "91.2%"),
        ("Wanda keeps a throughput of 2.1x at a 70% sparsity level.", "throughput", "2.1x"),
    ],
)
def test_each_metric_has_its_own_figure(extract: Extract, sentence: str, metric: str, value: str) -> None:
    assert values(extract(f"We propose Wanda. {sentence}", **NAMES)).get(metric) == [value]


@pytest.mark.parametrize(
    "sentence",
    [
        "Only 3 of 20 settings reach an accuracy that users accept.",
        "Wanda has quality comparable to 80% accuracy of people.",
        "We see the error rate increasing by 9% in this setting.",
        "Wanda shines, beating RTN (61.5% accuracy) on all tasks.",
    ],
)
def test_what_is_no_result_has_no_value(extract: Extract, sentence: str) -> None:
    assert not any(values(extract(f"We propose Wanda. {sentence}", **NAMES)).values())


@pytest.mark.parametrize(
    "sentence",
    [
        "To keep order and reduce latency, we sort.",
        "We use a cache to greatly reduce latency.",
        "We present Wanda as a way for reducing latency.",
        "This helps to build future models with lower latency.",
    ],
)
def test_a_purpose_is_no_result(extract: Extract, sentence: str) -> None:
    assert not values(extract(f"We propose Wanda. {sentence}", **NAMES))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Wanda cuts latency by 80% over RTN and 33% over OBQ.", {"RTN": ["80%"], "OBQ": ["33%"]}),
        ("Wanda outperforms RTN and OBQ by 22.8 and 12.7 points.", {"RTN": ["22.8"], "OBQ": ["12.7 points"]}),
        ("Wanda outperforms RTN, driven by a 10% rise in recall.", {"RTN": []}),
        ("Wanda, with 40x less memory, has better accuracy than RTN.", {"RTN": []}),
        ("Wanda beats RTN while being 40% smaller and 20% faster.", {"RTN": ["40%", "20%"]}),
    ],
)
def test_each_rival_has_its_own_figure(
    extract: Extract, sentence: str, expected: dict[str, list[str]]
) -> None:
    assert deltas(extract(f"We propose Wanda. {sentence}", **NAMES)) == expected


def test_a_labelled_figure_belongs_to_its_label(extract: Extract) -> None:
    found = extract("We compare pruners on old models (Wanda: 76.3% accuracy).", **NAMES)
    (result,) = [s for s in found if s.predicate == "achieves"]
    assert (result.subject, [v.text for v in result.qualifiers.value]) == ("Wanda", ["76.3%"])


@pytest.mark.parametrize(
    ("sentence", "owner", "value"),
    [
        ("Wanda reaches 91.2% accuracy versus 85.4% for RTN.", "RTN", "85.4%"),
        ("Wanda reaches 91.2% accuracy versus 85.4% for RTN.", "Wanda", "91.2%"),
        ("Wanda reaches 91.2% accuracy versus 85.4% for RTN and 80.1% for OBQ.", "OBQ", "80.1%"),
        ("Wanda is far ahead of RTN (perplexity 7.4) here.", "RTN", "7.4"),
        ("Wanda retains 97% of the dense accuracy.", "Wanda", "97%"),
        ("Wanda brings throughput gains exceeding 48%.", "Wanda", "48%"),
    ],
)
def test_each_figure_has_its_own_owner(extract: Extract, sentence: str, owner: str, value: str) -> None:
    found = extract(f"We propose Wanda. {sentence}", **NAMES)
    told = {(s.subject, v.text) for s in found if s.predicate == "achieves" for v in s.qualifiers.value}
    assert (owner, value) in told
    assert {o for o, v in told if v == value} == {owner}


@pytest.mark.parametrize(
    ("sentence", "winner"),
    [
        ("Wanda has lower accuracy than RTN.", "RTN"),
        ("Wanda has higher latency than RTN.", "RTN"),
        ("Wanda has lower latency than RTN.", "Wanda"),
        ("Wanda has a lower accuracy loss than RTN.", "Wanda"),
        ("Wanda, with 40x less memory, has better accuracy than RTN.", "Wanda"),
    ],
)
def test_less_of_the_good_is_a_loss(extract: Extract, sentence: str, winner: str) -> None:
    found = extract(f"We propose Wanda. {sentence}", **NAMES)
    assert {s.subject for s in found if s.predicate == "outperforms"} == {winner}


@pytest.mark.parametrize(
    ("sentence", "devices"),
    [
        ("Wanda improves throughput by 2.1x on one A100.", ["A100"]),
        ("Wanda improves throughput by 2.1x over an A100 baseline.", []),
        ("Wanda improves throughput by 2.1x, easing deployment on any A100.", []),
    ],
)
def test_a_device_is_where_it_was_measured(extract: Extract, sentence: str, devices: list[str]) -> None:
    found = extract(f"We propose Wanda. {sentence}", **NAMES, Hardware="A100")
    results = [s for s in found if s.predicate == "achieves"]
    assert results
    assert [h.text for s in results for h in s.qualifiers.hardware] == devices


def test_a_rival_named_in_front_has_no_part_of_the_gain(extract: Extract) -> None:
    names = {**NAMES, "Method": "Wanda|RTN|OBQ|transformer|pruning"}
    rival = "Against the latest transformer pruning method, RTN"
    text = f"We propose Wanda. {rival}, Wanda has another 30% speedup with a +0.9 accuracy gain."
    found = [s for s in extract(text, **names) if s.predicate == "achieves"]
    assert {s.subject for s in found} == {"Wanda"}


def test_settings_are_no_values(extract: Extract) -> None:
    text = "We propose Wanda. Wanda keeps its accuracy at 20% attention density and reduces FP16 cache size."
    assert not any(values(extract(text, **NAMES)).values())


def test_a_rate_of_sparsity_is_no_size_of_a_win(extract: Extract) -> None:
    text = "We propose Wanda. We test it at 45% sparsity, with improvements over RTN."
    assert not deltas(extract(text, **NAMES)).get("RTN")


def test_two_gains_over_two_rivals_are_told_of_both(extract: Extract) -> None:
    text = "We propose Wanda. It has a 12% gain in accuracy and a 20% gain in throughput over RTN and OBQ."
    assert deltas(extract(text, **NAMES)) == {"RTN": ["12%", "20%"], "OBQ": ["12%", "20%"]}
