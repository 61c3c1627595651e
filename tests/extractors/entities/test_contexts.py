from __future__ import annotations

import pytest

from extractors.entities.contexts import load_contexts
from extractors.entities.heads import load_heads
from extractors.entities.models import load_pieces
from extractors.entities.names import load_generic, possible_names
from extractors.entities.rules import ContextRules, read
from extractors.entities.words import Words
from ontology.types import EntityType
from tests.extractors.entities.examples import braced, plain

CONTEXTS = load_contexts(load_heads())
GENERIC = load_generic(load_pieces().outside)
RULES = read("contexts", ContextRules)
ALL = [*RULES.left, *RULES.right]


def _by_rule(text: str, rule: str) -> dict[str, EntityType]:
    words = Words(text)
    names = possible_names(words, GENERIC)
    found = zip(names, CONTEXTS.evidence(words, names), strict=True)
    return {words.slice(n.first, n.last): e.type for n, items in found for e in items if e.rule == rule}


@pytest.mark.parametrize(("rule", "example"), [(r.id, e) for r in ALL for e in r.matches])
def test_a_rule_finds_the_names_of_its_examples(rule: str, example: str) -> None:
    assert set(braced(example)) <= set(_by_rule(plain(example), rule))


@pytest.mark.parametrize(("rule", "example"), [(r.id, e) for r in ALL for e in r.rejects])
def test_a_rule_leaves_its_counterexamples(rule: str, example: str) -> None:
    assert _by_rule(plain(example), rule) == {}


def test_rule_ids_are_unique() -> None:
    assert len({rule.id for rule in ALL}) == len(ALL)


@pytest.mark.parametrize(
    ("text", "rule", "name", "kind"),
    [
        ("We introduce Falcon, a fast drafting framework.", "apposition", "Falcon", "Method"),
        ("We present Sailor, a series of compact vision models that see.", "apposition", "Sailor", "Model"),
        (
            "We release Prism, a comprehensive and public benchmark for charts.",
            "apposition",
            "Prism",
            "Benchmark",
        ),
        ("compared with methods for large models, such as Shears", "such-as", "Shears", "Method"),
        ("fine-tuned with the Harvest dataset", "noun", "Harvest", "Dataset"),
        ("We propose a new corpus, Harvest, for training.", "propose", "Harvest", "Dataset"),
    ],
)
def test_the_head_noun_tells_the_type(text: str, rule: str, name: str, kind: str) -> None:
    assert _by_rule("Untitled.\n" + text, rule)[name] == kind


def test_an_adverbial_before_the_subject_is_no_apposition() -> None:
    assert _by_rule("Untitled.\nIn SeaWorldQA, our approach wins.", "apposition") == {}
