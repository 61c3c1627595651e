from __future__ import annotations

import pytest

from extractors.cleanup import clean
from extractors.english import English
from extractors.english.sentences import sentence_starts
from ontology.types import Paper


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in English.load().tokens(text).sents]


@pytest.mark.parametrize(
    "text",
    [
        "We test two models, e.g. GPT-4 and BERT.",
        "This holds for some tasks, i.e. Translation.",
        "Smith et al. (2020) report it.",
        "Dao et al. [3] report it.",
        "It is shown in Fig. 3 and Sec. 2.",
        "Speed vs. Quality is the question.",
        "It costs 3.5 points on average.",
        "We run llama.cpp on it.",
        "Dr. Gray wrote it.",
        "1. Speed matters most.",
        "It uses routers, experts, etc. in one block.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It is fast.", "We like it."),
        ("It is fast.", "vLLM is faster."),
        ("It takes 12 ms.", "The rest is idle."),
        ("Is it fast?", "Yes."),
        ("It works!", "Code is online."),
        ("It reaches 71.2%.", "GPT-4 does not."),
        ("It covers routers, experts, etc.", "We test it."),
        ("It beats A, B and C.", "The gap is wide."),
        ("It is fast (see below).", "(It is also small.)"),
        ("It is fast.", "3 models were tested."),
        ("It is on GitHub.", "“Fast” is the word."),
        ("This was found by Dao et al.", "We go on."),
        ("It raises accuracy.", "code is online."),
    ],
)
def test_two_sentences(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


def test_missing_blank_between_sentences() -> None:
    assert sentences("It raises accuracy.We release it.") == ["It raises accuracy.", "We release it."]


def test_starts_begin_with_the_given_offset() -> None:
    assert list(sentence_starts("One. Two. Three.", 5)) == [5, 10]


@pytest.mark.parametrize("title", ["A fast method", "Is it fast? A study", "", "Ends with a dot."])
def test_no_sentence_crosses_from_title_to_abstract(title: str) -> None:
    paper = Paper(id="p", title=title, abstract="It is fast. We like it.")
    document = English.load().document(paper, clean(paper.text))
    assert document.doc[document.title_end].is_sent_start
    assert document.doc[document.title_end :].text == paper.abstract
    assert [sentence.text for sentence in document.doc.sents][-2:] == ["It is fast.", "We like it."]


def test_paper_without_abstract() -> None:
    paper = Paper(id="p", title="A fast method", abstract="")
    document = English.load().document(paper, clean(paper.text))
    assert document.title_end == len(document.doc) == 3
