"""What speaks for a form: its words, its places in the text, and what the rules say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.entities.abbreviations import Definition
from extractors.entities.chooser.spans import Proposed, Span, shape
from extractors.entities.words import HYPHENS, Words

NOTHING = "O"
"""The rules' opinion of a form that they do not propose."""


@dataclass(frozen=True, slots=True)
class Text:
    """One paper: its words, what the rules found, and the abbreviations that it defines."""

    words: Words
    proposed: Proposed
    short: dict[Span, Span]
    long: dict[Span, Span]

    @classmethod
    def of(cls, words: Words, proposed: Proposed, pairs: Sequence[Definition]) -> Text:
        """Index the abbreviations by both ends."""
        short = {pair.short: pair.long for pair in pairs}
        return cls(words, proposed, short, {long: span for span, long in short.items()})


def features(text: Text, places: Sequence[Span]) -> list[str]:
    """Sorted names of the features of one form.

    Args:
        places: all places of the form, in text order.
    """
    opinion = _opinion(text, places)
    found = {*_of_words(text.words, places, opinion), *_of_paper(text, places, opinion)}
    for place in places:
        found.update(_of_place(text, place, opinion))
    return sorted(found)


def _opinion(text: Text, places: Sequence[Span]) -> str:
    kinds = sorted(
        str(text.proposed.names[index].type)
        for place in places
        if (index := text.proposed.by_span.get(place, -1)) >= 0
    )
    return kinds[0] if kinds else NOTHING


def _of_words(words: Words, places: Sequence[Span], opinion: str) -> Iterator[str]:
    first, last = places[0]
    low = words.low[first:last]
    form, end = " ".join(low), low[-1]
    yield from ("bias", f"form={form}", f"last={end}", f"first={low[0]}", f"suffix={end[-3:]}")
    yield from (f"ending={end[-2:]}", f"size={last - first}", f"rules={opinion}")
    yield from (f"rules+form={opinion} {form}", f"rules+size={opinion} {last - first}")
    if last - first > 1:
        yield from (f"last two={low[-2]} {end}", f"suffix before={low[-2][-3:]}")
    for a, b in places:
        yield "shape=" + " ".join(shape(word) for word in words.form[a:b])[:14]


def _of_paper(text: Text, places: Sequence[Span], opinion: str) -> Iterator[str]:
    words = text.words
    sentences = {words.sentence[first] for first, _ in places}
    times = min(len(sentences), 4)
    yield from (f"times={times}", f"times+rules={times} {opinion}")
    if any(_capitals(words, first, last) for first, last in places):
        yield "capitals"
    if 0 in sentences:
        yield from ("title", f"title+rules={opinion}")
    if sentences == {0}:
        yield from ("only title", f"only title+rules={opinion}")
    if sentences == {1}:
        yield from ("only opening", f"only opening+rules={opinion}")
    for place in places:
        if (index := text.proposed.by_span.get(place, -1)) >= 0:
            name = text.proposed.names[index]
            source = name.rule.split(":")
            yield from (f"found={name.type}", f"rule={source[0]}:{source[-1]} {name.type}")
            yield f"rule+times={source[0]}:{source[-1]} {name.type} {min(times, 3)}"


def _capitals(words: Words, first: int, last: int) -> bool:
    """Capitals that no start of a sentence and no title explains."""
    if words.sentence[first] == 0:
        return False
    inner = first > 0 and words.sentence[first - 1] == words.sentence[first]
    return any(form[0].isupper() for form in words.form[first + (not inner) : last])


def _of_place(text: Text, place: Span, opinion: str) -> Iterator[str]:
    words, (first, last) = text.words, place
    here = words.sentence[first]
    inner = first > 0 and words.sentence[first - 1] == here
    more = last < len(words) and words.sentence[last] == here
    left = _gap(words.gap[first]) if first else "^"
    right = _gap(words.gap[last]) if last < len(words) else "$"
    yield f"before={words.low[first - 1] if inner else '^'}"
    yield f"behind={words.low[last] if more else '$'}"
    yield from (f"gap before={left}", f"gap behind={right}", f"rules+gaps={opinion} {left} {right}")
    part = {0: "title", 1: "opening", words.sentence[-1]: "end"}.get(here, "middle")
    yield f"part+rules={part} {opinion}"
    yield from _of_neighbours(text, place, opinion, left, right)
    yield from _of_abbreviation(text, place, opinion)


def _of_neighbours(text: Text, place: Span, opinion: str, left: str, right: str) -> Iterator[str]:
    words, (first, last), at = text.words, place, text.proposed.at
    names = text.proposed.names
    overlap = text.proposed.overlap(first, last)
    if overlap != "same":
        inside = next((index for index in at[first:last] if index >= 0), None)
        yield f"overlap={overlap}"
        if inside is not None:
            yield f"overlap={overlap} {names[inside].type}"
        if overlap == "over" and inside is not None:
            yield f"over by={names[inside].first - first}"
        if first and at[first - 1] >= 0 and left in "_-" and (inside is None or at[first] != at[first - 1]):
            yield f"touches={names[at[first - 1]].type}"
    if last < len(words) and at[last] >= 0 and right in "_-":
        yield f"touched by={names[at[last]].type}"
    for side, mate in (("mate before", _mate_before(text, first, left)), ("mate", _mate(text, last, right))):
        if mate is not None and not (first <= mate < last) and at[mate] >= 0:
            yield from (f"{side}={names[at[mate]].type}", f"{side}+rules={names[at[mate]].type} {opinion}")


def _mate_before(text: Text, first: int, gap: str) -> int | None:
    """The word in front of a comma or an "and" in front."""
    if first < 2 or gap not in (",", "_"):
        return None
    joined = text.words.low[first - 1] in ("and", "or", "as")
    return first - 1 - joined if gap == "," or joined else None


def _mate(text: Text, last: int, gap: str) -> int | None:
    """The word behind a comma or an "and" behind."""
    if last >= len(text.words):
        return None
    joined = text.words.low[last] in ("and", "or") and last + 1 < len(text.words)
    return last + joined if gap == "," or joined else None


def _of_abbreviation(text: Text, place: Span, opinion: str) -> Iterator[str]:
    if place in text.short:
        end = text.words.low[text.short[place][1] - 1]
        yield from ("short", f"short of={end}", f"short of ending={end[-3:]}")
    if place in text.long:
        yield from ("long", f"long+rules={opinion}")


def _gap(gap: str) -> str:
    if gap in HYPHENS:
        return "-"
    return gap.strip()[:2] or "_"
