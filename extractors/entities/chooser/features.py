"""What speaks for a form: its words, its places in the text, and what the rules say of it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.entities.chooser import naming
from extractors.entities.chooser.naming import NOTHING, Part, names_of
from extractors.entities.chooser.spans import Span
from extractors.entities.chooser.text import END, START, Text


def features(text: Text, places: Sequence[Span]) -> list[str]:
    """Sorted names of the features of one form; ``places`` as for :func:`parts`."""
    return sorted({name for part in parts(text, places) for name in names_of(part)})


def parts(text: Text, places: Sequence[Span]) -> list[Part]:
    """The features of one form, some at a time: what they are made from.

    Args:
        text: the paper.
        places: all places of the form, in text order.
    """
    opinion = _opinion(text, places)
    found = _of_words(text, places, opinion)
    found += _of_paper(text, places, opinion)
    for place in places:
        found += _of_place(text, place, opinion)
        found += _of_neighbours(text, place, opinion)
    if text.short:
        found += _of_abbreviation(text, places, opinion)
    return found


def _opinion(text: Text, places: Sequence[Span]) -> str:
    by_span, kinds = text.proposed.by_span, text.proposed.kinds
    return min((kinds[by_span[place]] for place in places if place in by_span), default=NOTHING)


def _of_words(text: Text, places: Sequence[Span], opinion: str) -> list[Part]:
    first, last = places[0]
    low = text.words.low[first:last]
    found: list[Part] = [
        (naming.form, " ".join(low), opinion),
        (naming.size, last - first, opinion),
    ]
    if last - first > 1:
        found += [(naming.ends, low[0], low[-1]), (naming.last_two, low[-2], low[-1])]
        found += [(naming.shapes, " ".join(text.shapes[a:b])) for a, b in places]
    else:
        found.append((naming.ends, low[0], low[0]))
        found += [(naming.shapes, text.shapes[a]) for a, _ in places]
    return found


def _of_paper(text: Text, places: Sequence[Span], opinion: str) -> list[Part]:
    words, proposed = text.words, text.proposed
    sentences = {words.sentence[first] for first, _ in places}
    times = min(len(sentences), 4)
    capitals = any(_capitals(text, first, last) for first, last in places)
    found: list[Part] = [(naming.times, times, opinion, capitals)]
    if 0 in sentences:
        found.append((naming.title, opinion, len(sentences) == 1))
    elif sentences == {1}:
        found.append((naming.only_opening, opinion))
    for place in places:
        if (index := proposed.by_span.get(place, -1)) >= 0:
            rule, kind = proposed.names[index].rule, proposed.kinds[index]
            found.append((naming.rule, rule, kind, min(times, 3)))
    return found


def _capitals(text: Text, first: int, last: int) -> bool:
    """Capitals that no start of a sentence and no title explains."""
    if True not in text.capitals[first:last]:
        return False
    sentence = text.words.sentence
    inner = first > 0 and sentence[first - 1] == sentence[first]
    return sentence[first] != 0 and (inner or True in text.capitals[first + 1 : last])


def _of_place(text: Text, place: Span, opinion: str) -> list[Part]:
    words, (first, last) = text.words, place
    here = words.sentence[first]
    inner = first > 0 and words.sentence[first - 1] == here
    more = last < len(words.low) and words.sentence[last] == here
    return [
        (naming.before, words.low[first - 1] if inner else START),
        (naming.behind, words.low[last] if more else END),
        (naming.gaps, text.gaps[first], text.gaps[last], text.parts.get(here, "middle"), opinion),
    ]


def _of_neighbours(text: Text, place: Span, opinion: str) -> list[Part]:
    (first, last), proposed = place, text.proposed
    at, kinds, found = proposed.at, proposed.kinds, list[Part]()
    inside = -1
    if place not in proposed.by_span:
        inside = proposed.inside(first, last)
        found.append(_of_overlap(text, place, inside))
        before = at[first - 1] if first else -1
        if before >= 0 and text.gaps[first] in "_-" and (inside < 0 or at[first] != before):
            found.append((naming.touches, kinds[before]))
    if last < len(at) and at[last] >= 0 and text.gaps[last] in "_-":
        found.append((naming.touched_by, kinds[at[last]]))
    for side, mate in (("mate before", _mate_before(text, first)), ("mate", _mate(text, last))):
        if mate >= 0 and not (first <= mate < last) and at[mate] >= 0:
            found.append((naming.mate, side, kinds[at[mate]], opinion))
    return found


def _of_overlap(text: Text, place: Span, inside: int) -> Part:
    first, last = place
    lie = text.proposed.overlap(first, last)
    if inside < 0:
        return naming.overlap, lie
    by = text.proposed.names[inside].first - first if lie == "over" else 0
    return naming.overlap_with, lie, text.proposed.kinds[inside], by


def _mate_before(text: Text, first: int) -> int:
    """The word in front of a comma or an "and" in front, or -1."""
    gap = text.gaps[first]
    if first < 2 or gap not in (",", "_"):
        return -1
    joined = text.words.low[first - 1] in ("and", "or", "as")
    return first - 1 - joined if gap == "," or joined else -1


def _mate(text: Text, last: int) -> int:
    """The word behind a comma or an "and" behind, or -1."""
    low = text.words.low
    if last >= len(low):
        return -1
    joined = low[last] in ("and", "or") and last + 1 < len(low)
    return last + joined if joined or text.gaps[last] == "," else -1


def _of_abbreviation(text: Text, places: Sequence[Span], opinion: str) -> list[Part]:
    found: list[Part] = []
    for place in places:
        if place in text.short:
            found.append((naming.short, text.words.low[text.short[place][1] - 1]))
        if place in text.long:
            found.append((naming.long, opinion))
    return found
