from functools import cache

import pytest

from extractors.cleanup import clean
from extractors.english import English
from extractors.entities import EntityRecognizer
from extractors.relations import RelationExtractor
from extractors.relations.drafts import Draft
from extractors.relations.examples_of_rules import Example, examples
from extractors.relations.rulefiles import shipped

EXAMPLES = [e for rule_file in shipped()[0] for e in examples(rule_file)]


@cache
def pipeline() -> tuple[English, EntityRecognizer, RelationExtractor]:
    english = English.load()
    return english, EntityRecognizer.load(rules_only=True), RelationExtractor.load(english)


def drafts(example: Example) -> list[Draft]:
    english, recognizer, relations = pipeline()
    document = english.document(example.paper, clean(example.paper.text))
    recognizer.inject(document, example.entities)
    return relations.drafts([document])[0]


def name(example: Example) -> str:
    return f"{example.predicate}.{example.rule.id}: {example.text[:50]}"


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.holds], ids=name)
def test_a_rule_finds_what_its_example_marks(example: Example) -> None:
    found = [d for d in drafts(example) if d.hit.rule_id == f"{example.predicate}.{example.rule.id}"]
    for obj in example.objects:
        about = [d.subject.entity for d in found if d.object.entity == obj]
        assert about, f"nothing about {obj}"
        assert set(example.subjects) <= set(about)


@pytest.mark.parametrize("example", [e for e in EXAMPLES if not e.holds], ids=name)
def test_a_rule_leaves_its_counterexample_alone(example: Example) -> None:
    fired = {d.hit.rule_id for d in drafts(example)}
    assert f"{example.predicate}.{example.rule.id}" not in fired
