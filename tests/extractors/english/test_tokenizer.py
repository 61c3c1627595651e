from __future__ import annotations

import pytest

from extractors.english import English


def words(text: str) -> list[str]:
    return [token.text for token in English.load().tokens(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Llama-3.1-8B-Instruct",
        "GPT-4V/o",
        "LLaMA-7B/13B",
        "Llama-1/2/3",
        "CIFAR-10/100",
        "W4A8",
        "4-bit",
        "2.91x",
        "2.4×",
        "30%",
        "30\\%",
        "1.5%",
        "pre-training",
        "state-of-the-art",
        "w/o",
        "I/O",
        "i.e.",
        "w.r.t.",
        "tokens/s",
        "TOPS/W",
        "LLM(s)",
        "(de)quantized",
        "LLM.int8()",
        "O(n)",
        "O(n^2)",
        "(1)",
        "(ii)",
        "1,200",
        "2:4",
        "C++",
        "Q*",
        "QuIP#",
        "llama.cpp",
        "pass@1",
        "https://github.com/some/thing",
        "github.com/some/thing",
        "meta-llama/Llama-2-7b",
        "vLLM",
        "+4.6",
    ],
)
def test_stays_whole_in_a_sentence(whole: str) -> None:
    assert words(f"We test {whole}, which works.") == ["We", "test", whole, ",", "which", "works", "."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CPU/GPU", "CPU / GPU"),
        ("INT4/INT8", "INT4 / INT8"),
        ("LLaMA+LoRA", "LLaMA + LoRA"),
        ("8xA100", "8x A100"),
        ("KV(cache)", "KV ( cache )"),
        ("(LLMs)", "( LLMs )"),
        ("[12]", "[ 12 ]"),
        ("~4x", "~ 4x"),
        (">90%", "> 90%"),
        ("$5", "$ 5"),
        ("LoRA's", "LoRA 's"),
        ("models'", "models '"),
        ("doesn't", "does n't"),
        ("can't", "ca n't"),
        ("cannot", "can not"),
        ("we're", "we 're"),
        ("“named”", "“ named ”"),
        ("speed—accuracy", "speed — accuracy"),
        ("lower--better", "lower -- better"),
        ("fast...", "fast ..."),
        ("a,b", "a , b"),
        ("accuracy.We", "accuracy . We"),
        ("12 ms.", "12 ms ."),
        ("e.g., BERT", "e.g. , BERT"),
        ("(e.g., BERT)", "( e.g. , BERT )"),
        ("method:fast", "method : fast"),
        ("**local", "** local"),
        ("*offloading*", "* offloading *"),
        ("KV$", "KV $"),
    ],
)
def test_comes_apart(text: str, expected: str) -> None:
    assert words(text) == expected.split()


def test_sentence_end_comes_off_a_name() -> None:
    assert words("It beats Llama-3.1-8B.") == ["It", "beats", "Llama-3.1-8B", "."]


def test_offsets_point_into_the_text() -> None:
    text = "GPTQ (4-bit)\nquantizes OPT-175B in 4h."
    doc = English.load().tokens(text)
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert "\n" not in [token.text for token in doc]


@pytest.mark.parametrize("text", ["", " ", "\n", ".", "...", "((((", "a\u0000b", "\u200b", "😀 8)"])
def test_odd_text_is_tokenised(text: str) -> None:
    assert English.load().tokens(text).text == text.replace("\n", " ")
