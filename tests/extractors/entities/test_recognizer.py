from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.cleanup import clean
from extractors.document import Document
from extractors.english import English
from extractors.entities import EntityRecognizer
from extractors.lexicon import Lexicon, lexicon
from ontology.errors import KgError
from ontology.types import EntityType, Paper

ENGLISH = English.load()
RECOGNIZER = EntityRecognizer.load(rules_only=True)

TITLE = "Shears: Pruning Large Language Models on the Fly"
ABSTRACT = (
    "Large language models (LLMs) need much memory. We propose Shears, a training-free pruning framework "
    "that removes attention heads of Llama-3.1-8B and Mistral 7B. Unlike GPTQ and AWQ, Shears uses knowledge "
    "distillation (KD). On GSM8K and the TideBench benchmark, Shears outperforms Trimmer and reduces memory "
    "usage by 30% on A100 GPUs, with code generation and machine translation among the tasks."
)


def _document(title: str, abstract: str) -> Document:
    paper = Paper(id="p", title=title, abstract=abstract)
    return ENGLISH.document(paper, clean(paper.text))


def _types(title: str, abstract: str, known: Lexicon | None = None) -> dict[str, str]:
    document = _document(title, abstract)
    RECOGNIZER.recognize(document, known or {})
    return {form: entity.type.value for entity in document.entities for form in entity.forms}


def test_one_paper() -> None:
    assert _types(TITLE, ABSTRACT) == {
        "Shears": "Method",
        "Pruning": "Method",
        "pruning": "Method",
        "Llama-3.1-8B": "Model",
        "Mistral 7B": "Model",
        "GPTQ": "Method",
        "AWQ": "Method",
        "knowledge distillation": "Method",
        "KD": "Method",
        "GSM8K": "Benchmark",
        "TideBench": "Benchmark",
        "Trimmer": "Method",
        "memory usage": "Metric",
        "A100": "Hardware",
        "code generation": "Task",
        "machine translation": "Task",
    }


def test_forms_of_one_thing_are_one_entity_in_order_of_first_mention() -> None:
    document = _document(TITLE, ABSTRACT)
    RECOGNIZER.recognize(document, {})
    assert [entity.id for entity in document.entities] == [f"e{n + 1}" for n in range(len(document.entities))]
    firsts = [entity.mentions[0].start for entity in document.entities]
    assert firsts == sorted(firsts)
    assert ("knowledge distillation", "KD") in [entity.forms for entity in document.entities]


def test_mentions_tell_their_rule() -> None:
    document = _document(TITLE, ABSTRACT)
    RECOGNIZER.recognize(document, {})
    rules = {entity.forms[0]: entity.mentions[0].rule for entity in document.entities}
    assert rules["Shears"] == "context:apposition"
    assert rules["Llama-3.1-8B"] == "model-name"
    assert rules["GPTQ"] == "vocabulary:methods"


def test_generic_classes_and_fields_are_nothing() -> None:
    assert (
        _types("On LLMs", "Natural language processing (NLP) uses LLMs, VLMs and AI. Our method is good.")
        == {}
    )


def test_a_known_name_with_something_coined_is_a_variant_of_its_type() -> None:
    assert _types("A Report", "It was tried for TT-LoRA in the end. We evaluate on LongBench-E and win.") == {
        "TT-LoRA": "Method",
        "LongBench-E": "Benchmark",
    }
    assert "LoRA-tuned" not in _types("A Report", "A LoRA-tuned network was tried.")


def test_the_lexicon_types_a_name_that_has_no_context() -> None:
    text = "It was also tried with Brinkhorn once."
    assert _types("Untitled", text) == {}
    assert _types("Untitled", text, {"Brinkhorn": EntityType.MODEL}) == {"Brinkhorn": "Model"}


def test_votes_of_strong_contexts_make_a_lexicon() -> None:
    votes = RECOGNIZER.votes(clean("Untitled\nWe evaluate Brinkhorn, a large language model."))
    assert [(vote.form, vote.type) for vote in votes] == [("Brinkhorn", EntityType.MODEL)]
    assert lexicon([("Brinkhorn", {EntityType.MODEL: 3})]) == {"Brinkhorn": EntityType.MODEL}


def test_a_users_vocabulary_goes_before_ours(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("name\ttype\taliases\tsource\nGSM8K\tTask\tgrade maths\tour wiki\n", encoding="utf-8")
    document = _document("Untitled", "Results on GSM8K, or grade maths, are told.")
    EntityRecognizer.load([path], rules_only=True).recognize(document, {})
    assert [(entity.type, entity.forms) for entity in document.entities] == [
        ("Task", ("GSM8K", "grade maths"))
    ]


def test_a_bad_vocabulary_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text("name\ttype\taliases\tsource\nX1\tThing\t\tme\n", encoding="utf-8")
    with pytest.raises(KgError, match="Thing"):
        EntityRecognizer.load([path], rules_only=True)


def test_explain_tells_the_row_the_grammar_and_the_votes() -> None:
    assert "methods" in RECOGNIZER.explain("LoRA")[0]
    assert any("model-name" in line for line in RECOGNIZER.explain("Llama-3.1-8B"))
    assert any("decided: Method" in line for line in RECOGNIZER.explain("Zorblat", {EntityType.METHOD: 3}))


def test_offsets_point_into_the_text_as_it_was_given() -> None:
    title, abstract = "A $\\mathbf{Test}$", "We quantize LLaMA~7B by 30\\% with GPTQ &amp; AWQ."
    document = _document(title, abstract)
    RECOGNIZER.recognize(document, {})
    text = document.paper.text
    assert [text[m.start : m.end] for e in document.entities for m in e.mentions] == [
        "LLaMA~7B",
        "GPTQ",
        "AWQ",
    ]


_SAMPLES = (
    "GPT-4|LLaMA-7B/13B|we propose|Falcon|(RLHF)|reinforcement learning from human feedback|,|.|such as|"
    "tasks|and|"
    "code generation|quantization|accuracy|by 3%|the|$x$|\\%|LoRA-Pro|called|a benchmark|is|A100 GPUs|"
    "fine-tuning|~|(|)|-|\u2013|Ä|state space models"
)
_PIECES = st.lists(st.sampled_from(_SAMPLES.split("|")), max_size=40)


@settings(max_examples=150, deadline=None)
@given(title=_PIECES, abstract=_PIECES)
def test_mentions_are_disjoint_sliced_from_the_text_and_the_same_again(
    title: list[str], abstract: list[str]
) -> None:
    document = _document(" ".join(title), " ".join(abstract))
    RECOGNIZER.recognize(document, {})
    text = document.paper.text
    spans = sorted((m.start, m.end) for e in document.entities for m in e.mentions)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for entity in document.entities:
        assert set(entity.forms) == {text[m.start : m.end] for m in entity.mentions}
    starts = [o.start for o in document.occurrences]
    assert starts == sorted(starts)
    assert all(a.end <= b.start for a, b in pairwise(document.occurrences))
    first = document.entities
    RECOGNIZER.recognize(document, {})
    assert document.entities == first


def test_given_entities_take_the_place_of_found_ones() -> None:
    document = _document(TITLE, ABSTRACT)
    RECOGNIZER.recognize(document, {})
    found = document.entities
    RECOGNIZER.inject(document, found)
    assert [(e.id, e.forms) for e in document.entities] == [(e.id, e.forms) for e in found]
    assert {o.rule for o in document.occurrences} == {"given"}


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        ("We introduce Tide Counting, a light pruning method.", "Tide Counting", "Method"),
        ("It needs the Harbour algorithm for rows.", "Harbour algorithm", "Method"),
        ("We prune mmTide-small and keep gte-tidal-base as it is.", "gte-tidal-base", "Model"),
        ("We run it on an NVIDIA RTX 4090 Ti laptop.", "NVIDIA RTX 4090 Ti", "Hardware"),
        ("We ask OpenAI GPT-4 for answers.", "GPT-4", "Model"),
        ("Our system reduces anchoring latency by 30%.", "anchoring latency", "Metric"),
        ("We show that 2:4 structured pruning is enough.", "2:4 structured pruning", "Method"),
    ],
)
def test_names_by_their_shape(text: str, form: str, kind: str) -> None:
    assert _types("A study", text).get(form) == kind


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("We report accuracy on Tidelang harbour contracts.", "Tidelang"),
        ("We collect a 160K-sample set.", "160K-sample"),
        ("We propose a logic, Tidal template logic, for graphs.", "Tidal"),
        ("Readers may like scientific writing. We count words.", "scientific writing"),
    ],
)
def test_what_is_no_name(text: str, form: str) -> None:
    assert form not in _types("A study", text)
