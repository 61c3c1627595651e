"""The rules as a table for readers: ``python -m extractors.relations.table > docs/rules.md``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from extractors.relations.rulefiles import shipped
from extractors.relations.schema import MARK, Rule, RuleFile

_HEAD = """# Relation rules

Made from `extractors/relations/rules/*.toml` by `python -m extractors.relations.table`; do not edit.
A pattern line is a row of units of a sentence; its notation stands in `extractors/relations/notation.py`,
that of tree lines in `extractors/relations/trees.py`. Every example is run as a test. **S** is the subject,
**O** the object of the statement; other bold words are qualifiers.
"""


def markdown() -> str:
    """All predicates with their rules: id, why, patterns, an example."""
    return _HEAD + "".join(_section(rule_file) for rule_file in shipped()[0])


def _section(rule_file: RuleFile) -> str:
    rows = "".join(f"| {' | '.join(_row(rule_file.predicate, rule))} |\n" for rule in rule_file.rule)
    head = "| rule | why | looks for | for example |\n| --- | --- | --- | --- |\n"
    return f"\n## {rule_file.predicate}\n\n{rule_file.about}\n\n{head}{rows}"


def _row(predicate: str, rule: Rule) -> Iterator[str]:
    yield f"`{predicate}.{rule.id}`"
    yield _cell(rule.why)
    yield "<br>".join(f"`{_cell(line)}`" for line in (*rule.pattern, *rule.tree))
    yield _cell(MARK.sub(_bold, rule.matches[0]))


def _bold(match: re.Match[str]) -> str:
    role, _, name = match.groups()
    return str(name) if role == "x" else f"**{name}** ({role})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    sys.stdout.write(markdown())
