"""What speaks for a statement: its rule, how its ends were found, where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from ontology.types import PAPER, Evidence, Extraction, Paper, PaperEntity, Statement

_SELF = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LETTERS_A_STEP, _STEPS = 25, 6
_LINE = 80


def features(paper: Paper, extraction: Extraction) -> list[list[str]]:
    """Sorted names of the features of each statement, in their order."""
    entities = {entity.id: entity for entity in extraction.entities}
    times: Counter[tuple[str, ...]] = Counter()
    for s in extraction.statements:
        times[s.predicate, "o", s.object] += 1
        times[s.predicate, "s", s.subject] += 1
    return [sorted({*_features(paper, s, entities, times)}) for s in extraction.statements]


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
