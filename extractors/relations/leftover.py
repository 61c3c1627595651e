"""What a loose rule may conclude from a mention alone: only of names that nothing else is told of."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.relations import stance
from extractors.relations.drafts import Draft
from extractors.relations.paperframe import PaperFrame
from extractors.relations.units import Unit
from extractors.relations.wordlists import words

_AS_OBJECT = frozenset(
    (
        *("outperforms", "matches", "is-a", "evaluates", "based-on", "uses", "quantizes", "distills"),
        "used-for",
    )
)
_AS_SUBJECT = frozenset(
    ("outperforms", "matches", "is-a", "achieves", "used-for", "applies-to", "evaluated-on", "fine-tunes")
)
"""A rival, a subject of tests, a class or a thing with results of its own is no mere part of another."""
_TASK = "Task"
_CLASSES = words(
    "methods baselines techniques models baseline llms modules approaches variants variant tools algorithms",
    "systems framework frameworks tasks alternatives monitoring",
)


def told(drafts: Iterable[Draft]) -> frozenset[str]:
    """The entities of which an asserted claim of a rule that is not loose says what they are or do."""
    found: set[str] = set()
    for d in drafts:
        if not d.hit.rule.loose and stance.asserted(d.hit.sentence, d.hit.trigger):
            found |= {d.object.entity} if d.predicate in _AS_OBJECT else set()
            found |= {d.subject.entity} if d.predicate in _AS_SUBJECT else set()
    return frozenset(found)


def mere(unit: Unit) -> bool:
    """True for a name that no class noun follows, that is no example of one and no kind of model itself."""
    kind = unit.text.lower().rsplit(" ", 1)[-1].removesuffix("-based")
    return not unit.examples and unit.head not in _CLASSES and kind not in _KINDS_OF_MODEL


_KINDS_OF_MODEL = words("transformer transformers networks cnn cnns cross-encoder llm llms")
"""Mostly what is spoken of, not what a new thing is made with."""


def free(entity: str, frame: PaperFrame) -> bool:
    """True for a name that the background did not name and that is no whole of the paper's own; for any task.

    Where it is not clear what the paper proposes, what its title names may be that.
    """
    if frame.types[entity] == _TASK:
        return True
    if entity in frame.first_seen or (frame.main is None and frame.in_title(entity)):
        return False
    return not frame.own(entity) or frame.is_part(entity)
