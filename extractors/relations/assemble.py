"""From drafts to statements: one for each claim, with records, original offsets and united evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.document import Document
from extractors.quantities import Found
from extractors.relations import stance
from extractors.relations.drafts import Argument, Draft, Named
from extractors.relations.leftover import told
from extractors.relations.ruleset import Hit
from ontology.types import Evidence, Qualifiers, Quantity, Reference, Span, Statement

_RIVAL = frozenset(("outperforms", "matches"))
_CHANGES = frozenset(("quantizes", "prunes", "distills", "fine-tunes"))
_IMPLIED = {
    "applies-to": _CHANGES | _RIVAL | {"based-on", "evaluates"},
    "uses": _RIVAL | {"based-on", "is-a"},
    "based-on": _CHANGES,
    "is-a": frozenset({"based-on"}),
    "quantizes": _RIVAL,
    "prunes": _RIVAL,
    "fine-tunes": _RIVAL | {"quantizes", "distills", "prunes"},
}
"""A predicate, and those that say more of the same pair."""


class Offsets:
    """From tokens of a document to character spans of ``paper.text``."""

    def __init__(self, document: Document) -> None:
        self._doc, self._clean, self.text = document.doc, document.clean, document.paper.text

    def tokens(self, start: int, end: int) -> Span:
        """The original span of tokens ``[start, end)``."""
        last = self._doc[end - 1]
        return self._clean.original(self._doc[start].idx, last.idx + len(last))

    def written(self, start: int, end: int) -> str:
        """The original text of tokens."""
        first, last = self.tokens(start, end)
        return self.text[first:last]

    def characters(self, start: int, end: int) -> str:
        """The original text of a span of the cleaned text."""
        first, last = self._clean.original(start, end)
        return self.text[first:last]


def assemble(document: Document, drafts: Sequence[Draft]) -> list[Statement]:
    """The statements, the most specific of each pair, in order of their first evidence."""
    offsets = Offsets(document)
    kept = _specific(_dedupe(drafts))
    groups: dict[tuple[object, ...], list[Draft]] = {}
    for draft in kept:
        groups.setdefault(_key(draft), []).append(draft)
    return [_statement(group, document, offsets) for group in groups.values()]


def _dedupe(drafts: Sequence[Draft]) -> list[Draft]:
    """Drop an ``achieves`` without a figure where the same sentence gives one for the same metric."""
    valued = {(d.claim, d.hit.sentence.index) for d in drafts if d.numbers.get("value")}
    seen: set[tuple[object, ...]] = set()
    out = []
    for draft in drafts:
        bare = draft.predicate == "achieves" and not draft.numbers.get("value")
        identity = (draft.claim, draft.hit.sentence.index, _figures(draft))
        if (bare and (draft.claim, draft.hit.sentence.index) in valued) or identity in seen:
            continue
        seen.add(identity)
        out.append(draft)
    return out


def _figures(draft: Draft) -> tuple[tuple[int, int], ...]:
    return tuple((f.start, f.end) for f in draft.numbers.get("value", ()))


def _specific(drafts: Sequence[Draft]) -> list[Draft]:
    said: dict[tuple[str, str], set[str]] = {}
    rivals: set[str] = set()
    for d in drafts:
        if stance.asserted(d.hit.sentence, d.hit.trigger):
            said.setdefault((d.subject.entity, d.object.entity), set()).add(d.predicate)
            rivals |= {d.object.entity} if d.predicate in _RIVAL else set()
    settled = told(drafts)
    trained = {_told(d) for d in drafts if d.predicate == "trained-on"}
    claimed = {(d.predicate, d.object.entity) for d in drafts}
    return [
        d
        for d in drafts
        if not _implied(d, said)
        and not (_on_base(d) and d.object.entity in rivals)
        and not (d.hit.rule.loose and d.object.entity in settled)
        and not (d.predicate == "evaluated-on" and _told(d) in trained)
        and not any((stronger, d.object.entity) in claimed for stronger in d.hit.rule.yields_to)
    ]


def _told(draft: Draft) -> tuple[int, str]:
    """The sentence and the data of which it tells: what was trained on is not said to be a test."""
    return draft.hit.sentence.index, draft.object.entity


def _on_base(draft: Draft) -> bool:
    """True for what was only concluded from a base model's mention: a rival is none."""
    return draft.hit.rule.foreign and draft.predicate != "evaluates"


def _implied(draft: Draft, said: Mapping[tuple[str, str], set[str]]) -> bool:
    others = said.get((draft.subject.entity, draft.object.entity), set())
    return not others.isdisjoint(_IMPLIED.get(draft.predicate, frozenset()))


def _key(draft: Draft) -> tuple[object, ...]:
    """Drafts with one key become one statement: the claim, and for results their figure."""
    if draft.predicate == "achieves":
        return (*draft.claim, _figures(draft))
    return draft.claim


def _statement(group: Sequence[Draft], document: Document, offsets: Offsets) -> Statement:
    subject, predicate, obj = group[0].claim
    return Statement(
        subject=subject,
        predicate=predicate,
        object=obj,
        qualifiers=_qualifiers(group, offsets),
        evidence=tuple(dict.fromkeys(_evidence(d, document, offsets) for d in group)),
    )


def _qualifiers(group: Sequence[Draft], offsets: Offsets) -> Qualifiers:
    fields: dict[str, dict[object, None]] = {}
    for draft in group:
        for name, numbers in draft.numbers.items():
            fields.setdefault(name, {}).update(dict.fromkeys(_quantity(f, offsets) for f in numbers))
        for name, names in draft.names.items():
            fields.setdefault(name, {}).update(dict.fromkeys(_reference(n, offsets) for n in names))
    return Qualifiers.model_validate({name: tuple(values) for name, values in fields.items()})


def _quantity(found: Found, offsets: Offsets) -> Quantity:
    return found.quantity(offsets.characters(found.start, found.end))


def _reference(named: Named, offsets: Offsets) -> Reference:
    return Reference(text=offsets.written(named.start, named.end), entity=named.entity)


def _evidence(draft: Draft, document: Document, offsets: Offsets) -> Evidence:
    sentence, trigger = draft.hit.sentence, draft.hit.trigger
    start, end = offsets.tokens(sentence.start, sentence.end)
    unit = sentence.units[trigger]
    return Evidence(
        paper=document.paper.id,
        start=start,
        end=end,
        rule=draft.hit.rule_id,
        subject_span=_span(named(draft.subject, draft.hit), offsets),
        object_span=_span(named(draft.object, draft.hit), offsets),
        trigger_span=offsets.tokens(unit.start, unit.end),
        polarity=stance.polarity(sentence, trigger),
        certainty=stance.certainty(sentence, trigger),
        origin=stance.origin(sentence),
    )


def named(argument: Argument, hit: Hit) -> Argument:
    """The argument at the name that its sentence gives it: a reader is shown "GPTQ", not "it" or "we".

    The last name before the trigger, else the first behind it; as it is where the sentence has no name.
    """
    members = hit.sentence.names.get(argument.entity, ())
    if not members or any(m.start == argument.start for m in members):
        return argument
    trigger = hit.sentence.units[hit.trigger].start
    before = [m for m in members if m.start < trigger]
    nearest = before[-1] if before else members[0]
    return Argument(argument.entity, nearest.start, nearest.end, argument.note)


def _span(argument: Argument, offsets: Offsets) -> Span | None:
    return offsets.tokens(argument.start, argument.end) if argument.start >= 0 else None
