"""What the name of a new thing says of its kin, and where a name only tells of a kind."""

from collections.abc import Callable

Claims = Callable[..., set[tuple[str, str, str]]]


def test_a_name_that_ends_with_a_technique_is_of_that_kind(claims: Claims) -> None:
    text = "Much work goes into pruning. We propose Circuit Pruning."
    assert ("Circuit Pruning", "is-a", "pruning") in claims(text, Method="pruning|Circuit Pruning")


def test_a_part_behind_a_preposition_is_no_kind(claims: Claims) -> None:
    text = "Much work goes into pruning. We propose Search for Pruning."
    assert ("Search for Pruning", "is-a", "pruning") not in claims(text, Method="pruning|Search for Pruning")


def test_a_coined_name_at_the_end_is_what_the_new_thing_was_made_from(claims: Claims) -> None:
    text = "Adapters such as LoRA are cheap. We propose DropLoRA."
    assert ("DropLoRA", "based-on", "LoRA") in claims(text, Method="LoRA|DropLoRA")


def test_a_later_version_is_based_on_the_one_before(claims: Claims) -> None:
    text = "The cache of SnapKV is small. We propose SnapKV++."
    assert ("SnapKV++", "based-on", "SnapKV") in claims(text, Method="SnapKV|SnapKV++")


def test_a_part_called_by_its_work_is_no_version(claims: Claims) -> None:
    text = "We propose vLLM. It is fast, and vLLM Scheduling keeps it fair."
    found = claims(text, Method="vLLM|vLLM Scheduling")
    assert ("vLLM Scheduling", "based-on", "vLLM") not in found


def test_a_technique_in_apposition_is_not_the_doer(claims: Claims) -> None:
    text = "We propose Zeta, a token pruning method that uses beam search to rank them."
    found = claims(text, Method="Zeta|token pruning|beam search")
    assert ("Zeta", "uses", "beam search") in found
    assert ("token pruning", "uses", "beam search") not in found


def test_a_verb_behind_and_is_no_member_of_a_list(claims: Claims) -> None:
    title = "How good are small models?"
    text = "We fine-tune BERT-base, RoBERTa-base, and evaluate GPT-4."
    found = claims(text, title=title, Model="BERT-base|RoBERTa-base|GPT-4")
    assert ("paper", "fine-tunes", "GPT-4") not in found


def test_what_others_propose_is_not_new(claims: Claims) -> None:
    text = "Existing methods propose Wanda for this. We propose Zeta."
    assert ("paper", "proposes", "Wanda") not in claims(text, Method="Wanda|Zeta")


def test_counted_components_are_used_not_proposed(claims: Claims) -> None:
    text = "We propose Zeta, which has two components: (1) Alpha Gate, a switch, and (2) Beta Bank, a store."
    found = claims(text, Method="Zeta|Alpha Gate|Beta Bank")
    assert ("Zeta", "uses", "Alpha Gate") in found
    assert ("paper", "proposes", "Alpha Gate") not in found
