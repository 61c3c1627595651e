from extractors.relations.extractor import sentences_of
from tests.extractors.relations.conftest import document


def units(abstract: str, **names: str) -> list[tuple[str, str]]:
    sentence = sentences_of(document(abstract, **names))[1]
    return [(u.kind, u.text) for u in sentence.units]


def members(abstract: str, **names: str) -> list[list[str]]:
    sentence = sentences_of(document(abstract, **names))[1]
    return [[m.entity for m in u.members] for u in sentence.units if u.named]


def test_a_list_of_names_is_one_unit() -> None:
    assert members("It beats Eagle, Medusa, and Lookahead on it.", Method="Eagle|Medusa|Lookahead") == [
        ["Eagle", "Medusa", "Lookahead"]
    ]


def test_names_after_a_comma_alone_are_no_list() -> None:
    found = members("Compared to RTN, GPTQ is better.", Method="RTN|GPTQ")
    assert found == [["RTN"], ["GPTQ"]]


def test_a_new_clause_is_no_list() -> None:
    found = members("Wanda beats RTN, and GPTQ achieves more.", Method="Wanda|RTN|GPTQ")
    assert found == [["Wanda"], ["RTN"], ["GPTQ"]]


def test_members_after_such_as_take_their_class_noun_with_them() -> None:
    sentence = sentences_of(document("We test methods such as GPTQ and RTN.", Method="GPTQ|RTN"))[1]
    unit = next(u for u in sentence.units if u.named)
    assert (unit.examples, unit.head, [m.entity for m in unit.members]) == (True, "methods", ["GPTQ", "RTN"])


def test_the_named_class_of_examples_is_kept() -> None:
    text = "It beats quantization methods such as GPTQ and RTN."
    sentence = sentences_of(document(text, Method="quantization|GPTQ|RTN"))[1]
    unit = next(u for u in sentence.units if u.named)
    assert unit.of_class is not None
    assert unit.of_class.entity == "quantization"


def test_a_name_that_modifies_a_plural_class_noun_is_generic() -> None:
    sentence = sentences_of(document("It beats PTQ methods.", Method="PTQ"))[1]
    assert next(u for u in sentence.units if u.named).generic


def test_a_number_in_brackets_is_the_note_of_its_name() -> None:
    sentence = sentences_of(document("It beats GPT-4o (13.9%) here.", Model="GPT-4o"))[1]
    note = next(u for u in sentence.units if u.named).members[0].note
    assert note is not None
    assert note.unit == "%"


def test_each_rival_keeps_its_own_figure() -> None:
    text = "It beats RTN by 3.0% points, AWQ by 2.0% points and OBQ by 1.0% points."
    sentence = sentences_of(document(text, Method="RTN|AWQ|OBQ"))[1]
    notes = [m.note.low for u in sentence.units if u.named for m in u.members if m.note]
    assert [str(n) for n in notes] == ["3.0", "2.0", "1.0"]


def test_references_are_units() -> None:
    kinds = [kind for kind, _ in units("We show that our method and the resulting models run.")]
    assert kinds.count("We") == 1
    assert kinds.count("Ours") == 1
    assert kinds.count("Ref") == 1


def test_a_name_inside_an_address_is_no_mention() -> None:
    assert members("Code is at https://example.org/GPTQ now.", Method="GPTQ") == []
