"""What a paper is by its own words: a study or a survey tests what it names, whatever its title says."""

from collections.abc import Callable

import pytest

Claims = Callable[..., set[tuple[str, str, str]]]


@pytest.mark.parametrize(
    "sentence",
    [
        "In two rounds we tested BERT and OPT on old riddles.",
        "This article compares BERT and OPT on old riddles.",
        "We present the first energy analysis of BERT and OPT.",
    ],
)
def test_a_paper_that_proposes_nothing_and_tests_is_a_study(claims: Claims, sentence: str) -> None:
    found = claims(sentence, title="Riddles and small models", Model="BERT|OPT")
    assert {("paper", "evaluates", "BERT"), ("paper", "evaluates", "OPT")} <= found


@pytest.mark.parametrize(
    "sentence", ["This paper reviews pruning for small models.", "We provide a broad review of pruning."]
)
def test_a_paper_that_reviews_is_a_survey(claims: Claims, sentence: str) -> None:
    assert ("paper", "evaluates", "pruning") in claims(sentence, Method="pruning")


def test_what_we_propose_makes_it_no_study(claims: Claims) -> None:
    found = claims(
        "We propose a scheme that helps BERT. We evaluate how it does.", title="A study", Model="BERT"
    )
    assert ("paper", "evaluates", "BERT") not in found
