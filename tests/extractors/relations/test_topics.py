"""What a title says that a method does to models decides what a model's mention means."""

from collections.abc import Callable

import pytest

Claims = Callable[..., set[tuple[str, str, str]]]


@pytest.mark.parametrize(
    ("title", "predicate"),
    [
        ("Zeta: Low-Bit Quantization of Language Models", "quantizes"),
        ("Zeta: Two-Bit Quantization of the KV Cache", "applies-to"),
        ("Zeta: Quantized Gradients for Cheap Communication", "applies-to"),
        ("Zeta: Fine-Tuning Quantized Models on One Card", "fine-tunes"),
        ("Zeta: Soft Prompt Tuning for Code", "fine-tunes"),
        ("Zeta: Post-Training Pruning of Language Models", "prunes"),
        ("Zeta: Elastic Post-Training Sparsity for Language Models", "prunes"),
        ("Zeta: Training-Free 2:4 Sparsity", "prunes"),
        ("Zeta: Pruning Tokens of Long Prompts", "applies-to"),
        ("Zeta: Self-Tuning Schedules for Serving", "applies-to"),
    ],
)
def test_the_title_tells_what_is_done_to_the_model(claims: Claims, title: str, predicate: str) -> None:
    text = "We propose Zeta. Experiments on Llama-2-7B show small loss."
    found = claims(text, title=title, Method="Zeta", Model="Llama-2-7B")
    assert {p for _, p, o in found if o == "Llama-2-7B"} == {predicate}


def test_what_a_study_tuned_is_not_also_named_as_its_subject(claims: Claims) -> None:
    title = "How good are small models?"
    text = "We fine-tune BERT-base on questions. BERT-base answers well."
    found = claims(text, title=title, Model="BERT-base")
    assert {p for _, p, _ in found} == {"fine-tunes"}


def test_new_data_at_the_head_of_a_title_makes_a_benchmark_paper(claims: Claims) -> None:
    title = "ZetaBench: A Benchmark for Question Answering"
    text = "We present ZetaBench. We also propose Zeta. On it, Zeta does well."
    found = claims(text, title=title, Benchmark="ZetaBench", Method="Zeta", Task="Question Answering")
    assert ("ZetaBench", "benchmark-for", "Question Answering") in found


def test_a_model_that_was_tuned_tunes_no_other(claims: Claims) -> None:
    found = claims(
        "We propose Zeta, a model. Experiments show that it narrows the gap to Llama-2-7B.",
        title="Zeta: Instruction Tuning for Small Devices",
        Model="Zeta|Llama-2-7B",
    )
    assert not any(p == "fine-tunes" for _, p, _ in found)
