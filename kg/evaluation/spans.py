"""Score against corpora that annotate spans sentence by sentence (SciER, SciERC, TDMSci in one shape).

A line holds ``id``, ``doc``, ``text``, ``ents`` ``[start, end, source label, our label or null]`` and
``rels`` ``[head, tail, source label, our label or null]``. What has no label of ours is neither asked for
nor punished.
The sentences of one document are read together, so that abbreviations and names carry over.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from kg.evaluation.counts import Counts
from ontology.types import Extraction, Paper, PaperEntity, Statement

LABELS = {
    "outperforms": "compare-with",
    "matches": "compare-with",
    "used-for": "used-for",
    "evaluated-on": "evaluated-with",
    "achieves": "evaluated-with",
    "trained-on": "trained-with",
    "benchmark-for": "benchmark-for",
    "is-a": "subclass-of",
    "based-on": "subclass-of",
    "uses": "part-of",
    "applies-to": "used-for",
    "quantizes": "used-for",
    "prunes": "used-for",
}
"""Our predicates in the words of those corpora; "uses" is turned round: the part is the head.

Those corpora know no base: a variant of a model is a subclass of it, and a method that is applied to a
model is used for it.
"""

SYMMETRIC = frozenset({"compare-with", "synonym-of"})


class SpanEntity(NamedTuple):
    """A mention within a sentence; ``label`` is None where the corpus marks what we do not look for."""

    start: int
    end: int
    label: str | None

    def overlaps(self, other: SpanEntity) -> bool:
        """True where the two share a character."""
        return self.start < other.end and other.start < self.end


class SpanRelation(NamedTuple):
    """A relation between two mentions of a sentence, by their indices."""

    head: int
    tail: int
    label: str | None


@dataclass(slots=True)
class Sentence:
    """One annotated sentence, or what was found in it."""

    id: str
    doc: str
    text: str
    entities: list[SpanEntity] = field(default_factory=list)
    relations: list[SpanRelation] = field(default_factory=list)


def is_span_shape(line: str) -> bool:
    """True where a line of JSON has the span shape."""
    row = json.loads(line)
    return "ents" in row and "text" in row


def load(lines: Iterable[str]) -> list[Sentence]:
    """Read the lines of a span corpus."""
    return [_sentence(json.loads(line)) for line in lines if line.strip()]


def _sentence(row: dict[str, list[list[int]]]) -> Sentence:
    return Sentence(
        id=str(row["id"]),
        doc=str(row["doc"]),
        text=str(row["text"]),
        entities=[SpanEntity(e[0], e[1], _label(e[3])) for e in row["ents"]],
        relations=[SpanRelation(r[0], r[1], _label(r[3])) for r in row["rels"]],
    )


def _label(value: object) -> str | None:
    return None if value is None else str(value)


MAX_SENTENCES = 200
"""A "document" of more sentences is read in pieces: TDMSci's 1,523 come from as many papers."""


def papers(sentences: Sequence[Sentence]) -> Iterator[tuple[Paper, list[tuple[Sentence, int]]]]:
    """The sentences as papers without title, each with where its sentences start in ``paper.text``."""
    documents: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        documents.setdefault(sentence.doc, []).append(sentence)
    for doc, members in documents.items():
        size = 1 if len(members) > MAX_SENTENCES else len(members)
        for first in range(0, len(members), size):
            yield _as_paper(f"{doc}.{first}", members[first : first + size])


def _as_paper(paper: str, members: list[Sentence]) -> tuple[Paper, list[tuple[Sentence, int]]]:
    starts, at = [], 1
    for sentence in members:
        starts.append((sentence, at))
        at += len(sentence.text) + 1
    return Paper(id=paper, title="", abstract=" ".join(s.text for s in members)), starts


def predict(
    sentences: Sequence[Sentence], extract: Callable[[Sequence[Paper]], Iterable[Extraction]]
) -> dict[str, Sentence]:
    """Extract, and cut what was found back into the sentences."""
    documents = list(papers(sentences))
    found: dict[str, Sentence] = {}
    for (_paper, starts), extraction in zip(documents, extract([p for p, _ in documents]), strict=True):
        for sentence, start in starts:
            found[sentence.id] = _cut(extraction, sentence, start)
    return found


def _cut(extraction: Extraction, sentence: Sentence, start: int) -> Sentence:
    end = start + len(sentence.text)
    result = Sentence(sentence.id, sentence.doc, sentence.text)
    place: dict[tuple[int, int], int] = {}
    for entity in extraction.entities:
        for m in entity.mentions:
            if start <= m.start and m.end <= end:
                place[m.start, m.end] = len(result.entities)
                result.entities.append(SpanEntity(m.start - start, m.end - start, m.type.value))
    pairs = {pair for s in extraction.statements for pair in _pairs(s, place)}
    pairs |= {pair for e in extraction.entities for pair in _synonyms(e, place)}
    result.relations = sorted(SpanRelation(*pair) for pair in pairs)
    return result


def _pairs(statement: Statement, place: dict[tuple[int, int], int]) -> Iterator[tuple[int, int, str]]:
    label = LABELS.get(statement.predicate)
    for evidence in statement.evidence:
        if label is None or not evidence.asserted or not (evidence.subject_span and evidence.object_span):
            continue
        head, tail = place.get(evidence.subject_span), place.get(evidence.object_span)
        if head is not None and tail is not None and head != tail:
            yield (tail, head, label) if label == "part-of" else (head, tail, label)


def _synonyms(entity: PaperEntity, place: dict[tuple[int, int], int]) -> Iterator[tuple[int, int, str]]:
    """Long and short form of one entity in one sentence: "knowledge distillation (KD)"."""
    near = [(m, place[m.start, m.end]) for m in entity.mentions if (m.start, m.end) in place]
    for (a, i), (b, j) in combinations(near, 2):
        adjacent = 0 < b.start - a.end <= 3
        if adjacent:
            yield (i, j, "synonym-of")


@dataclass(slots=True)
class SpanScore:
    """Figures over all sentences. ``relations`` asks for spans and label, ``typed`` for entity types too."""

    sentences: int = 0
    entities: dict[str, Counts] = field(default_factory=dict)
    spans: Counts = field(default_factory=Counts)
    relations: dict[str, Counts] = field(default_factory=dict)
    typed: Counts = field(default_factory=Counts)


def score(reference: Sequence[Sentence], predicted: dict[str, Sentence]) -> SpanScore:
    """Exact spans and labels. Only the types and labels that the reference uses are scored."""
    types = {e.label for s in reference for e in s.entities if e.label}
    labels = {r.label for s in reference for r in s.relations if r.label and _both_known(s, r)}
    result = SpanScore(sentences=len(reference))
    for wanted in reference:
        found = predicted.get(wanted.id) or Sentence(wanted.id, wanted.doc, wanted.text)
        found = _fold_types(found, types)
        _score_entities(result, wanted, found, types)
        _score_relations(result, wanted, found, labels, types)
    return result


def _both_known(sentence: Sentence, relation: SpanRelation) -> bool:
    return bool(sentence.entities[relation.head].label and sentence.entities[relation.tail].label)


def _fold_types(sentence: Sentence, types: set[str]) -> Sentence:
    """Benchmark is their Dataset; Model and Method are one where the corpus has only one of them."""

    def fold(label: str | None) -> str | None:
        label = "Dataset" if label == "Benchmark" else label
        for ours, theirs in (("Model", "Method"), ("Method", "Model")):
            if label == ours and ours not in types:
                return theirs
        return label

    entities = [SpanEntity(e.start, e.end, fold(e.label)) for e in sentence.entities]
    return Sentence(sentence.id, sentence.doc, sentence.text, entities, sentence.relations)


def _score_entities(result: SpanScore, wanted: Sentence, found: Sentence, types: set[str]) -> None:
    known = {e for e in wanted.entities if e.label}
    ignored = [e for e in wanted.entities if not e.label]
    kept = {e for e in found.entities if e.label in types and not _excused(e, known, ignored)}
    for label in sorted(types):
        want, have = ({e for e in side if e.label == label} for side in (known, kept))
        counts = result.entities.setdefault(label, Counts())
        counts += Counts(len(want & have), len(want - have), len(have - want))
    want_spans, have_spans = ({(e.start, e.end) for e in side} for side in (known, kept))
    result.spans += Counts(
        len(want_spans & have_spans), len(want_spans - have_spans), len(have_spans - want_spans)
    )


def _excused(entity: SpanEntity, known: set[SpanEntity], ignored: list[SpanEntity]) -> bool:
    """True where a prediction touches only what the corpus marks and we do not look for."""
    return any(entity.overlaps(d) for d in ignored) and not any(entity.overlaps(k) for k in known)


Key = tuple[tuple[object, ...], tuple[object, ...], str]


def _between(sentence: Sentence, relation: SpanRelation, types: set[str]) -> bool:
    """True for a relation of two things that the corpus looks for: its results may have no metrics."""
    return all(sentence.entities[i].label in types for i in (relation.head, relation.tail))


def _score_relations(
    result: SpanScore, wanted: Sentence, found: Sentence, labels: set[str], types: set[str]
) -> None:
    asked = [r for r in wanted.relations if r.label and _both_known(wanted, r)]
    ignored = {
        pair
        for r in wanted.relations
        if r not in asked
        for pair in (_span_pair(wanted, r), _span_pair(wanted, r)[::-1])
    }
    answered = [
        r
        for r in found.relations
        if r.label in labels and _between(found, r, types) and _span_pair(found, r) not in ignored
    ]
    want, have = ({_key(s, r, 2) for r in rs} for s, rs in ((wanted, asked), (found, answered)))
    for claim, hit, side in _compare(want, have):
        counts = result.relations.setdefault(claim[2], Counts())
        counts += Counts(hit, side == "missed", side == "false")
    want, have = ({_key(s, r, 3) for r in rs} for s, rs in ((wanted, asked), (found, answered)))
    result.typed += Counts(len(want & have), len(want - have), len(have - want))


def _compare(want: set[Key], have: set[Key]) -> Iterator[tuple[Key, bool, str]]:
    sides = ((want & have, True, "hit"), (want - have, False, "missed"), (have - want, False, "false"))
    for claims, hit, side in sides:
        yield from ((claim, hit, side) for claim in claims)


def _span_pair(sentence: Sentence, relation: SpanRelation) -> tuple[tuple[int, int], tuple[int, int]]:
    head, tail = sentence.entities[relation.head], sentence.entities[relation.tail]
    return (head.start, head.end), (tail.start, tail.end)


def _key(sentence: Sentence, relation: SpanRelation, width: int) -> Key:
    """Arguments (``width`` 2: span, 3: span and type) and label; where symmetric, the sides in one order."""
    head, tail = (tuple(sentence.entities[i])[:width] for i in (relation.head, relation.tail))
    label = str(relation.label)
    if label in SYMMETRIC and repr(tail) < repr(head):
        head, tail = tail, head
    return head, tail, label
