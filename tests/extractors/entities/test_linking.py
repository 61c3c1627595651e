"""Which names of one paper are one thing."""

from __future__ import annotations

from extractors.entities.abbreviations import definitions
from extractors.entities.keys import key
from extractors.entities.linking import defined_links, things
from extractors.entities.spans import Found
from extractors.entities.words import Words
from ontology.types import EntityType

TEXT = Words(
    "Standard Supervised Fine-Tuning (SFT) beats RL. Clinical question answering (QA) is hard. RL helps."
)


def found(form: str, *, at: int = 0, name: str = "") -> Found:
    """A name at its ``at``-th place, with the key of its letters unless another is given."""
    low = form.lower().replace("-", " ").split()
    places = [i for i in range(len(TEXT)) if TEXT.low[i : i + len(low)] == low]
    first = places[at]
    return Found(first, first + len(low), EntityType.METHOD, "chosen", name or key(form), 0)


def test_the_same_letters_are_one_thing_whatever_the_key() -> None:
    vocabulary, chosen = found("RL", name="reinforcementlearning"), found("RL", at=1)
    assert things(TEXT, [vocabulary, chosen], {}) == [[vocabulary, chosen]]


def test_a_short_form_goes_with_the_name_that_it_spells() -> None:
    names = [found("Supervised Fine-Tuning"), found("SFT")]
    links = defined_links(TEXT, names, definitions(TEXT))
    assert things(TEXT, names, links) == [names]


def test_a_short_form_is_not_a_longer_name_that_it_does_not_spell() -> None:
    names = [found("Clinical question answering"), found("QA")]
    links = defined_links(TEXT, names, definitions(TEXT))
    assert things(TEXT, names, links) == [[names[0]], [names[1]]]


def test_things_stand_in_order_of_their_first_names() -> None:
    names = [found("SFT"), found("RL"), found("QA"), found("RL", at=1)]
    assert things(TEXT, names, {}) == [[names[0]], [names[1], names[3]], [names[2]]]
