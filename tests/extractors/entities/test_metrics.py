from __future__ import annotations

import pytest

from extractors.entities.metrics import load_metrics
from extractors.entities.spans import Found
from extractors.entities.words import Words
from ontology.types import EntityType

METRICS = load_metrics()


def _item(words: Words, form: str) -> Found:
    start = words.text.index(form)
    return Found(
        words.at(start), words.before(start + len(form)), EntityType.METRIC, "vocabulary:metrics", form, 40
    )


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("We reach an accuracy of 75.2%.", "accuracy"),
        ("Falcon cuts memory usage by 30%.", "memory usage"),
        ("Our method significantly reduces inference latency.", "inference latency"),
        ("We improve both training speed and inference latency.", "inference latency"),
        ("It gives a 2.4x speedup.", "speedup"),
        ("We report captioning metrics (METEOR, CIDEr) for all.", "CIDEr"),
        ("Our runs beat the strongest rival in both accuracy and throughput.", "throughput"),
        ("We see a large reduction in decoding latency.", "decoding latency"),
        ("In our tests, peak memory usage remains unchanged.", "peak memory usage"),
    ],
)
def test_a_result_is_reported(text: str, form: str) -> None:
    words = Words("Untitled\n" + text)
    assert METRICS.reported(words, [_item(words, form)])


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Large models have high latency. We study them.", "latency"),
        ("The growing memory footprint is a problem. We mend it.", "memory footprint"),
        ("We discuss the balance between accuracy and speed.", "accuracy"),
        ("We save time without sacrificing accuracy.", "accuracy"),
    ],
)
def test_what_is_only_talked_about_is_not_reported(text: str, form: str) -> None:
    words = Words("Untitled\n" + text)
    assert METRICS.reported(words, [_item(words, form)]) == []


@pytest.mark.parametrize(
    ("form", "trimmed"),
    [
        ("average accuracy", "accuracy"),
        ("end-to-end latency", "latency"),
        ("Improved throughput", "throughput"),
        ("end-to-end latency reduction", "latency"),
        ("memory reduction", "memory reduction"),
        ("BLEU score", "BLEU"),
        ("Dice score", "Dice score"),
    ],
)
def test_boundaries(form: str, trimmed: str) -> None:
    words = Words(form)
    item = METRICS.trim(words, _item(words, form))
    assert words.slice(item.first, item.last) == trimmed
