from __future__ import annotations

import pytest

from extractors.entities.models import load_pieces, model_names
from extractors.entities.words import Words

PIECES = load_pieces()


def _names(text: str) -> list[str]:
    words = Words(text)
    return [words.slice(f.first, f.last) for f in model_names(words, PIECES)]


@pytest.mark.parametrize(
    "name",
    [
        "Llama-3.1-8B-Instruct",
        "GPT-4o",
        "gpt-4o",
        "GPT3.5",
        "GPT-3.5-Turbo-16k",
        "Claude 3.5 Sonnet",
        "Mistral 7B",
        "Qwen2.5-0.5B",
        "Qwen3-30B-A3B",
        "BERT-large",
        "RoBERTa-Large",
        "LLaVA-1.5",
        "Gemma-2-9B-it",
        "Kimi k1.5",
        "7B Llama-2",
        "175B GPT3.5",
        "7B and 13B Llama-2",
        "LLaMA-7B/13B",
        "Llama-1/2/3",
        "LLaMA 1 & 2",
        "Mixtral 8x7B",
        "DeepSeek-R1-Distill-Qwen-7B",
        "OpenBioLLM-70B",
        "FLM-101B",
        "Phi-1.5-1.3B",
        "BitNet-b1.58-3B",
        "Meta-Llama-3-8B",
        "GPT-4V-1106",
        "Llama 3.1 8B Instruct",
        "WizardLM-13B-V1.2",
        "Llama3.1 8b",
        "Qwen2 1.5b",
        "Gemma-4-E4B-it",
        "Qwen2.5-3B/7B-Instruct",
        "DeepSeek R1 Distill Qwen 14B",
    ],
)
def test_a_whole_name_is_found(name: str) -> None:
    assert _names(f"We test {name}, among others.") == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("OpenAI GPT-4 wins", ["GPT-4"]),
        ("a LLaMA-2-based agent", ["LLaMA-2"]),
        ("LLaMA-Adapter tunes LLaMA", []),
        ("the 7B model has 13B parameters", []),
        ("LLM-7B and Top-5", []),
        ("Llama-3-8B and Llama-3-70B", ["Llama-3-8B", "Llama-3-70B"]),
        ("GPT 4% better", []),
    ],
)
def test_what_is_no_part_of_a_name_stays_outside(text: str, names: list[str]) -> None:
    assert _names(text) == names
