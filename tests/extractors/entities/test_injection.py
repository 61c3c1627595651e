from __future__ import annotations

from extractors.entities.injection import find_forms
from ontology.types import EntityType, PaperEntity


def _entity(name: str, *forms: str) -> PaperEntity:
    return PaperEntity(id=name, type=EntityType.METHOD, forms=forms)


def test_the_longest_form_takes_its_place() -> None:
    text = "QLoRA tunes with LoRA; LoRA-Pro does not."
    found = find_forms(text, [_entity("e1", "LoRA"), _entity("e2", "LoRA-Pro"), _entity("e3", "QLoRA")])
    assert {k: [text[a:b] for a, b in v] for k, v in found.items()} == {
        "e1": ["LoRA"],
        "e2": ["LoRA-Pro"],
        "e3": ["QLoRA"],
    }
    assert found["e1"] == [(17, 21)]


def test_a_form_inside_a_word_counts_only_where_it_stands_nowhere_else() -> None:
    assert find_forms("the GPUs and a GPU", [_entity("e1", "GPU")]) == {"e1": [(15, 18)]}
    assert find_forms("the GPUs", [_entity("e1", "GPU")]) == {"e1": [(4, 7)]}


def test_absent_forms_are_left_out() -> None:
    assert find_forms("nothing here", [_entity("e1", "LoRA")]) == {}


def test_the_title_can_end_with_a_form() -> None:
    assert find_forms("Pruning\nPruning works", [_entity("e1", "Pruning")]) == {"e1": [(0, 7), (8, 15)]}
