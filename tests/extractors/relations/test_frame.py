"""What a paper proposes, and whose size or version a name is."""

from extractors.relations.paperframe import PaperFrame, Proposal
from extractors.relations.schema import Rule

VERB = Rule(
    id="verb", why="A verb of proposing.", pattern=("[propose] O:thing",), matches=("We propose [O X].",)
)


def _frame(**names: str) -> PaperFrame:
    proposals = [Proposal(e, 1, 0, VERB) for e in ("b", "a", "b")]
    frame = PaperFrame(dict.fromkeys(names, "Model"), proposals=proposals)
    frame.names = {entity: (name,) for entity, name in names.items()}
    return frame


def test_the_proposed_stand_in_the_order_of_their_first_proposal() -> None:
    assert list(_frame(a="BLOOM", b="OPT").proposed) == ["b", "a"]


def test_a_size_is_a_version_of_the_first_proposed_thing_that_bears_its_name() -> None:
    frame = _frame(a="BLOOM", b="BLOOM-7B", c="BLOOM-7B chat", d="BLOOMZ")
    assert frame.namesake("c") == "b"
    assert frame.namesake("b") == "a"
    assert frame.namesake("a") is None
    assert frame.namesake("d") is None
