from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.entities.keys import key
from extractors.entities.words import Words


def test_names_with_signs_are_one_word() -> None:
    words = Words("GPT3.5, QuIP# and HumanEval+ (pass@1), llama.cpp, C++ and 2.4x.")
    assert words.form == ["GPT3.5", "QuIP#", "and", "HumanEval+", "pass@1", "llama.cpp", "C++", "and", "2.4x"]


def test_a_raised_number_belongs_to_its_word() -> None:
    assert Words("D^2MoE and LoRA-GA^2 take 10^6 steps").form == (
        ["D^2MoE", "and", "LoRA", "GA^2", "take", "10", "6", "steps"]
    )


def test_a_name_may_hold_an_ampersand() -> None:
    words = Words("Prune&Comp, RC&P-Bench and Q&A cost&time")
    assert words.form == ["Prune&Comp", "RC&P", "Bench", "and", "Q", "A", "cost", "time"]


def test_addresses_are_no_words() -> None:
    assert Words("see https://example.org/Falcon-7B for Falcon").form == ["see", "for", "Falcon"]


def test_sentences_end_at_stops_and_line_feeds_not_at_points_in_numbers() -> None:
    words = Words("A title\nWe win by 2.5 points. It is fast, i.e. good.")
    assert words.sentence[words.form.index("We")] == 1
    assert words.sentence[words.form.index("It")] == 2
    assert words.sentence[-1] == 2


@given(st.text(max_size=200))
def test_offsets_slice_to_the_words(text: str) -> None:
    words = Words(text)
    assert [text[a:b] for a, b in zip(words.start, words.end, strict=True)] == words.form
    assert sorted(words.start) == words.start
    assert len(words.gap) == len(words.sentence) == len(words)


def test_forms_of_one_thing_have_one_key() -> None:
    assert key("Mixture-of-Experts") == key("mixture of expert")
    assert key("LLaMA-7B") == key("LLaMA 7B")
    assert key("Llama-3-8B") != key("Llama-3-70B")
    assert key("loss") == "loss"
    assert key("analysis") == "analysis"
