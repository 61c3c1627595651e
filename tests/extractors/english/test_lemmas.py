from __future__ import annotations

import pytest

from extractors.english.inflect import inflections, plural, word_list
from extractors.english.lemmas import TABLE, Lemmatizer
from extractors.english.pipeline import MODEL

LEMMATIZER = Lemmatizer.load(MODEL / TABLE)


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("outperforms", "VBZ", "outperform"),
        ("Outperforming", "VBG", "outperform"),
        ("outperforms", "NNS", "outperform"),
        ("quantized", "VBN", "quantize"),
        ("quantising", "VBG", "quantise"),
        ("pruning", "VBG", "prune"),
        ("distilled", "VBD", "distill"),
        ("fine-tuned", "VBN", "fine-tune"),
        ("fine-tuning", "VBG", "fine-tune"),
        ("finetunes", "VBZ", "finetune"),
        ("benchmarked", "VBN", "benchmark"),
        ("surpasses", "VBZ", "surpass"),
        ("leverages", "VBZ", "leverage"),
        ("achieving", "VBG", "achieve"),
        ("applies", "VBZ", "apply"),
        ("built", "VBN", "build"),
        ("shrunk", "VBN", "shrink"),
        ("beaten", "VBN", "beat"),
        ("mapped", "VBN", "map"),
        ("inferred", "VBN", "infer"),
        ("instruction-tuned", "VBN", "instruction-tune"),
        ("re-ranked", "VBD", "re-rank"),
        ("halves", "VBZ", "halve"),
        ("is", "VBZ", "be"),
        ("were", "VBD", "be"),
        ("has", "VBZ", "have"),
        ("n't", "RB", "not"),
        ("models", "NNS", "model"),
        ("accuracies", "NNS", "accuracy"),
        ("corpora", "NNS", "corpus"),
        ("matrices", "NNS", "matrix"),
        ("better", "JJR", "good"),
        ("faster", "JJR", "fast"),
        ("larger", "JJR", "large"),
        ("GPUs", "NNS", "gpu"),
        ("LLaMA", "NNP", "LLaMA"),
        ("Transformers", "NNPS", "Transformer"),
        ("'s", "VBZ", "be"),
        ("'s", "POS", "'s"),
        ("these", "DT", "this"),
        ("H100s", "NNS", "h100"),
        ("rescaling", "VBG", "rescale"),
        ("predefined", "VBN", "predefine"),
        ("unbiased", "VBN", "unbias"),
        ("excelling", "VBG", "excel"),
        ("tokens/s", "NNS", "tokens/s"),
        ("vectorized", "VBN", "vectorize"),
        ("checkpointed", "VBN", "checkpoint"),
        ("throttling", "VBG", "throttle"),
    ],
)
def test_lemma(form: str, tag: str, lemma: str) -> None:
    assert LEMMATIZER.lemma(form, tag) == lemma


@pytest.mark.parametrize("entry", word_list("verbs"))
def test_every_form_of_a_field_verb_leads_back_to_it(entry: str) -> None:
    base = entry.rstrip("+")
    assert {LEMMATIZER.lemma(form, tag) for tag, form in inflections(entry).items()} == {base}


@pytest.mark.parametrize("noun", word_list("nouns"))
def test_plural_leads_back(noun: str) -> None:
    assert LEMMATIZER.lemma(plural(noun), "NNS") == noun


def test_inflections_double_a_marked_consonant() -> None:
    assert inflections("infer+")["VBG"] == "inferring"
    assert inflections("distill")["VBD"] == "distilled"
    assert inflections("unify") == {
        "VB": "unify",
        "VBP": "unify",
        "VBZ": "unifies",
        "VBD": "unified",
        "VBN": "unified",
        "VBG": "unifying",
    }
