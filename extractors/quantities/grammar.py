"""Find the numbers of a text that can be results: with unit, range, bound and kind.

Names are not numbers: the 4 of "GPT-4" and the 7B of "Llama-2-7B" are left alone, because a quantity
never starts inside a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from extractors.quantities import units
from ontology.types import Quantity, QuantityKind


class Role(StrEnum):
    """The part a number plays in "from 29.1 to 32.0"."""

    PLAIN = "plain"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity and its half-open span of characters in the text that was searched."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str
    kind: QuantityKind
    role: Role = Role.PLAIN
    signed: bool = False

    @property
    def decimal(self) -> bool:
        """True where it is written with a decimal point: 4.0, never a count."""
        ends = (d.as_tuple().exponent for d in (self.low, self.high) if d is not None)
        return any(isinstance(e, int) and e < 0 for e in ends)

    def quantity(self, text: str) -> Quantity:
        """As a record; ``text`` is the quantity as the paper writes it."""
        return Quantity(low=self.low, high=self.high, unit=self.unit, kind=self.kind, text=text)


_WORDS = {
    "half": "0.5", "halve": "0.5", "halves": "0.5", "halving": "0.5", "halved": "0.5",
    "twice": "2", "double": "2", "doubles": "2", "doubling": "2", "doubled": "2",
    "triple": "3", "triples": "3", "tripling": "3", "thrice": "3",
    "twofold": "2", "two-fold": "2", "threefold": "3", "three-fold": "3", "fourfold": "4", "four-fold": "4",
    "tenfold": "10", "ten-fold": "10",
}  # fmt: skip
_COUNTS = {
    "a": "1", "an": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10",
}  # fmt: skip

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_COUNT = "|".join(_COUNTS)
_BOUND = (
    r"(?:(?P<most>up to|at most|less than|fewer than|under|below|as much as|as high as|a maximum of)"
    r"|(?P<least>over|more than|at least|above|exceeding|greater than|as (?:little|low|few) as)) "
)
_OPEN = r"\$?\{?"
_CLOSE = r"\}?\$?"
_UNIT_GAP = rf"{_CLOSE}[ -]?{_OPEN}"
_START = r"(?:(?<!\w)|(?=[${o]))"
"""Inside a word only a sign of mathematics or "orders of magnitude" begins one. Asked first, for speed."""
_SPREAD = (
    rf"(?:{_CLOSE} ?\(?{_OPEN}(?:±|\+ ?/? ?[-−–]) ?{_NUMBER}"
    rf"(?:{_UNIT_GAP}(?P<unit_spread>{units.PATTERN})(?![\w]))?\)?)?"
)
"""The deviation of "43.5 ± 0.2": part of the figure, no figure of its own."""
_QUANTITY = re.compile(
    rf"{_START}(?:\b{_BOUND}(?:an? |the |average |nearly |almost |about |around )?)?"
    rf"(?P<from>\bfrom )?(?P<text>{_OPEN}(?:"
    rf"(?P<bits>\b[Ww]\d{{1,2}}[Aa]\d{{1,2}}(?:KV\d{{1,2}})?\b|\b(?:INT|int|Int|FP|fp|NF|MXFP|NVFP)-?\d{{1,2}}\b)"
    rf"|(?:(?P<count>\b(?:{_COUNT}|several|\d+)) )?(?P<magnitude>orders?[ -]of[ -]magnitudes?\b)"
    rf"|(?P<counted>\b(?:{_COUNT}) )(?P<counted_unit>times|percent|bits?|points?)\b"
    rf"|(?P<word>\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b)"
    rf"|(?<![\w.,/#^])(?<![A-Za-z0-9\)]-)(?:(?P<sub>sub-)|(?P<sign>[+\-−±~]{{0,2}}))"
    rf"(?P<low>{_NUMBER})(?:{_UNIT_GAP}(?P<unit_low>{units.PATTERN})(?![\w]))?"
    rf"(?:(?P<sep>{_CLOSE} ?[-–—~] ?{_OPEN}|{_CLOSE} to {_OPEN}|{_CLOSE} and {_OPEN}(?={_NUMBER} ?-?bits?))"
    rf"(?P<high>[+]?{_NUMBER})"
    rf"(?:{_UNIT_GAP}(?P<unit_high>{units.PATTERN})(?![\w]))?)?{_SPREAD}(?![.,]?\w)"
    rf"){_CLOSE})"
)  # fmt: skip
_RANGING = re.compile(r"(?:rang\w+|var\w+|between|spanning|anywhere)(?: in size)? $", re.IGNORECASE)
_MODIFIER = (
    r"(?!(?:with|and|or|while|but|at|using|for|on|to|as|in|than|under|over|from|via)\b)(?:[\w@.]+|\(\w+\))"
)
"""A word between a figure and what it tells of: "85% accuracy with less memory" is no change."""
_GAIN_AFTER = re.compile(
    rf"(?:[ -](?:{_MODIFIER}[ -]){{0,3}}?)"
    r"(?:reduc|increas|improv|gain|drop|decreas|sav|faster|slower|higher|lower|"
    r"fewer|less|more|smaller|larger|better|longer|shorter|boost|enhanc|relative|degrad|saving|cheaper|worse|"
    r"declin|uplift|advantage|gaps?\b|lead\b|margins?\b|"
    r"(?:accuracy|perplexity|ppl|performance|quality|precision|recall|score|f1)\)? loss)",
    re.IGNORECASE,
)
_GAIN_BEFORE = re.compile(
    r"(?:\bby|\b(?:gain|improvement|reduction|increase|boost|drop|decrease|saving|speedup|degradation|decline|"
    r"uplift|advantage|gap|margin|lead)s?(?: of)?|"
    r"\bloss(?:es)? of(?= (?:only|just|merely|less|at most|under)))"
    r"(?: (?:up to|over|more than|at least|nearly|about|almost|an average of|a factor of|an?|average|around|"
    r"approximately|roughly|as much as|at most|less than|only|just|merely|mere|under))* ?$",
    re.IGNORECASE,
)
"""A loss of so much may be the value of a loss: where it is called little it is a change."""
_OF = re.compile(r" of\b", re.IGNORECASE)
"""Behind a percentage: "94% of the accuracy" is a share of another figure, no accuracy."""
_LISTED = re.compile(r",? ?(?P<last>(?:and|or) )?(?:up to |over |about )?", re.IGNORECASE)
"""Between the numbers of a list."""
_SCORE_BEFORE = re.compile(r"\b(?:of|at|to|is|are|was|were) [$~]*$", re.IGNORECASE)
_CHANGES = frozenset((QuantityKind.PERCENT_CHANGE, QuantityKind.DELTA))
_FURTHEST = 120
"""Characters that are searched for such words: more than any chain of them takes. A search of all the text
before each number would be quadratic."""


def find(text: str) -> list[Found]:
    """All quantities of a text in order, never overlapping.

    >>> [(f.low, f.high, f.unit) for f in find("up to 2.4x")]
    [(None, Decimal('2.4'), 'x')]
    """
    return list(_alike([found for match in _QUANTITY.finditer(text) for found in _read(match, text)], text))


def _alike(quantities: Sequence[Found], text: str) -> Iterator[Found]:
    """The same; but the numbers of "by 2.3%, 16.1% and 1.8%" are all changes, and of "a 2% and 4% drop"."""
    for numbers in _lists(quantities, text):
        if len(numbers) > 1 and (kind := _kind_of(numbers, text)) in _CHANGES:
            yield from (replace(found, kind=kind) for found in numbers)
        else:
            yield from numbers


def _kind_of(numbers: Sequence[Found], text: str) -> QuantityKind:
    """That of the last, which stands before what is told, unless words before the first say what that is."""
    first = numbers[0]
    changed = first.kind in _CHANGES and _gain_before(text, first.start)
    scored = _SCORE_BEFORE.search(text, max(0, first.start - _FURTHEST), first.start)
    return first.kind if changed or scored else numbers[-1].kind


def _lists(quantities: Sequence[Found], text: str) -> Iterator[Sequence[Found]]:
    """Numbers of one unit with commas and "and" between them; all others alone."""
    start = 0
    while start < len(quantities):
        end, closed = start + 1, False
        while end < len(quantities) and not closed and quantities[end].unit == quantities[start].unit:
            between = _LISTED.fullmatch(text, quantities[end - 1].end, quantities[end].start)
            if between is None:
                break
            end, closed = end + 1, between["last"] is not None
        end = end if closed else start + 1
        yield quantities[start:end]
        start = end


def _read(match: re.Match[str], text: str) -> Iterator[Found]:
    if match["bits"]:
        yield _bits(match)
    elif match["magnitude"]:
        yield _single(match, _count(match["count"]), units.MAGNITUDE, QuantityKind.RATIO)
    elif match["counted"]:
        unit = units.canonical(match["counted_unit"])
        yield _single(match, Decimal(_COUNTS[match["counted"].strip()]), unit, _kind(match, text, unit))
    elif match["word"]:
        yield _single(match, Decimal(_WORDS[match["word"]]), units.RATIO, QuantityKind.RATIO)
    elif match["high"]:
        yield from _pair(match, text)
    else:
        unit = units.canonical(match["unit_low"] or match["unit_spread"] or "")
        yield _single(match, _decimal(match["low"]), unit, _kind(match, text, unit))


def _single(match: re.Match[str], number: Decimal | None, unit: str, kind: QuantityKind) -> Found:
    low = None if match["most"] or match["sub"] else number
    high = None if match["least"] else number
    signed = bool(match["sign"]) and match["sign"][0] in "+-−"
    role = Role.BEFORE if match["from"] else Role.PLAIN
    return Found(match.start("text"), match.end("text"), low, high, unit, kind, role, signed)


def _pair(match: re.Match[str], text: str) -> Iterator[Found]:
    """A range, or the two ends of a change: "from 29.1 to 32.0" unless "ranging from"."""
    low, high = sorted((_decimal(match["low"]), _decimal(match["high"])))
    unit = units.canonical(match["unit_high"] or match["unit_low"] or "")
    kind = _kind(match, text, unit)
    changed = match["from"] and "to" in match["sep"] and not _RANGING.search(text[: match.start()])
    if not changed:
        yield Found(match.start("text"), match.end("text"), low, high, unit, kind)
        return
    first, second = _decimal(match["low"]), _decimal(match["high"])
    first_end = match.end("unit_low") if match["unit_low"] else match.end("low")
    yield Found(match.start("low"), first_end, first, first, unit, kind, Role.BEFORE)
    second_end = match.end("unit_high") if match["unit_high"] else match.end("high")
    yield Found(match.start("high"), second_end, second, second, unit, kind, Role.AFTER)


def _bits(match: re.Match[str]) -> Found:
    digits = [Decimal(d) for d in re.findall(r"\d+", match["bits"])]
    return Found(
        match.start("bits"), match.end("bits"), min(digits), max(digits), units.BIT, QuantityKind.ABSOLUTE
    )


def _kind(match: re.Match[str], text: str, unit: str) -> QuantityKind:
    if unit in {units.RATIO, units.MAGNITUDE}:
        return QuantityKind.RATIO
    if unit == units.POINTS:
        return QuantityKind.DELTA
    changed = _GAIN_AFTER.match(text, match.end()) or _gain_before(text, match.start("text"))
    if unit == units.PERCENT:
        share = QuantityKind.RATIO if _OF.match(text, match.end()) else QuantityKind.ABSOLUTE
        return QuantityKind.PERCENT_CHANGE if changed else share
    signed = match["sign"] and match["sign"][0] == "+"
    return QuantityKind.DELTA if changed or signed else QuantityKind.ABSOLUTE


def _gain_before(text: str, at: int) -> bool:
    return _GAIN_BEFORE.search(text, max(0, at - _FURTHEST), at) is not None


def _count(word: str | None) -> Decimal | None:
    if word is None or word == "several":
        return None
    return Decimal(_COUNTS.get(word, word))


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", "").lstrip("+"))
