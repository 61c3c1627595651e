"""Cut a text at the borders of its marks. Offsets are half-open, in code points of ``Paper.text``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from exports.web.models import NodeType, Piece, Role
from ontology.types import Evidence, Qualifiers, Quantity, Span

_ROLE_ORDER: tuple[Role, ...] = ("subject", "trigger", "object", "number")


class NamedSpan(NamedTuple):
    """A place where a text names an entity."""

    start: int
    end: int
    entity: str
    type: NodeType


class Mark(NamedTuple):
    """A place with a role in a claim."""

    role: Role
    start: int
    end: int


def sentence_pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """The text between two offsets, cut at the borders of its marks.

    >>> [(p.text, p.roles) for p in sentence_pieces("A beats B.", 0, 10, [Mark("subject", 0, 1)])]
    [('A', ('subject',)), (' beats B.', ())]
    """
    start, end = max(0, start), min(len(text), end)
    cuts = sorted({start, end, *(min(max(at, start), end) for mark in marks for at in mark[1:])})
    pieces = []
    for a, b in pairwise(cuts):
        roles = {mark.role for mark in marks if mark.start <= a and b <= mark.end}
        pieces.append(Piece(text=text[a:b], roles=tuple(r for r in _ROLE_ORDER if r in roles)))
    return tuple(pieces)


def marks_of(text: str, evidence: Evidence, qualifiers: Qualifiers) -> list[Mark]:
    """What the evidence points at, and the numbers of the claim."""
    spans: tuple[tuple[Role, Span | None], ...] = (
        ("subject", evidence.subject_span),
        ("trigger", evidence.trigger_span),
        ("object", evidence.object_span),
    )
    marks = [Mark(role, *span) for role, span in spans if span is not None]
    offset = max(0, evidence.start)
    sentence = text[offset : evidence.end]
    return marks + [Mark("number", offset + a, offset + b) for a, b in _numbers(sentence, qualifiers)]


_NUMBER = re.compile(r"(?<![\w.])(?<!\w-)\d[\d,]*(?:\.\d+)?(?![\d,]*\d)")
_UNIT_WORDS = {"x": r"x|×|times|-?fold", "%": r"\\?%|percent", "points": r"points?|pp"}


def _numbers(sentence: str, qualifiers: Qualifiers) -> Iterable[Span]:
    """Where the sentence writes the claim's quantities; several places if it repeats them."""
    quantities = {q for field in ("value", "delta", "ratio", "bits") for q in getattr(qualifiers, field)}
    for quantity in sorted(quantities, key=lambda q: q.text):
        yield from _places(sentence, quantity)


def _places(sentence: str, quantity: Quantity) -> Iterable[Span]:
    """Every number of that value that stands alone ("2" is not in "4.2" or "GPT-2"), with its unit.
    The claim's own text may be normalised ("+62%" for "62.0 percent"), so values are compared."""
    words = _UNIT_WORDS.get(quantity.unit, re.escape(quantity.unit))
    unit = re.compile(rf"[\s-]?(?:{words})(?!\w)", re.IGNORECASE)
    for match in _NUMBER.finditer(sentence):
        if Decimal(match[0].replace(",", "")) in (quantity.low, quantity.high):
            after = unit.match(sentence, match.end())
            yield match.start(), after.end() if after else match.end()


def named_pieces(text: str, start: int, end: int, spans: Sequence[NamedSpan]) -> tuple[Piece, ...]:
    """The text between two offsets with its entities; of spans that overlap the longest counts."""
    pieces: list[Piece] = []
    at = start
    for span in _apart(spans, start, end):
        if span.start > at:
            pieces.append(Piece(text=text[at : span.start]))
        pieces.append(Piece(text=text[span.start : span.end], entity=span.entity, type=span.type))
        at = span.end
    if at < end:
        pieces.append(Piece(text=text[at:end]))
    return tuple(pieces)


def _apart(spans: Sequence[NamedSpan], start: int, end: int) -> list[NamedSpan]:
    inside = [span for span in spans if start <= span.start and span.end <= end]
    kept: list[NamedSpan] = []
    for span in sorted(inside, key=lambda s: (s.start - s.end, s.start, s.entity)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept)
