"""What the vocabularies hold is new only to a paper whose title names it."""

import pytest

from extractors.extract import Extractor
from ontology.types import Paper


@pytest.fixture(scope="module")
def rules() -> Extractor:
    return Extractor.load(rules_only=True)


def _proposed(rules: Extractor, title: str, abstract: str) -> set[str]:
    extraction = rules.extract([Paper(id="p", title=title, abstract=abstract)])[0]
    forms = {e.id: e.forms[0] for e in extraction.entities}
    return {forms[s.object] for s in extraction.statements if s.predicate == "proposes" and s.asserted}


@pytest.mark.parametrize(
    ("abstract", "known"),
    [
        ("We train GPT-2 on letters of the last century.", "GPT-2"),
        ("We propose a cache for long letters. We then introduce LoRA to repair it.", "LoRA"),
        ("We propose a cache, namely PagedAttention with a smaller page, for letters.", "PagedAttention"),
    ],
)
def test_a_known_name_is_not_new(rules: Extractor, abstract: str, known: str) -> None:
    assert known not in _proposed(rules, "Reading old letters by machine", abstract)


def test_the_title_may_bring_it(rules: Extractor) -> None:
    abstract = "Serving wastes memory. We propose PagedAttention, an attention over pages."
    assert _proposed(rules, "PagedAttention for serving", abstract) == {"PagedAttention"}


def test_a_common_technique_is_not_new_where_the_title_only_uses_it(rules: Extractor) -> None:
    abstract = "Letters are long. We propose speculative decoding for letters."
    assert not _proposed(rules, "Reading old letters with speculative decoding", abstract)


@pytest.mark.parametrize(
    ("long", "new"),
    [("Mixture-of-Experts (MoE)", False), ("Letter Policy Research (DPR)", True)],
)
def test_a_known_short_form_makes_no_known_thing(rules: Extractor, long: str, *, new: bool) -> None:
    abstract = f"Letters are long. We introduce {long} for letters."
    assert bool(_proposed(rules, "Reading old letters by machine", abstract)) is new


def test_what_nobody_knows_is_new(rules: Extractor) -> None:
    abstract = "We pretrain Letterling-3B on letters of the last century."
    assert _proposed(rules, "Reading old letters by machine", abstract) == {"Letterling-3B"}
