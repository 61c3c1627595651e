"""What a mention alone may mean: a part, unless something else is told of the name."""

from collections.abc import Callable

from extractors.relations.leftover import mere
from extractors.relations.units import Unit

Claims = Callable[..., set[tuple[str, str, str]]]


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


def test_a_mentioned_method_is_a_part_of_what_the_paper_proposes(claims: Claims) -> None:
    found = claims(
        "We propose vLLM. A lightweight PagedAttention then shares memory.", Method="vLLM|PagedAttention"
    )
    assert ("vLLM", "uses", "PagedAttention") in found


def test_a_rival_is_no_part(claims: Claims) -> None:
    text = "We propose vLLM. It beats Orca. On long prompts, Orca shares memory."
    assert ("vLLM", "uses", "Orca") not in claims(text, Method="vLLM|Orca")


def test_a_mentioned_task_is_what_the_named_thing_is_for(claims: Claims) -> None:
    text = "We propose vLLM. During text generation, memory is shared."
    assert ("vLLM", "used-for", "text generation") in claims(text, Method="vLLM", Task="text generation")
