"""By what measure, on which data and models, compared with what: only what is said of the claim itself."""

from collections.abc import Callable

import pytest

from ontology.types import Statement

Extract = Callable[..., list[Statement]]
NAMES = {
    "Method": "FAQ|GPTQ|AWQ",
    "Model": "GPT-4|LLaMA|Vicuna",
    "Metric": "accuracy|latency|speedup|hit rate|training time|cost|ROUGE",
    "Benchmark": "MMLU|GSM8K",
}


def one(found: list[Statement], predicate: str, obj: str) -> Statement:
    """The only statement with this predicate and object."""
    (statement,) = (s for s in found if s.predicate == predicate and s.object == obj)
    return statement


@pytest.mark.parametrize(
    "text",
    [
        "We propose FAQ. It outperforms larger models such as GPT-4, LLaMA and Vicuna.",
        "We propose FAQ. It reaches 80% accuracy, outperforming GPT-4 and LLaMA.",
        "We propose FAQ. FAQ has an accuracy of 71% on MMLU, surpassing models such as GPT-4 and LLaMA.",
        "We propose FAQ. Our model reaches 98% accuracy, compared to roughly 60% for GPT-4.",
    ],
)
def test_a_rival_is_not_what_was_measured(extract: Extract, text: str) -> None:
    found = extract(text, Method="FAQ", Model="GPT-4|LLaMA|Vicuna", Metric="accuracy", Benchmark="MMLU")
    assert any(s.predicate in {"outperforms", "achieves"} for s in found)
    assert not any(s.qualifiers.model for s in found)


def test_the_model_of_a_result_is_told(extract: Extract) -> None:
    text = "We propose FAQ. On Vicuna, FAQ reaches 80% accuracy, outperforming AWQ."
    found = extract(text, Method="FAQ|AWQ", Model="Vicuna", Metric="accuracy")
    assert {r.text for s in found if s.predicate == "achieves" for r in s.qualifiers.model} == {"Vicuna"}


@pytest.mark.parametrize(
    "text",
    [
        "We propose FAQ. FAQ gains 1% on GSM8K, and 2.4% of ROUGE in titles.",
        "We propose FAQ. FAQ has a ROUGE of 71% on MMLU, 60% on GSM8K, and 40% in titles.",
    ],
)
def test_the_metric_of_another_test_is_left_out(extract: Extract, text: str) -> None:
    found = extract(text, Method="FAQ", Metric="ROUGE", Benchmark="GSM8K|MMLU")
    (test,) = (s for s in found if s.predicate == "evaluated-on" and s.object == "GSM8K")
    assert not test.qualifiers.metric


def test_the_metric_of_the_test_itself_is_kept(extract: Extract) -> None:
    text = "We propose FAQ. On GSM8K, FAQ reaches 71% of full size with a ROUGE of 2 points."
    test = one(extract(text, Method="FAQ", Metric="ROUGE", Benchmark="GSM8K"), "evaluated-on", "GSM8K")
    assert [r.text for r in test.qualifiers.metric] == ["ROUGE"]


def test_a_leading_model_leads_nowhere(extract: Extract) -> None:
    text = "We propose FAQ. FAQ has 71% accuracy on MMLU, surpassing leading models such as GPT-4 and LLaMA."
    assert not one(extract(text, **NAMES), "evaluated-on", "MMLU").qualifiers.model


def test_the_model_of_the_next_result_is_not_of_this(extract: Extract) -> None:
    text = "We propose FAQ. In trials FAQ reaches 99% accuracy, and LLaMA falls behind."
    assert not one(extract(text, **NAMES), "achieves", "accuracy").qualifiers.model


def test_the_data_of_another_figure_are_not_of_this(extract: Extract) -> None:
    text = "We propose FAQ. FAQ wins 7 points on MMLU with 15% of the training time."
    assert not one(extract(text, **NAMES), "achieves", "training time").qualifiers.benchmark


def test_a_rival_s_data_are_no_test(extract: Extract) -> None:
    text = "We propose FAQ. FAQ reaches higher accuracy than MMLU."
    result = one(extract(text, **NAMES), "achieves", "accuracy")
    assert not (result.qualifiers.benchmark and result.qualifiers.baseline)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("FAQ is comparable to GPTQ with an improvement in latency.", []),
        ("FAQ gains much accuracy and is comparable to GPTQ.", []),
        ("FAQ reaches accuracy comparable to GPTQ.", ["accuracy"]),
        ("FAQ is comparable to GPTQ in accuracy.", ["accuracy"]),
    ],
)
def test_what_is_alike_is_told_beside_the_likeness(extract: Extract, text: str, metric: list[str]) -> None:
    match = one(extract(f"We propose FAQ. {text}", **NAMES), "matches", "GPTQ")
    assert [r.text for r in match.qualifiers.metric] == metric


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("FAQ lifts the share of hits by 51% over GPTQ and achieves up to 2.6x speedup.", []),
        ("FAQ outperforms GPTQ by 3% in accuracy.", ["accuracy"]),
        ("FAQ outperforms GPTQ, achieving an 8% accuracy gain.", ["accuracy"]),
    ],
)
def test_what_is_won_is_not_the_measure_of_another_result(
    extract: Extract, text: str, metric: list[str]
) -> None:
    win = one(extract(f"We propose FAQ. {text}", **NAMES), "outperforms", "GPTQ")
    assert [r.text for r in win.qualifiers.metric] == metric


@pytest.mark.parametrize(
    "text",
    [
        "FAQ brings more than a 2x reduction in training time and a 5x reduction in latency.",
        "FAQ cuts latency 5x by skipping steps rather than whole sentences.",
    ],
)
def test_not_every_than_compares(extract: Extract, text: str) -> None:
    assert not one(extract(f"We propose FAQ. {text}", **NAMES), "achieves", "latency").qualifiers.baseline


def test_each_rival_has_the_figure_in_its_brackets(extract: Extract) -> None:
    found = extract("We propose FAQ. FAQ surpasses both GPTQ (by 23.9%) and AWQ (by 15.3%).", **NAMES)
    wins = {s.object: [d.text for d in s.qualifiers.delta] for s in found if s.predicate == "outperforms"}
    assert wins == {"GPTQ": ["23.9%"], "AWQ": ["15.3%"]}


def test_the_gain_is_not_the_accuracy(extract: Extract) -> None:
    found = extract("We propose FAQ. FAQ reaches 63.9% accuracy, a +16.1 point gain over GPTQ.", **NAMES)
    assert [d.text for d in one(found, "outperforms", "GPTQ").qualifiers.delta] == ["+16.1 point"]


def test_a_drop_is_no_win(extract: Extract) -> None:
    found = extract("We propose FAQ. FAQ has a 0.2% accuracy drop compared to GPTQ.", **NAMES)
    assert not any(s.predicate == "outperforms" for s in found)


def test_a_variation_is_no_result(extract: Extract) -> None:
    found = extract("We propose FAQ. FAQ shows up to 9% variation in accuracy.", **NAMES)
    assert not any(s.predicate == "achieves" for s in found)


def test_the_result_is_what_it_came_to(extract: Extract) -> None:
    found = extract("We propose FAQ. FAQ cuts cost from $500 to under $10.", **NAMES)
    result = one(found, "achieves", "cost").qualifiers
    assert [v.text for v in result.value] == ["$10"]
    assert [b.text for b in result.baseline] == ["$500"]


def test_what_it_was_before_is_not_the_result(extract: Extract) -> None:
    found = extract("We propose FAQ. FAQ cuts cost from 751 tokens to less than 16 tokens.", **NAMES)
    assert all(v.text == "16" for s in found if s.predicate == "achieves" for v in s.qualifiers.value)


def test_a_class_of_rivals_is_told_as_written(extract: Extract) -> None:
    found = extract("We propose FAQ. FAQ has a 2.6x speedup over existing GPTQ inference systems.", **NAMES)
    (rival,) = one(found, "achieves", "speedup").qualifiers.baseline
    assert rival.text == "existing GPTQ inference systems"
    assert rival.entity is None


def test_the_size_of_the_input_is_a_setting(extract: Extract) -> None:
    text = "We propose FAQ. FAQ cuts latency 5x under 8K input length and 1K output length."
    for metrics in ("latency|input length|output length", "latency|output length"):
        found = extract(text, Method="FAQ", Metric=metrics)
        assert {s.object for s in found if s.predicate == "achieves"} == {"latency"}
