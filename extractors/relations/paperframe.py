"""What a paper is about: what it proposes, which of it is the main item, and what kind of paper it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.relations.references import MODEL_NOUNS
from extractors.relations.schema import Rule
from extractors.relations.sentence import Sentence
from extractors.relations.topics import topics
from extractors.relations.units import Unit
from extractors.relations.wordlists import words
from ontology.types import PAPER

_SURVEY = re.compile(
    r"\b(?:survey|review|overview|tutorial|roadmap|position paper|perspective)\b", re.IGNORECASE
)
_STUDY = re.compile(
    r"\b(?:study|analysis|analyzing|analysing|evaluating|evaluation|assessing|assessment|"
    r"investigating|comparison|comparing|"
    r"understanding|exploring|benchmarking|replication|lessons|empirical|how (?:good|well|do|"
    r"does|much|far)|can|do|are|is|does|what|why|"
    r"vs|versus|revisiting|rethinking|examining|measuring|impact|effects?|dissecting|probing|limits)\b",
    re.IGNORECASE,
)
_SYSTEM, _DATA = ("Method", "Model"), ("Benchmark", "Dataset")


@dataclass(slots=True)
class Proposal:
    """An entity that the paper proposes; ``sentence`` is where, ``group`` tells what was named together."""

    entity: str
    sentence: int
    group: int
    rule: Rule


@dataclass(slots=True)
class PaperFrame:
    """Filled in by the first pass. ``main`` is the proposed method or model that "our method" means."""

    types: Mapping[str, str]
    kind: str = "method"
    proposals: list[Proposal] = field(default_factory=list)
    main: str | None = None
    main_data: str | None = None
    topics: frozenset[str] = frozenset()
    nouns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Proposed entity to the class nouns it was introduced with: "X, a serving system" gives "system"."""
    titled: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    """The entities whose names the shipped vocabularies hold, or that are a version of a known model."""
    common: frozenset[str] = frozenset()
    """Known techniques whose names are plain words."""
    opening: str | None = None
    """The entity that the title begins with."""
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Entity to its forms."""
    first_seen: Mapping[str, int] = field(default_factory=dict)
    """Entity to the first background sentence that names it."""
    proposed: Mapping[str, int] = field(init=False)
    """Each proposed entity, in order of its first proposal, to its place in that order."""
    proposing: frozenset[tuple[str, int]] = field(init=False)
    """Each proposed entity with each sentence that proposes it."""
    _namers: dict[str, list[str]] | None = field(default=None, init=False, repr=False)
    _own_parts: frozenset[str] | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        """Number what is proposed, once: it is asked for at every claim."""
        self.proposed = {e: i for i, e in enumerate(dict.fromkeys(p.entity for p in self.proposals))}
        self.proposing = frozenset((p.entity, p.sentence) for p in self.proposals)

    def awaited(self, sentence: Sentence) -> bool:
        """True for a sentence of the abstract that tells of others' work, before the main item is brought."""
        if sentence.title or sentence.own:
            return False
        brought = (p.sentence for p in self.proposals if p.entity == self.main and p.sentence)
        return sentence.index < min(brought, default=0)

    def seen(self, entity: str, sentence: int) -> bool:
        """True where the abstract named the entity before it spoke of its own work."""
        return self.first_seen.get(entity, sentence) < sentence

    def meant(self, noun: str, sentence: int) -> str:
        """What "our <noun>", "this <noun>" or "it" means in a sentence.

        "The LLM" is the only model of a paper that proposes none. Of the things proposed so far the last
        that was introduced by that noun; else the main item.
        """
        models = [entity for entity, type_ in self.types.items() if type_ == "Model"]
        if noun in MODEL_NOUNS and self.main is None and len(models) == 1:
            return models[0]
        fitting = [
            p.entity
            for p in self.proposals
            if p.sentence <= sentence
            and noun in self.nouns.get(p.entity, ())
            and self.types[p.entity] in _SYSTEM
        ]
        if self.main in fitting or not fitting:
            return self.item
        return fitting[-1]

    def named_in(self, sentence: Sentence, before: int) -> str | None:
        """The proposed method or model that a sentence names before a unit, if it is one only."""
        named = [
            m.entity
            for u in sentence.units[:before]
            for m in u.members
            if m.entity in self.proposed and self.types[m.entity] in _SYSTEM
        ]
        return named[0] if len(set(named)) == 1 else None

    def namesake(self, entity: str) -> str | None:
        """The proposed thing whose name, with a size or suffix after it, is the entity's: "X-8B" of X."""
        namers = self._proposed_by_name()
        found = {
            other
            for form in self.names.get(entity, ())
            for stem in _stems(form)
            for other in namers.get(stem, ())
            if other != entity
        }
        return min(found, key=self.proposed.__getitem__, default=None)

    def _proposed_by_name(self) -> Mapping[str, Sequence[str]]:
        """Each name to the proposed things that bear it."""
        if self._namers is None:
            self._namers = {}
            for other in self.proposed:
                for name in self.names.get(other, ()):
                    self._namers.setdefault(name, []).append(other)
        return self._namers

    def version_of(self, entity: str) -> str | None:
        """The namesake, but of no part that is called by its work ("X scheduling", "X routing")."""
        other = self.namesake(entity)
        if other is None or self.types[entity] != self.types[other]:
            return None
        if self.types[entity] == "Model":
            return other
        return None if any(_WORK.search(form) for form in self.names[entity]) else other

    def named_after_own(self, entity: str) -> bool:
        """True for a thing that carries a part of a proposed name: "XYZ-32B" of "XYZ tuning"."""
        if self._own_parts is None:
            self._own_parts = frozenset().union(*map(self._name_parts, self.proposed))
        return not self._own_parts.isdisjoint(self._name_parts(entity))

    def _name_parts(self, entity: str) -> frozenset[str]:
        """The parts of an entity's forms that are names by themselves: of two capitals or more."""
        parts = (part for form in self.names.get(entity, ()) for part in form.replace(" ", "-").split("-"))
        return frozenset(p for p in parts if p.isalpha() and sum(map(str.isupper, p)) > 1)

    def own(self, entity: str) -> bool:
        """True for the paper, what it proposes, and the sizes and versions of that."""
        return entity == PAPER or entity in self.proposed or self.namesake(entity) is not None

    def is_part(self, entity: str) -> bool:
        """True for a thing that was not introduced as a whole of its own, nor named in the title."""
        nouns = self.nouns.get(entity, frozenset())
        return entity in self.proposed and entity not in self.titled and not nouns & _WHOLES

    def in_title(self, entity: str) -> bool:
        """True where the title names the entity."""
        return entity in self.titled

    def may_be_new(self, entity: str) -> bool:
        """False for what is known, unless the title brings it; a common technique only at its head."""
        if entity not in self.known or entity == self.opening:
            return True
        return self.in_title(entity) and entity not in self.common

    @property
    def item(self) -> str:
        """The main item, or the paper where it is not clear which."""
        return self.main or PAPER


_WORK = re.compile(r"[ -]\w+(?:ing|ion|ment|sis|ine|[^aeo]er)$")


def _stems(form: str) -> Iterator[str]:
    """What stands before each space or hyphen of a name: "Quamba2" of "Quamba2-8B"."""
    return (form[:at] for at, sign in enumerate(form) if sign in "- ")


def frame_of(
    blank: PaperFrame, proposals: Sequence[Proposal], sentences: Sequence[Sentence], title: str
) -> PaperFrame:
    """The frame of a paper from its proposals."""
    types = blank.types
    frame = replace(blank, proposals=list(proposals))
    in_title = _entities(sentences[:1]) if sentences and sentences[0].title else []
    frame.nouns = _class_nouns(frame, sentences)
    frame.main = _main(frame, _SYSTEM, in_title)
    called = any(p.rule.naming for p in frame.proposals if p.entity == frame.main)
    if frame.main not in in_title and not called and _unnamed_first(frame, sentences):
        frame.main = None
    frame.main_data = _main(frame, _DATA, in_title) or next(
        (e for e in frame.proposed if types[e] in _DATA), None
    )
    frame.kind = _kind(frame, title, sentences)
    if frame.main is None or frame.types[frame.main] != "Model":
        frame.topics = topics(title, frame.nouns.get(frame.main or "", frozenset()))
    return frame


def _main(frame: PaperFrame, kinds: Sequence[str], in_title: Sequence[str]) -> str | None:
    found = [p for p in frame.proposals if frame.types[p.entity] in kinds]
    named = [p.entity for p in found]
    for entity in in_title:
        if entity in named:
            return entity
    if not found:
        return None
    leading = min(found, key=lambda p: (_part(p, frame), p.sentence, p.group))
    together = {p.entity for p in found if p.group == leading.group or _listed(p, leading)}
    if leading.rule.listed:
        return None
    return leading.entity if len(together) == 1 else None


def _listed(proposal: Proposal, leading: Proposal) -> bool:
    """True for a second new thing in the sentence of the first: neither of them is the main one."""
    return proposal.sentence == leading.sentence and proposal.rule.listed


_WHOLES = words(
    "framework system model models method approach family series architecture library lmm llm",
    "mllm vlm slm lm engine",
    "platform toolkit algorithm paradigm network",
)
_PARTS = words(
    "strategy module loss mechanism technique techniques component objective step stage",
    "adapter metric scheme modules",
    "strategies losses mechanisms components objectives",
)


def _part(proposal: Proposal, frame: PaperFrame) -> int:
    """0 for a thing introduced as a whole ("X, a framework"), 2 for a part ("the X strategy"), else 1."""
    nouns = frame.nouns.get(proposal.entity, frozenset())
    if frame.types[proposal.entity] == "Model" or nouns & _WHOLES:
        return 0
    return 2 if nouns & _PARTS else 1


_PROPOSING = re.compile(
    r"\b(?:we|paper|work|study)(?: \w+){0,4}? (?:propose|present|introduce|develop|design|"
    r"devise)s? (?:an?|the|our) "
    r"(?:[\w-]+ ){0,6}?(?:approach|method|framework|scheme|system|algorithm|technique|strategy|pipeline)\b"
)


def _unnamed_first(frame: PaperFrame, sentences: Sequence[Sentence]) -> bool:
    """True where the paper proposed something without a name before it named a part of it."""
    first = min((p.sentence for p in frame.proposals), default=0)
    return any(_PROPOSING.search(" ".join(s.lower)) for s in sentences if not s.title and s.index < first)


def _class_nouns(frame: PaperFrame, sentences: Sequence[Sentence]) -> dict[str, frozenset[str]]:
    """The class nouns right after each proposed name, up to the next name or verb of the clause."""
    found: dict[str, set[str]] = {}
    for sentence in sentences:
        for i, unit in enumerate(sentence.units):
            for member in unit.members:
                if (member.entity, sentence.index) in frame.proposing:
                    found.setdefault(member.entity, set()).update(_around(sentence.units, i))
    return {entity: frozenset(nouns) for entity, nouns in found.items()}


def _around(units: Sequence[Unit], i: int) -> list[str]:
    """The plain words next to a name: those before it up to another name, and those of its apposition."""
    before = []
    for unit in reversed(units[max(0, i - 6) : i]):
        if unit.members or unit.kind == "We":
            break
        before.append(unit.text.lower())
    after = []
    for unit in units[i + 1 : i + 10]:
        if unit.kind == "break" or (unit.kind == "fn" and unit.text.lower() != "and"):
            break
        after.append(unit.text.lower())
    return before + after


def _entities(sentences: Sequence[Sentence]) -> list[str]:
    return [m.entity for s in sentences for u in s.units for m in u.members if m.entity]


def _kind(frame: PaperFrame, title: str, sentences: Sequence[Sentence]) -> str:
    proposed = {frame.types[e] for e in frame.proposed}
    if proposed.isdisjoint(_SYSTEM) and _SURVEY.search(title):
        return "survey"
    if _opens_with_data(frame):
        return "benchmark"
    if not proposed.isdisjoint(_SYSTEM):
        return "method"
    if not proposed.isdisjoint(_DATA):
        return "benchmark"
    text = " ".join(w for s in sentences[1:] for w in s.lower)
    if re.search(r"\b(?:this|our|the) (?:survey|review|overview)\b", text):
        return "survey"
    own_test = bool(re.search(_STUDIES, text))
    if "we propose " in text or (re.search(_NEW_METHOD, text) and not (own_test and _STUDY.search(title))):
        return "method"
    if re.search(_REVIEWS, text):
        return "survey"
    return "study" if own_test or _STUDY.search(title) else "method"


def _opens_with_data(frame: PaperFrame) -> bool:
    """True where the title begins with proposed data and names no proposed system."""
    first = frame.opening
    if first is None or first not in frame.proposed or frame.types[first] not in _DATA:
        return False
    return not any(frame.in_title(e) and frame.types[e] in _SYSTEM for e in frame.proposed)


_NEW_METHOD = (
    r"\b(?:we|paper) (?:\w+ ){0,2}?(?:propose|introduce|present|develop|design|devise)s? (?:an?|"
    r"the|our|two|three|several) "
    r"(?:[\w-]+ ){0,5}?(?:approach|approaches|method|methods|framework|scheme|system|algorithm|"
    r"technique|techniques|strategy|"
    r"strategies|pipeline|adaptation|model|architecture|mechanism|recipe|objective|loss)\b"
)
_TESTING = (
    r"(?:evaluat|investigat|examin|compar|assess|explor|analy[sz]|benchmark|test|audit|prob|stud|characteri[sz])"
    r"(?:e|es|s|ed|y|ies|ied)?"
)
_STUDIES = (
    r"\bwe (?:\w+ )?(?:" + _TESTING + r"|ask whether|ask how|report that) "
    r"|\b(?:evaluating|comparing|testing) [^.;]{3,120}, we (?:find|show|observe) "
    r"|\bevaluation of how "
    r"|\b(?:systematic|systematically|comprehensive|empirical|controlled|large-scale|comparative|extensive|thorough|"
    r"in-depth|experimental|exploratory|first) (?:[\w-]+ ){0,2}"
    r"(?:comparison|study|evaluation|analysis|investigation|assessment|benchmarking|exploration) "
    r"|\bthis (?:study|paper|work|article|report|research) (?:\w+ )?" + _TESTING + " "
    r"|\b(?:have been|has been|were|was|are) (?:\w+ )?(?:evaluated|compared|assessed|benchmarked) "
    r"(?:on|in|across|for) "
)
"""Words in which a paper says that it tests what there is."""
_REVIEWS = (
    r"\b(?:we|(?:this|our|the|present) (?:paper|work|article|manuscript|study|chapter)) (?:\w+ ){0,2}?"
    r"(?:reviews?|surveys?|(?:present|provide|offer|conduct|give)s? an? (?:[\w-]+ ){0,3}?"
    r"(?:review|survey|overview)) "
)


def blank_frame(
    types: Mapping[str, str],
    sentences: Sequence[Sentence],
    known: frozenset[str] = frozenset(),
    common: frozenset[str] = frozenset(),
) -> PaperFrame:
    """The frame before it is known what the paper proposes."""
    return PaperFrame(
        types,
        titled=frozenset(_entities([s for s in sentences[:1] if s.title])),
        known=known,
        common=common,
        opening=_opening(sentences),
        first_seen=first_mentions(sentences),
    )


def _opening(sentences: Sequence[Sentence]) -> str | None:
    """The one name at the start of the title, or behind its article."""
    units = sentences[0].units[:2] if sentences and sentences[0].title else []
    first = next((u for u in units if u.text.lower() not in {"a", "an", "the"}), None)
    return first.members[0].entity if first is not None and first.named and len(first.members) == 1 else None


def first_mentions(sentences: Sequence[Sentence]) -> dict[str, int]:
    """Entity to the index of the first background sentence that names it."""
    found: dict[str, int] = {}
    for sentence in sentences:
        if sentence.background:
            for entity in _entities([sentence]):
                found.setdefault(entity, sentence.index)
    return found
