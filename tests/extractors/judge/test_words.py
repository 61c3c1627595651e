"""The words around names."""

from extractors.judge.words import Around
from ontology.types import EntityType, Extraction, Mention, Paper, PaperEntity

PAPER = Paper(id="p", title="TideCut", abstract="TideCut beats GPTQ by 3 points.")


def _entity(name: str, kind: EntityType) -> PaperEntity:
    starts = [at for at in range(len(PAPER.text)) if PAPER.text.startswith(name, at)]
    places = tuple(Mention(start=at, end=at + len(name), type=kind, rule="r") for at in starts)
    return PaperEntity(id=name, type=kind, forms=(name,), mentions=places)


ENTITIES = (_entity("TideCut", EntityType.METHOD), _entity("GPTQ", EntityType.METHOD))
AROUND = Around(PAPER, Extraction(paper="p", entities=ENTITIES))


def test_names_are_their_types_and_numbers_are_alike() -> None:
    rival = ENTITIES[1].mentions[0]
    assert AROUND.before(rival.start, 3) == ["<Method>", "<Method>", "beats"]
    assert AROUND.behind(rival.end, 5) == ["by", "0", "points", ".", "$"]


def test_text_before_the_first_word() -> None:
    assert AROUND.before(0, 2) == ["^", "^"]


def test_words_between_two_names() -> None:
    own, rival = ENTITIES[0].mentions[1], ENTITIES[1].mentions[0]
    assert AROUND.between(own.end, rival.start) == ["beats"]
