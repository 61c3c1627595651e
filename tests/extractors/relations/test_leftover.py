"""What a mention alone may mean: a part, unless something else is told of the name."""

from __future__ import annotations

from extractors.relations.leftover import mere
from extractors.relations.units import Unit


def test_a_class_noun_or_a_kind_of_model_is_no_mere_part() -> None:
    named = Unit("Method", 0, 1, "PagedAttention")
    assert mere(named)
    named.head = "methods"
    assert not mere(named)
    assert not mere(Unit("Method", 0, 1, "Transformer-based"))


def test_an_example_of_a_class_is_no_part() -> None:
    example = Unit("Method", 0, 1, "LoRA")
    example.examples = True
    assert not mere(example)
