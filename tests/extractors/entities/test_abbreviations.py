from __future__ import annotations

import pytest

from extractors.entities.abbreviations import definitions
from extractors.entities.words import Words


def _pairs(text: str) -> list[tuple[str, str]]:
    words = Words(text)
    return [(words.slice(*d.long), words.slice(*d.short)) for d in definitions(words)]


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("by learning from human feedback (LHF).", "learning from human feedback", "LHF"),
        ("Mixture-of-Experts (MoE) models", "Mixture-of-Experts", "MoE"),
        ("recurrent neural networks (RNNs)", "recurrent neural networks", "RNNs"),
        ("ReWOO (Reasoning WithOut Observation) plans", "Reasoning WithOut Observation", "ReWOO"),
        ("Low-Rank Adaptation(LoRA)", "Low-Rank Adaptation", "LoRA"),
        ("visual question answering (VQA,) and", "visual question answering", "VQA"),
        ("Smooth Tide Averaging module (STA) helps", "Smooth Tide Averaging", "STA"),
        ("the Mixture of Many Rate Rows (M2R2) wins", "Mixture of Many Rate Rows", "M2R2"),
        ("actor and critic with advantage actor critic (A2C)", "advantage actor critic", "A2C"),
        (
            "Tidal Adaptation and Self-Data Sieves for Vision-Language Models (TASSV) is",
            "Tidal Adaptation and Self-Data Sieves for Vision-Language Models",
            "TASSV",
        ),
        ("Differentiable Tide Clustering, or DTC, is fast", "Differentiable Tide Clustering", "DTC"),
    ],
)
def test_long_and_short_form(text: str, long: str, short: str) -> None:
    assert _pairs(text) == [(long, short)]


@pytest.mark.parametrize(
    "text", ["models (LoRA)", "GPT-4 (OpenAI, 2023)", "(e.g., LoRA)", "as said (see Table 2)", "(LoRA)"]
)
def test_brackets_that_define_nothing(text: str) -> None:
    assert _pairs(text) == []
