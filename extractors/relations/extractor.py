"""The relations of one paper: sentences to units, units to hits, hits to drafts, drafts to statements."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc

from extractors.document import Document
from extractors.english import English
from extractors.quantities import Found, find
from extractors.relations.assemble import assemble
from extractors.relations.builder import Tokens, build
from extractors.relations.drafts import Draft
from extractors.relations.fill import drafts as fill
from extractors.relations.fill import objects
from extractors.relations.paperframe import PaperFrame, Proposal, blank_frame, frame_of
from extractors.relations.qualify import bits_of_paper, nearest_metric, one_by_one, qualify
from extractors.relations.roles import AGENTS
from extractors.relations.rulefiles import fingerprint, shipped
from extractors.relations.ruleset import Hit, RuleSet, compile_rules
from extractors.relations.schema import Rule
from extractors.relations.sentence import Sentence
from extractors.relations.syntax import tree_of
from extractors.relations.units import Member
from ontology.types import Statement

_COUNTER = re.compile(r"\(?[0-9ivx]{1,3}\)$")
"""The (1), (ii), 2) of an enumeration."""
_FIRST = frozenset(("proposes",))
"""Read before the others: what a paper proposes tells what "our method" means."""


class RelationExtractor:
    """The shipped rules over a document whose entities are known."""

    def __init__(self, english: English, rules: RuleSet) -> None:
        self._english = english
        self._proposing, self._rules = rules.parted(_FIRST)

    @classmethod
    def load(cls, english: English) -> RelationExtractor:
        """Read and compile the shipped rules.

        Raises:
            KgError: a rule file is not valid; says which rule and why.
        """
        rule_files, names = shipped()
        return cls(english, compile_rules(rule_files, names, english.vocab))

    @property
    def fingerprint(self) -> str:
        """Changes with any rule or the code that runs them."""
        return fingerprint()

    def extract(self, documents: Sequence[Document]) -> list[list[Statement]]:
        """The statements of each paper, with local ids; unasserted ones too, marked so in their evidence.

        The papers share nothing but the parser's time: what is found in one does not depend on the others.
        """
        found = self.drafts(documents)
        return [assemble(document, drafts) for document, drafts in zip(documents, found, strict=True)]

    def drafts(self, documents: Sequence[Document]) -> list[list[Draft]]:
        """All claims of each paper by predicate and place, before any of them gives way to another."""
        readings = [self._read(document) for document in documents]
        self._parse([(r.document, s) for r in readings for s in self._to_parse(r)])
        return [self._claims(reading) for reading in readings]

    def _read(self, document: Document) -> _Reading:
        """All that can be said before any sentence is parsed."""
        sentences = sentences_of(document)
        frame, proposing = self._frame(document, sentences)
        hits = [hit for s in sentences for hit in self._rules.match(s, partial(_suits, frame))]
        return _Reading(document, sentences, frame, proposing, hits)

    def _claims(self, reading: _Reading) -> list[Draft]:
        sentences, frame = reading.sentences, reading.frame
        found = self._by_tree(sentences, reading.hits)
        hits = [hit for hit in (*reading.hits, *found) if _suits(frame, hit.rule)]
        groups = nearest_metric([*reading.proposing, *(fill(hit, frame) for hit in hits)])
        groups = [one_by_one(group) for group in groups]
        for group in groups:
            qualify(group)
        drafts = [draft for group in groups for draft in group]
        bits_of_paper(drafts, sentences)
        return drafts

    def _frame(
        self, document: Document, sentences: Sequence[Sentence]
    ) -> tuple[PaperFrame, list[list[Draft]]]:
        """What the paper is about, and the drafts that say what it proposes."""
        types = {entity.id: entity.type.value for entity in document.entities}
        blank = blank_frame(types, sentences, document.known, document.common)
        proposing = [fill(hit, blank) for s in sentences for hit in self._proposing.match(s)]
        proposals = [
            Proposal(d.object.entity, d.hit.sentence.index, group, d.hit.rule)
            for group, found in enumerate(proposing)
            for d in found
        ]
        proposals.sort(key=lambda p: p.sentence)
        frame = frame_of(blank, proposals, sentences, document.paper.title)
        frame.names = {entity.id: entity.forms for entity in document.entities}
        return frame, proposing

    def _to_parse(self, reading: _Reading) -> list[Sentence]:
        """Where the tree makes a difference: a claim lacks its subject, or a tree line could match."""
        known = _found_places(reading.hits)
        asking: dict[int, list[Hit]] = {}
        for hit in reading.hits:
            if _asks_subject(hit):
                asking.setdefault(hit.sentence.index, []).append(hit)
        return [
            s
            for s in reading.sentences
            if not s.title and self._needs_parse(s, asking.get(s.index, ()), known, reading.frame)
        ]

    def _needs_parse(
        self, sentence: Sentence, asking: Iterable[Hit], known: Collection[_Place], frame: PaperFrame
    ) -> bool:
        if any(_has_agent(hit) and _has_object(hit, frame) for hit in asking):
            return True
        return any(
            _suits(frame, hit.rule) and _place(hit) not in known and _has_object(hit, frame)
            for hit in self._rules.supposed(sentence)
        )

    def _parse(self, sentences: Sequence[tuple[Document, Sentence]]) -> None:
        """Parse the sentences of all papers together."""
        parsed = self._english.arcs([document.doc[s.start : s.end] for document, s in sentences])
        for (_, sentence), doc in zip(sentences, parsed, strict=True):
            sentence.tree = tree_of(doc)

    def _by_tree(self, sentences: Sequence[Sentence], hits: Sequence[Hit]) -> list[Hit]:
        """What only the tree lines find: no hit of the same rule with the same object."""
        known = _found_places(hits)
        found = [hit for s in sentences if s.tree is not None for hit in self._rules.match_trees(s)]
        return [hit for hit in found if _place(hit) not in known]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A paper before its sentences are parsed."""

    document: Document
    sentences: list[Sentence]
    frame: PaperFrame
    proposing: list[list[Draft]]
    hits: list[Hit]


_Place = tuple[str, int, int | None]


def _place(hit: Hit) -> _Place:
    return hit.rule_id, hit.sentence.index, hit.captures.get("O")


def _found_places(hits: Sequence[Hit]) -> set[_Place]:
    return {_place(hit) for hit in hits}


def _has_agent(hit: Hit) -> bool:
    """True where some unit can be the doer of the trigger."""
    return any(unit.kind in AGENTS for at, unit in enumerate(hit.sentence.units) if at != hit.trigger)


def _has_object(hit: Hit, frame: PaperFrame) -> bool:
    """True where the object's role can be filled: without it no claim comes of the hit."""
    return "subject" in hit.rule.object or bool(objects(hit, frame))


def _asks_subject(hit: Hit) -> bool:
    return "subject" in hit.rule.subject and "S" not in hit.captures


def _suits(frame: PaperFrame, rule: Rule) -> bool:
    """True for a rule that is meant for this kind of paper."""
    fits = not rule.papers or frame.kind in rule.papers
    return fits and (not rule.topics or not frame.topics.isdisjoint(rule.topics))


def sentences_of(document: Document) -> list[Sentence]:
    """The sentences of a document as units."""
    written = _Written(document.doc)
    numbers = _token_spans(document, written)
    sentences = [
        _sentence(document, written, index, span.start, span.end, numbers)
        for index, span in enumerate(document.doc.sents)
    ]
    _mark_background(sentences)
    return sentences


class _Written:
    """The tokens of a document as lists, which are read many times: offsets and words."""

    def __init__(self, doc: Doc) -> None:
        columns = doc.to_array([IDX, LENGTH]).tolist()
        text = doc.text
        self.starts: list[int] = [start for start, _ in columns]
        self.ends: list[int] = [start + length for start, length in columns]
        self.texts = [text[start : start + length] for start, length in columns]
        self.lower = [word.lower() for word in self.texts]


def _sentence(
    document: Document,
    written: _Written,
    index: int,
    start: int,
    end: int,
    numbers: Sequence[tuple[int, int, Found]],
) -> Sentence:
    tokens = Tokens(start, written.texts[start:end], written.lower[start:end])
    title = end <= document.title_end
    members = sorted(_members(document, written, start, end, numbers), key=lambda m: m.start)
    return Sentence(index, start, end, title, build(tokens, members, title=title))


def _members(
    document: Document, written: _Written, start: int, end: int, numbers: Sequence[tuple[int, int, Found]]
) -> Iterator[Member]:
    taken: set[int] = set()
    for o in document.occurrences:
        if start <= o.start and o.end <= end and "://" not in written.texts[o.start]:
            taken.update(range(o.start, o.end))
            yield Member(o.start, o.end, o.type.value, entity=o.entity)
    for first, last, found in numbers:
        if start <= first and last <= end and taken.isdisjoint(range(first, last)):
            yield Member(first, last, "Quantity", quantity=found)


def _token_spans(document: Document, written: _Written) -> list[tuple[int, int, Found]]:
    """The numbers of the text by tokens; one that is only a part of a token takes the whole token."""
    out: list[tuple[int, int, Found]] = []
    starts, ends = written.starts, written.ends
    at = 0
    for found in find(document.clean.text):
        at = bisect_right(ends, found.start, at)
        last = bisect_left(starts, found.end, at)
        if at < last and (not out or out[-1][1] <= at) and not _COUNTER.match(written.texts[at]):
            out.append((at, last, found))
    return out


def _mark_background(sentences: Sequence[Sentence]) -> None:
    """Sentences before the paper first speaks of itself ("we", "this paper", "our method")."""
    for sentence in sentences:
        sentence.own = _speaks_of_itself(sentence)
    own = next((s.index for s in sentences if not s.title and s.own), 0)
    for sentence in sentences:
        sentence.background = not sentence.title and sentence.index < own


def _speaks_of_itself(sentence: Sentence) -> bool:
    return any(u.kind == "We" or u.reference == "ours" or u.text.lower() == "our" for u in sentence.units)
