"""What speaks for a statement: its rule, how its ends were found, where it stands, the words around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping

from extractors.document import Reading
from extractors.judge.words import Around
from ontology.types import PAPER, Evidence, Paper, PaperEntity, Span, Statement

_SELF = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LETTERS_A_STEP, _STEPS = 25, 6
_LINE = 80
_STEPS_OF_CHANCE = (30, 40, 50, 60, 70, 80, 90, 95, 99)
_FARTHEST, _NEAR = 12, 4
"""Words between subject and object that are told one by one, and as a whole."""


def features(reading: Reading) -> list[list[str]]:
    """Sorted names of the features of each statement, in their order."""
    paper, extraction, chances = reading
    entities = {entity.id: entity for entity in extraction.entities}
    around = Around(paper, extraction)
    times: Counter[tuple[str, ...]] = Counter()
    for s in extraction.statements:
        times[s.predicate, "o", s.object] += 1
        times[s.predicate, "s", s.subject] += 1
    return [
        sorted(
            {
                *_features(paper, s, entities, times),
                *_of_words(around, s, entities),
                *_of_chances(s, chances),
            }
        )
        for s in extraction.statements
    ]


def _features(
    paper: Paper, statement: Statement, entities: Mapping[str, PaperEntity], times: Counter[tuple[str, ...]]
) -> Iterator[str]:
    predicate, q = statement.predicate, statement.qualifiers
    evidence = [e for e in statement.evidence if e.asserted] or list(statement.evidence)
    rules = {e.rule for e in evidence}
    yield from ("bias", f"predicate={predicate}", f"figure={bool(q.value or q.delta)} {predicate}")
    yield from (f"sentences={min(len(evidence), 3)}", f"rules={min(len(rules), 3)} {predicate}")
    yield f"same object={min(times[predicate, 'o', statement.object], 4)} {predicate}"
    yield f"same subject={min(times[predicate, 's', statement.subject], 5)} {predicate}"
    for item in evidence:
        yield from _of_sentence(paper, item, predicate)
    for role, end in (("subject", statement.subject), ("object", statement.object)):
        if end == PAPER:
            yield from (f"{role}=paper", f"{role}=paper {predicate}")
        elif end in entities:
            yield from _of_end(paper, role, entities[end], predicate)


def _of_chances(statement: Statement, chances: Mapping[str, int]) -> Iterator[str]:
    """How likely both ends are entities at all."""
    for role, end in (("subject", statement.subject), ("object", statement.object)):
        if end in chances:
            step = bisect_right(_STEPS_OF_CHANCE, chances[end])
            yield from (f"{role} chance={step}", f"{role} chance={step} {statement.predicate}")


def _of_sentence(paper: Paper, evidence: Evidence, predicate: str) -> Iterator[str]:
    text = paper.text[evidence.start : evidence.end]
    yield f"rule={evidence.rule}"
    if evidence.start < len(paper.title):
        yield from ("title", f"title {predicate}")
    if evidence.subject_span is None:
        yield from (
            "subject elsewhere",
            f"subject elsewhere {predicate}",
            f"subject elsewhere {evidence.rule}",
        )
    if evidence.trigger_span is not None:
        first, last = evidence.trigger_span
        yield f"trigger={predicate} {paper.text[first:last].lower()[:24]}"
        if evidence.object_span is not None:
            steps = min(abs(evidence.object_span[0] - first) // _LETTERS_A_STEP, _STEPS)
            yield from (f"away={steps}", f"away={steps} {predicate}")
    yield f"length={min(len(text) // _LINE, 4)}"
    if _DIGIT.search(text):
        yield f"digit {predicate}"
    if _SELF.search(text):
        yield f"we {predicate}"


def _of_end(paper: Paper, role: str, entity: PaperEntity, predicate: str) -> Iterator[str]:
    yield f"{role}={entity.type} {predicate}"
    yield f"{role} mentions={min(len(entity.mentions), 3)}"
    yield f"{role} lower={entity.forms[0].islower()} {predicate}"
    if any(mention.start < len(paper.title) for mention in entity.mentions):
        yield f"{role} in title {predicate}"
    for mention in entity.mentions:
        yield f"{role} rule={mention.rule}"


def _of_words(around: Around, statement: Statement, entities: Mapping[str, PaperEntity]) -> Iterator[str]:
    """The name of the object and the words beside it, and those between subject and object."""
    predicate = statement.predicate
    if (entity := entities.get(statement.object)) is not None:
        form = " ".join(max(entity.forms, key=len).lower().split())
        yield from (f"name={form} {predicate}", f"last word={re.split('[ -]', form)[-1]} {predicate}")
        for mention in entity.mentions:
            yield from _beside(
                around, mention.start, mention.end, f"{predicate} {statement.subject == PAPER}"
            )
    for evidence in statement.evidence:
        if evidence.subject_span is not None and evidence.object_span is not None:
            yield from _between(around, evidence.subject_span, evidence.object_span, predicate)


def _beside(around: Around, first: int, last: int, predicate: str) -> Iterator[str]:
    two, one = around.before(first, 2)
    next_, after = around.behind(last, 2)
    yield from (f"before={one} {predicate}", f"two before={two} {one} {predicate}")
    yield from (f"behind={next_} {predicate}", f"two behind={next_} {after} {predicate}")
    yield f"beside={one} {next_} {predicate}"


def _between(around: Around, subject: Span, obj: Span, predicate: str) -> Iterator[str]:
    ahead = subject[0] < obj[0]
    first, last = (subject[1], obj[0]) if ahead else (obj[1], subject[0])
    words = around.between(first, last)
    if len(words) <= _FARTHEST:
        yield from (f"between={word} {ahead} {predicate}" for word in words)
    if len(words) <= _NEAR:
        yield f"all between={' '.join(words)} {ahead} {predicate}"
