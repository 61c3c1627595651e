"""Texts are cut at the borders of their marks, and nothing is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.web.pieces import NamedSpan, marks_of, named_pieces, sentence_pieces
from ontology.types import Evidence, Qualifiers, Quantity, QuantityKind

TEXT = "Title\nFirst sentence. FlashAttention is 2.4x faster than the 4-bit baseline at 2.4. Last."


def quantity(text: str) -> Quantity:
    number = text.lstrip("+").rstrip("x%").replace(",", "")
    unit = text.lstrip("+0123456789.,")
    return Quantity(low=Decimal(number), high=Decimal(number), unit=unit, kind=QuantityKind.RATIO, text=text)


def marked(sentence: str, written: str) -> list[str]:
    evidence = Evidence(paper="p", start=0, end=len(sentence), rule="r")
    marks = marks_of(sentence, evidence, Qualifiers(ratio=(quantity(written),)))
    pieces = sentence_pieces(sentence, 0, len(sentence), marks)
    return [p.text for p in pieces if p.roles]


@pytest.mark.parametrize(
    ("sentence", "written", "found"),
    [
        ("it is 2.4x faster", "2.4x", ["2.4x"]),
        ("it is 12.4x faster", "2.4x", []),
        ("a gain of 0.19 points", "+0.19", ["0.19"]),
        ("from 2 to 4 times, on L2 and GPT-4", "4x", ["4 times"]),
        ("with 1,024 tokens", "1,024", ["1,024"]),
        ("62.0% here, not GPT-62 or v62", "62%", ["62.0%"]),
        ("by 3.5%, later 3.5%", "3.5%", ["3.5%", "3.5%"]),
        ("nothing here", "7", []),
        ("2.5 times faster", "2.5x", ["2.5 times"]),
        ("about 16\\% more", "16%", ["16\\%"]),
    ],
)
def test_numbers_are_marked_where_they_stand_alone(sentence: str, written: str, found: list[str]) -> None:
    assert marked(sentence, written) == found


def test_overlapping_marks_share_a_piece() -> None:
    evidence = Evidence(paper="p", start=0, end=9, rule="r", subject_span=(0, 6), trigger_span=(3, 9))
    pieces = sentence_pieces("abcdefghi", 0, 9, marks_of("abcdefghi", evidence, Qualifiers()))
    assert [(p.text, p.roles) for p in pieces] == [
        ("abc", ("subject",)),
        ("def", ("subject", "trigger")),
        ("ghi", ("trigger",)),
    ]


spans = st.tuples(st.integers(-5, 120), st.integers(-5, 120))


@given(st.tuples(st.integers(0, 100), st.integers(0, 120)), spans, spans, spans)
def test_a_sentence_is_never_lost_whatever_the_spans(
    whole: tuple[int, int], subject: tuple[int, int], trigger: tuple[int, int], obj: tuple[int, int]
) -> None:
    start, end = sorted(whole)
    evidence = Evidence(
        paper="p", start=start, end=end, rule="r", subject_span=subject, trigger_span=trigger, object_span=obj
    )
    pieces = sentence_pieces(TEXT, start, end, marks_of(TEXT, evidence, Qualifiers()))
    assert "".join(p.text for p in pieces) == TEXT[start:end]


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 20)), max_size=8))
def test_a_paper_is_never_lost_whatever_the_mentions(places: list[tuple[int, int]]) -> None:
    found = [NamedSpan(at, at + length, f"method/{at}", "Method") for at, length in places]
    pieces = named_pieces(TEXT, 0, len(TEXT), found)
    assert "".join(p.text for p in pieces) == TEXT


def test_the_longest_of_overlapping_mentions_counts() -> None:
    found = [NamedSpan(0, 4, "model/gpt", "Model"), NamedSpan(0, 8, "model/gpt-4", "Model")]
    pieces = named_pieces("GPT-4 all", 0, 9, found)
    assert [p.entity for p in pieces] == ["model/gpt-4", None]
