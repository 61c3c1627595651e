"""Doubtful names stay where something is stated of them."""

from extractors.entities.chooser import SURE
from extractors.entities.doubt import without_doubtful
from ontology.types import (
    PAPER,
    Certainty,
    EntityType,
    Evidence,
    Extraction,
    Mention,
    PaperEntity,
    Qualifiers,
    Reference,
    Statement,
)


def _entity(name: str, kind: EntityType, form: str) -> PaperEntity:
    return PaperEntity(
        id=name, type=kind, forms=(form,), mentions=(Mention(start=0, end=1, type=kind, rule="r"),)
    )


def _statement(subject: str, obj: str, certainty: Certainty = Certainty.ASSERTED) -> Statement:
    evidence = Evidence(paper="p", start=0, end=9, rule="r", certainty=certainty)
    return Statement(subject=subject, predicate="uses", object=obj, evidence=(evidence,))


ENTITIES = (
    _entity("e1", EntityType.METHOD, "A"),
    _entity("e2", EntityType.METHOD, "B"),
    _entity("e3", EntityType.METHOD, "C"),
)
CERTAIN, DOUBTFUL = 90, 50


def test_a_doubtful_name_goes_and_the_others_are_numbered_anew() -> None:
    extraction = Extraction(paper="p", entities=ENTITIES, statements=(_statement("e1", "e3"),))
    left = without_doubtful(extraction, {"e1": CERTAIN, "e2": DOUBTFUL, "e3": CERTAIN})
    assert [(e.id, e.forms) for e in left.entities] == [("e1", ("A",)), ("e2", ("C",))]
    assert [(s.subject, s.object) for s in left.statements] == [("e1", "e2")]


def test_qualifiers_follow_the_new_numbers() -> None:
    said = Qualifiers(
        metric=(Reference(text="C", entity="e3"),),
        baseline=(Reference(text="B", entity="e2"), Reference(text="others")),
    )
    result = _statement("e1", "e3").model_copy(update={"qualifiers": said})
    extraction = Extraction(paper="p", entities=ENTITIES, statements=(result,))
    (left,) = without_doubtful(extraction, {"e1": CERTAIN, "e2": DOUBTFUL, "e3": CERTAIN}).statements
    assert left.qualifiers.metric == (Reference(text="C", entity="e2"),)
    assert left.qualifiers.baseline == (Reference(text="B"), Reference(text="others"))


def test_what_is_stated_of_a_doubtful_name_keeps_it() -> None:
    extraction = Extraction(paper="p", entities=ENTITIES, statements=(_statement(PAPER, "e2"),))
    assert without_doubtful(extraction, {"e1": CERTAIN, "e2": DOUBTFUL, "e3": CERTAIN}) == extraction


def test_what_is_only_aimed_at_does_not_and_goes_with_it() -> None:
    aim = _statement("e1", "e2", Certainty.AIM)
    extraction = Extraction(paper="p", entities=ENTITIES, statements=(aim, _statement("e1", "e3")))
    left = without_doubtful(extraction, {"e1": CERTAIN, "e2": DOUBTFUL, "e3": CERTAIN})
    assert len(left.entities) == 2
    assert [(s.subject, s.object) for s in left.statements] == [("e1", "e2")]


def test_without_doubt_nothing_changes() -> None:
    extraction = Extraction(paper="p", entities=ENTITIES, statements=(_statement("e1", "e3"),))
    assert without_doubtful(extraction, dict.fromkeys(("e1", "e2", "e3"), CERTAIN)) is extraction


def test_a_metric_is_sure_sooner() -> None:
    assert SURE.met(EntityType.METRIC, 50)
    assert not SURE.met(EntityType.METHOD, 50)
