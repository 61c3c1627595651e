from pathlib import Path

from extractors.relations.rulefiles import shipped
from extractors.relations.table import markdown

DOCS = Path(__file__).parents[3] / "docs" / "rules.md"


def test_the_docs_hold_the_rules_as_they_are() -> None:
    assert DOCS.read_text(encoding="utf-8") == markdown(), (
        "run python -m extractors.relations.table > docs/rules.md"
    )


def test_every_rule_stands_in_the_table() -> None:
    table = markdown()
    for rule_file in shipped()[0]:
        for rule in rule_file.rule:
            assert f"`{rule_file.predicate}.{rule.id}`" in table
