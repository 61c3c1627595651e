from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import Doc, Span

from extractors.english import English
from ontology.errors import KgError

TEXT = "GPTQ quantizes the weights of a model. Our method outperforms GPTQ on three benchmarks."


def sentences(text: str = TEXT) -> list[Span]:
    return list(English.load().tokens(text).sents)


def arcs(doc: Doc) -> set[tuple[str, str, str]]:
    return {(token.head.text, token.dep_, token.text) for token in doc}


def shape(doc: Doc) -> list[tuple[str, str, str, str, int]]:
    return [(token.tag_, token.pos_, token.lemma_, token.dep_, token.head.i) for token in doc]


def test_parse_gives_one_doc_per_sentence_with_the_same_tokens() -> None:
    spans = sentences()
    for span, doc in zip(spans, English.load().parse(spans), strict=True):
        assert [token.text for token in doc] == [token.text for token in span]
        assert [token.text_with_ws for token in doc] == [token.text_with_ws for token in span]


def test_parse_finds_subject_object_and_oblique() -> None:
    second = arcs(English.load().parse(sentences())[1])
    assert ("outperforms", "nsubj", "method") in second
    assert ("outperforms", "obj", "GPTQ") in second
    assert ("outperforms", "obl", "benchmarks") in second


def test_parse_is_one_tree_per_sentence() -> None:
    for doc in English.load().parse(sentences()):
        assert [token.dep_ for token in doc].count("ROOT") == 1


def test_parse_does_not_depend_on_its_company() -> None:
    spans = sentences() + sentences("We fine-tune LLaMA-7B. It works well, and it is cheap.")
    together = [shape(doc) for doc in English.load().parse(spans)]
    alone = [shape(English.load().parse([span])[0]) for span in spans]
    backwards = [shape(doc) for doc in English.load().parse(spans[::-1])][::-1]
    assert together == alone == backwards


def test_two_pipelines_agree() -> None:
    assert [shape(doc) for doc in English().parse(sentences())] == [
        shape(doc) for doc in English.load().parse(sentences())
    ]


def test_tag_sets_no_heads() -> None:
    doc = English.load().tag(sentences())[0]
    assert [token.lemma_ for token in doc][:2] == ["GPTQ", "quantize"]
    assert not doc.has_annotation("DEP")


def test_nothing_to_parse() -> None:
    assert English.load().parse([]) == []


def test_missing_model_says_what_to_do(tmp_path: Path) -> None:
    english = English(tmp_path)
    with pytest.raises(KgError, match=r"extractors\.english\.train"):
        english.parse([english.tokens("It works.")[:]])


def test_one_pipeline_per_process() -> None:
    assert English.load() is English.load()


def test_fingerprint_follows_the_model(tmp_path: Path) -> None:
    before = English(tmp_path).fingerprint
    (tmp_path / "lemmas.tsv").write_text("V\tran\trun\n")
    assert English(tmp_path).fingerprint != before
    assert English.load().fingerprint == English().fingerprint
