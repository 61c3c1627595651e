"""Who beats whom, and who is as good as whom: the winner's name, the rival's name, classes as rivals."""

from collections.abc import Callable

import pytest

from ontology.types import Statement

Claims = Callable[..., set[tuple[str, str, str]]]
Extract = Callable[..., list[Statement]]


def wins(found: set[tuple[str, str, str]]) -> set[tuple[str, str]]:
    return {(s, o) for s, p, o in found if p == "outperforms"}


@pytest.mark.parametrize(
    ("sentence", "wins_over_rtn"),
    [
        ("GPTQ outperforms conventional RTN methods.", True),
        ("GPTQ outperforms RTN approaches.", True),
        ("GPTQ outperforms existing RTN methods.", False),
        ("GPTQ outperforms several strong RTN methods.", False),
        ("GPTQ outperforms RTN variants.", False),
    ],
)
def test_a_kind_of_method_loses_as_a_whole_only(claims: Claims, sentence: str, wins_over_rtn: bool) -> None:
    found = wins(claims("We show that " + sentence, Method="GPTQ|RTN"))
    assert (("GPTQ", "RTN") in found) is wins_over_rtn


def test_a_name_before_the_rivals_name_tells_its_kind(claims: Claims) -> None:
    found = claims(
        "We show that GPTQ outperforms the RTN model Llama-7B.", Method="GPTQ|RTN", Model="Llama-7B"
    )
    assert wins(found) == {("GPTQ", "Llama-7B")}


@pytest.mark.parametrize(
    "sentence",
    ["Llama-7B with GPTQ beats Mistral-7B.", "Llama-7B trained with our GPTQ beats Mistral-7B."],
)
def test_a_base_model_wins_by_the_method_it_has(claims: Claims, sentence: str) -> None:
    found = claims("We propose GPTQ. " + sentence, Method="GPTQ", Model="Llama-7B|Mistral-7B")
    assert wins(found) == {("GPTQ", "Mistral-7B")}


def test_our_model_is_the_one_named_beside(claims: Claims) -> None:
    found = claims(
        "We propose GPTQ. Our model GPTQ-7B beats Llama-7B.", Method="GPTQ", Model="GPTQ-7B|Llama-7B"
    )
    assert wins(found) == {("GPTQ-7B", "Llama-7B")}


def test_each_gain_has_its_own_rival(claims: Claims) -> None:
    text = "GPTQ gains 10.0 points (14.6%) over RTN and 5.0 points (6.6%) over AWQ."
    assert wins(claims(text, Method="GPTQ|RTN|AWQ")) == {("GPTQ", "RTN"), ("GPTQ", "AWQ")}


def test_a_pronoun_that_loses_is_not_the_papers_own(claims: Claims) -> None:
    text = "We propose GPTQ. While RTN is easy to use, it falls behind AWQ."
    assert ("AWQ", "GPTQ") not in wins(claims(text, Method="GPTQ|RTN|AWQ"))


def test_of_two_figures_the_second_is_the_second_rivals(extract: Extract) -> None:
    text = "We show that GPTQ gives gains of 10% and 5% over plain models and RTN, respectively."
    (win,) = [s for s in extract(text, Method="GPTQ|RTN") if s.predicate == "outperforms"]
    assert [q.text for q in win.qualifiers.delta] == ["5%"]


def test_a_level_in_brackets_is_no_gain(extract: Extract) -> None:
    text = "GPTQ gives a 55% reduction in perplexity gap to full models (perplexity of 6.14) compared to RTN."
    statements = extract(text, Method="GPTQ|RTN", Metric="perplexity")
    (win,) = [s for s in statements if s.predicate == "outperforms"]
    assert [q.text for q in win.qualifiers.delta] == ["55%"]
