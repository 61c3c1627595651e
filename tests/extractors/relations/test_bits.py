"""To how many bits a model was brought, where the text says it."""

from collections.abc import Callable

import pytest

from ontology.types import QuantityKind, Statement

Extract = Callable[..., list[Statement]]
NAMES = {"Method": "GPTQ|QuIP|RTN", "Model": "LLaMA", "Metric": "accuracy"}


def bits(statements: list[Statement]) -> list[str]:
    """The widths to which LLaMA was brought."""
    return [q.text for s in statements if s.predicate == "quantizes" for q in s.qualifiers.bits]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("GPTQ can quantize LLaMA into about 3-bit with less than 1% loss.", ["3-bit"]),
        ("GPTQ quantizes LLaMA to within 0.1 bit of QuIP.", []),
        ("GPTQ quantizes LLaMA. It stores weights in 3 bits.", ["3 bits"]),
        ("GPTQ quantizes LLaMA better than 2-bit RTN. It stores weights in 3 bits.", []),
    ],
)
def test_a_width_is_that_of_the_model(extract: Extract, text: str, width: list[str]) -> None:
    assert bits(extract(f"We propose GPTQ, a quantization method. {text}", **NAMES)) == width


@pytest.mark.parametrize(
    "text",
    [
        "GPTQ can quantize LLaMA into about 3-bit, less than before.",
        "GPTQ can quantize LLaMA. It stores weights in 3-bit form, less than before.",
        "GPTQ can quantize LLaMA into about 3-bit with less loss.",
    ],
)
def test_a_width_is_no_change(extract: Extract, text: str) -> None:
    found = extract(f"We propose GPTQ. {text}", **NAMES)
    assert {q.kind for s in found for q in s.qualifiers.bits} == {QuantityKind.ABSOLUTE}
