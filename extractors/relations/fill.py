"""From a hit to drafts: who and what, with lists expanded and references resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractors.relations.contests import (
    CONTESTS,
    another_acts,
    brought,
    likely_another,
    tells_kind,
    whole_class,
)
from extractors.relations.drafts import NOBODY, Argument, Draft
from extractors.relations.governor import governor
from extractors.relations.leftover import free, mere
from extractors.relations.paperframe import PaperFrame
from extractors.relations.roles import subject
from extractors.relations.rulefiles import shipped
from extractors.relations.ruleset import Hit
from extractors.relations.schema import Finder
from extractors.relations.sentence import Sentence
from extractors.relations.surnames import family, surname
from extractors.relations.units import Unit
from extractors.relations.wordlists import words
from ontology.schema import PAPER_CLASS, Predicate, load_schema
from ontology.types import PAPER

_OF_THE_PAPER = frozenset(("proposes", "evaluates"))
"""Predicates whose "we" is the paper, never what it proposes."""


def drafts(hit: Hit, frame: PaperFrame) -> list[Draft]:
    """The claims of a hit, in text order; none where a role cannot be filled."""
    others = objects(hit, frame)
    if not others:  # most hits: rules that look at every name
        return []
    predicate = load_schema().predicates[hit.predicate]
    subjects = _side(hit, "S", hit.rule.subject, frame, predicate.domain)
    subjects = _apart(subjects, others, hit, frame)
    pairs = _pairs(hit, subjects, others)
    if not hit.rule.foreign:
        pairs = [(NOBODY if s.entity == o.entity and s.start < 0 else s, o) for s, o in pairs]
    if hit.rule.turned:
        pairs = [(o, s) for s, o in pairs if not likely_another(s, hit, frame)]
    pairs = [(s, o) for s, o in pairs if s.entity != o.entity and _allowed(s, o, predicate, frame)]
    if hit.rule.aside and _of_own_work(hit.sentence, frame):
        pairs = [(s, o) for s, o in pairs if frame.own(s.entity)]
    if hit.rule.foreign:
        return [Draft(hit, s, o) for s, o in pairs if not frame.own(o.entity)]
    return [Draft(hit, s, o) for s, o in pairs if not (hit.predicate == "uses" and _own(s, o, frame))]


def _of_own_work(sentence: Sentence, frame: PaperFrame) -> bool:
    """True where "we", "our method" or a name of the paper's own stands: what is told is likely its own."""
    return sentence.own or any(frame.own(m.entity) for u in sentence.units for m in u.members if m.entity)


def objects(hit: Hit, frame: PaperFrame) -> list[Argument]:
    """What fills the role of the object."""
    return _side(hit, "O", hit.rule.object, frame, load_schema().predicates[hit.predicate].range)


def _apart(
    subjects: list[Argument], objects: Sequence[Argument], hit: Hit, frame: PaperFrame
) -> list[Argument]:
    """Members of one list are not subject and object to each other: "inspired by A and B, we propose"."""
    listed = {o.entity for o in objects}
    if len(listed) < 2 or "S" in hit.captures or not any(s.entity in listed for s in subjects):
        return subjects
    others = [s for s in subjects if s.entity not in listed]
    proposed = "proposed" in hit.rule.subject and frame.item not in listed
    return others or ([Argument(frame.item, -1, -1)] if proposed else [])


def _own(s: Argument, o: Argument, frame: PaperFrame) -> bool:
    """True for the main item as a part of something, or a proposed thing as a tool of its own paper."""
    return o.entity == frame.main or (s.entity == PAPER and o.entity in frame.proposed)


def _side(
    hit: Hit, role: str, finders: Sequence[Finder], frame: PaperFrame, allowed: Sequence[str]
) -> list[Argument]:
    if role in hit.captures:
        unit = hit.sentence.units[hit.captures[role]]
        if role == "O" and not _object_fits(hit, frame):
            return []
        found = _fitting(_arguments(unit, hit, frame), frame, allowed)
        return [
            a
            for a in found
            if not (role == "O" and hit.rule.fresh and frame.seen(a.entity, hit.sentence.index))
            and not (role == "O" and hit.rule.part and not frame.is_part(a.entity))
            and not (role == "O" and hit.rule.loose and not free(a.entity, frame))
            and not (role == "O" and hit.rule.weights and _served(a.entity, frame))
        ]
    for finder in _in_background(hit, finders):
        found = _fitting(list(_found(finder, hit, frame)), frame, allowed)
        if hit.rule.entity and role == "S":
            found = [a for a in found if a.entity != PAPER]
        if found:
            return [a if role == "O" else _carrier(a, hit, frame) for a in found]
    return []


def _served(entity: str, frame: PaperFrame) -> bool:
    """True for a model whose weights its maker keeps."""
    return any(name.lower().startswith(_kept_weights()) for name in frame.names.get(entity, ()))


@cache
def _kept_weights() -> tuple[str, ...]:
    _, names = shipped()
    return names.words["served"]


_RESULTS = frozenset(("achieves", "evaluated-on", "runs-on", "used-for"))


def _carrier(argument: Argument, hit: Hit, frame: PaperFrame) -> Argument:
    """The result of a base model that the proposed method was put into is the method's ("2-bit LLaMA-7B")."""
    apposed = _apposed_to(argument, hit, frame)
    if apposed is not None:
        return apposed
    if not frame.own(argument.entity) and _introduced_by(argument, hit, "proposed"):
        named = frame.main is None and not _written_small(argument, hit)
        return argument if named else Argument(frame.item, argument.start, argument.end)
    if hit.predicate in CONTESTS:
        return brought(argument, hit, frame) or argument
    if hit.predicate not in _RESULTS or frame.own(argument.entity) or _introduced_by(argument, hit, "our"):
        return argument
    if hit.sentence.background or frame.awaited(hit.sentence):
        return argument
    if hit.predicate == "used-for" and frame.main is None:
        return argument
    kind = frame.types[argument.entity]
    technique = hit.predicate != "achieves" and kind == "Method"
    if hit.predicate == "evaluated-on" and frame.main is None:
        return argument
    base = frame.main is not None and frame.types[frame.main] == "Method" and kind == "Model"
    if base and frame.named_after_own(argument.entity):
        return argument
    return Argument(frame.item, argument.start, argument.end) if base or technique else argument


def _apposed_to(argument: Argument, hit: Hit, frame: PaperFrame) -> Argument | None:
    """What the paper brings, where the name only tells of its kind: "X, a token pruning method that"."""
    units, lower = hit.sentence.units, hit.sentence.lower
    at = hit.sentence.starting_at(argument.start)
    if frame.own(argument.entity) or frame.types[argument.entity] != "Method" or at is None or at < 3:
        return None
    following = lower[at + 1 : at + 4]
    article = next((i for i in range(at - 1, max(1, at - 8), -1) if lower[i] in {"a", "an"}), 0)
    kind = following[:1] in (["that"], ["which"]) or not _KINDS.isdisjoint(following)
    if not article or lower[article - 1] not in {",", "is"} or not kind:
        return None
    if any(u.kind not in {"word", "fn", ",", "Method", "Task", "Quantity"} for u in units[article:at]):
        return None
    named = [m for m in units[article - 2].members if m.entity]
    return Argument(named[0].entity, named[0].start, named[0].end) if len(named) == 1 else None


_KINDS = words(
    "method approach framework algorithm technique scheme strategy system solution paradigm mechanism",
    "architecture model pipeline procedure recipe engine accelerator kernel",
)


def _written_small(argument: Argument, hit: Hit) -> bool:
    """True for a name in small letters: "the proposed graph attention" is no name of the item itself."""
    at = hit.sentence.starting_at(argument.start)
    return at is not None and hit.sentence.units[at].text.islower()


def _introduced_by(argument: Argument, hit: Hit, word: str) -> bool:
    """True for "our distilled X model", made by the paper, and "the proposed graph Transformer", its item."""
    at = hit.sentence.starting_at(argument.start) or 0
    for back in range(at - 1, max(-1, at - 4), -1):
        if hit.sentence.lower[back] == word:
            return True
        if hit.sentence.units[back].kind != "word":
            break
    return False


def _object_fits(hit: Hit, frame: PaperFrame) -> bool:
    """False where the name only modifies a class noun: "PTQ methods", or for new things "a KD framework"."""
    at = hit.captures["O"]
    unit = hit.sentence.units[at]
    contest = hit.predicate in CONTESTS
    named = hit.rule.generic or (contest and whole_class(hit.sentence, at))
    if (unit.generic and not named) or _likened(unit.text):
        return False
    if contest and tells_kind(hit.sentence, at):
        return False
    if unit.text.lower().endswith(_MODIFYING) and (hit.predicate == "is-a" or _tests_another(hit, unit)):
        return False
    if (hit.rule.loose and not mere(unit)) or not set(hit.rule.without).isdisjoint(hit.sentence.kinds):
        return False
    if hit.rule.unknown and not all(frame.may_be_new(m.entity) for m in unit.members):
        return False
    return not hit.rule.fresh or unit.examples or _new(hit, at, frame)


_SIZED = re.compile(r"-\d")
"""A name with a size or version is no technique's, in whatever letters."""


_MODIFYING = ("-based", "-enhanced", "-style")


def _tests_another(hit: Hit, unit: Unit) -> bool:
    """True for "we test an X-based agent", which tests no X; "X-based models" are tested as a class."""
    return hit.predicate == "evaluates" and len(unit.members) == 1 and not unit.head.endswith("s")


def _new(hit: Hit, at: int, frame: PaperFrame) -> bool:
    """True for a name that can be that of a new thing: no known technique, no modifier of another noun."""
    unit = hit.sentence.units[at]
    entity, small = unit.members[0].entity, unit.text.islower() and not _SIZED.search(unit.text)
    if unit.text.endswith("-based") or (hit.rule.listed and _bracketed_list(hit, at)):
        return False
    if small and not _small_fits(hit, at, titled=frame.in_title(entity)):
        return False
    if not unit.head:
        return not _abbreviation_before_noun(hit, at)
    if unit.head in {"variants", "variant"} or _named_later(hit, at):
        return False
    if small:
        return "announced" in hit.rule.small_letters and " " in unit.text and frame.opening == entity
    return frame.in_title(entity) or not _indefinite(hit, at)


def _small_fits(hit: Hit, at: int, *, titled: bool) -> bool:
    """What the rule asks of a name in small letters: it may be a known technique."""
    asked, word = hit.rule.small_letters, " " not in hit.sentence.units[at].text
    if word and ("phrase" in asked or ("titled-word" in asked and not titled)):
        return False
    if "alone" in asked and _before_noun(hit, at):
        return False
    return "announced" not in asked or titled or _announced(hit, at)


def _likened(text: str) -> bool:
    """True for "SGD-level", "GPT-like", "non-MoE": the name only tells what another thing is measured by."""
    without = text.lower().startswith("non-") and not text[4:].islower()
    return without or text.lower().endswith(_LIKENING)


_LIKENING = (
    "-level",
    "-like",
    "-aligned",
    "-free",
    "-capable",
    "-compatible",
    "-class",
    "-generated",
    "-induced",
    "-annotated",
    "-agnostic",
    "-quality",
)


def _bracketed_list(hit: Hit, at: int) -> bool:
    """True for "formats (MXFP4 or MXFP6)": several names in brackets are examples, no abbreviation."""
    return len(hit.sentence.units[at].members) > 1 and at > 0 and hit.sentence.lower[at - 1] == "("


def _abbreviation_before_noun(hit: Hit, at: int) -> bool:
    """True for "SSM elastification": a short known abbreviation before a noun is not the new thing."""
    text = hit.sentence.units[at].text
    return len(text) <= _SHORT and text.isupper() and _before_noun(hit, at)


_SHORT = 4


def _before_noun(hit: Hit, at: int) -> bool:
    """True for "layer-wise quantization analysis": a plain word follows the name."""
    units = hit.sentence.units
    following = units[at + 1] if at + 1 < len(units) else None
    return following is not None and following.kind == "word" and following.text.isalpha()


def _announced(hit: Hit, at: int) -> bool:
    """False for "we introduce weight tying to X": no article before the name, no name or comma behind it."""
    lower = hit.sentence.lower
    return not _NEWLY.isdisjoint(lower[max(0, at - 4) : at]) or lower[at + 1 : at + 2] in _APPOSED


_NEWLY = frozenset(("a", "an", "new", "novel", "our", "the", "called", "proposed", "termed"))
_APPOSED = ([","], ["("], [":"], ["–"], ["-"], ["--"])


def _named_later(hit: Hit, at: int) -> bool:
    """True where the thing gets its name after this: "a new PTQ framework termed X"."""
    return not _NAMING.isdisjoint(hit.sentence.lower[at + 1 : at + 8])


_NAMING = frozenset(("termed", "called", "named", "dubbed", "namely", "denoted", "coined"))


def _indefinite(hit: Hit, at: int) -> bool:
    """True for one bare word after "a" and its adjectives: "a two-stage SFT strategy".

    Not for data, nor for a name of three parts and more: "a Reason-then-Act pipeline"."""
    unit, before = hit.sentence.units[at], hit.sentence.lower[max(0, at - 6) : at]
    coined = unit.kind in {"Benchmark", "Dataset"} or unit.text.count("-") > 1
    return not coined and " " not in unit.text and ("a" in before or "an" in before)


def _in_background(hit: Hit, finders: Sequence[Finder]) -> Sequence[Finder]:
    """Before the paper speaks of itself only what the sentence names can be meant."""
    alone = hit.sentence.background and hit.rule.named
    return [f for f in finders if f == "subject"] if alone else finders


def _found(finder: Finder, hit: Hit, frame: PaperFrame) -> Iterator[Argument]:
    if finder == "paper" or (finder == "unnamed" and frame.main is None):
        yield NOBODY
    elif finder == "proposed":
        named = frame.named_in(hit.sentence, hit.trigger)
        if named or not frame.awaited(hit.sentence):
            yield Argument(named or frame.item, -1, -1)
    elif finder == "proposed-data":
        if frame.main_data:
            yield Argument(frame.main_data, -1, -1)
    elif finder == "class":
        of_class = hit.sentence.units[hit.captures["S"]].of_class
        if of_class is not None and (of_class.type != "Model" or hit.predicate == "applies-to"):
            yield Argument(of_class.entity, of_class.start, of_class.end)
    elif finder == "namesake":
        unit = hit.sentence.units[hit.captures["S"]]
        other = frame.version_of(unit.members[0].entity)
        if other is not None:
            yield Argument(other, unit.start, unit.end)
    elif finder in {"surname", "family"}:
        unit = hit.sentence.units[hit.captures["S"]]
        find = surname if finder == "surname" else family
        other = find(unit.members[0].entity, hit.sentence.index, frame)
        if other is not None:
            yield Argument(other, unit.start, unit.end)
    elif finder == "subject":
        at = subject(hit.sentence, hit.trigger)
        if at is not None and hit.predicate in CONTESTS and another_acts(hit, at):
            return
        if at is not None and hit.sentence.lower[at + 1 : at + 2] == ["level"]:
            return
        if at is not None and (hit.sentence.units[at].named or not hit.sentence.background):
            yield from _arguments(hit.sentence.units[at], hit, frame)


def _arguments(unit: Unit, hit: Hit, frame: PaperFrame) -> list[Argument]:
    if unit.named:
        return [Argument(m.entity, m.start, m.end, m.note) for m in unit.members if m.entity]
    if unit.reference.startswith("data-"):
        return [Argument(frame.main_data, unit.start, unit.end)] if frame.main_data else []
    if unit.reference:
        return [Argument(_meant(unit, hit, frame), unit.start, unit.end)]
    return []


def _meant(unit: Unit, hit: Hit, frame: PaperFrame) -> str:
    """What a referring phrase stands for: the paper, or one of the things it proposes."""
    if unit.kind == "We":
        if hit.predicate in _OF_THE_PAPER:
            return PAPER
        return frame.named_in(hit.sentence, hit.trigger) or frame.item
    noun = unit.text.lower().rsplit(" ", 1)[-1]
    if noun == "it" and frame.main is None:
        return _last_named(unit, hit) or frame.item
    return frame.meant(noun, hit.sentence.index)


def _last_named(pronoun: Unit, hit: Hit) -> str | None:
    """What "it" means by the sentence alone: the one system before it that no other word governs."""
    units = hit.sentence.units
    end = hit.sentence.starting_at(pronoun.start)
    named = {
        m.entity
        for i, u in enumerate(units[:end])
        if u.kind in {"Method", "Model"} and not governor(units, i)
        for m in u.members
    }
    return named.pop() if len(named) == 1 else None


def _fitting(arguments: list[Argument], frame: PaperFrame, allowed: Sequence[str]) -> list[Argument]:
    return [a for a in arguments if _type(a, frame) in allowed]


def _type(argument: Argument, frame: PaperFrame) -> str:
    return PAPER_CLASS if argument.entity == PAPER else frame.types[argument.entity]


def _pairs(
    hit: Hit, subjects: Sequence[Argument], objects: Sequence[Argument]
) -> list[tuple[Argument, Argument]]:
    aligned = len(subjects) == len(objects) > 1 and "respectively" in hit.sentence.words
    if aligned:
        return list(zip(subjects, objects, strict=True))
    if hit.predicate == "benchmark-for" and len(subjects) > 1 and len(objects) > 1:
        return []  # "question answering and ranking on A, B and C": which is for which is not said
    return [(s, o) for s in subjects for o in objects]


def _allowed(s: Argument, o: Argument, predicate: Predicate, frame: PaperFrame) -> bool:
    return _type(s, frame) in predicate.domain and _type(o, frame) in predicate.range
