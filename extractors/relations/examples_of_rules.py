"""The example sentences of the rules as papers with known entities: what the tests run and the docs show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.relations.schema import MARK, Rule, RuleFile
from ontology.schema import load_schema
from ontology.types import EntityType, Paper, PaperEntity

_TITLE = "An unnamed title"
_QUALIFIER_TYPES = {
    "metric": "Metric",
    "benchmark": "Benchmark",
    "hardware": "Hardware",
    "model": "Model",
    "baseline": "Method",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A marked sentence of a rule. ``subjects`` and ``objects`` are the ids of the marked entities: each pair
    must be found by the rule where ``holds``, and none of any rule of the predicate where not."""

    predicate: str
    rule: Rule
    text: str
    paper: Paper
    entities: tuple[PaperEntity, ...]
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    holds: bool


def examples(rule_file: RuleFile) -> Iterator[Example]:
    """All examples of a rule file in order."""
    for rule in rule_file.rule:
        for text in rule.matches:
            yield _example(rule_file.predicate, rule, text, holds=True)
        for text in rule.rejects:
            yield _example(rule_file.predicate, rule, text, holds=False)


def _example(predicate: str, rule: Rule, text: str, *, holds: bool) -> Example:
    found: dict[str, tuple[str, str, str]] = {}
    roles: dict[str, list[str]] = {"S": [], "O": []}
    for role, kind, name in MARK.findall(text):
        kind = kind or _default_type(predicate, role)
        if not kind or role in {"value", "delta", "bits", "ratio"}:
            continue
        entity = found.setdefault(name, (f"e{len(found) + 1}", kind, name))[0]
        if role in roles:
            roles[role].append(entity)
    entities = tuple(
        PaperEntity(id=i, type=EntityType(kind), forms=(name,)) for i, kind, name in found.values()
    )
    plain = MARK.sub(lambda m: m[3], text)
    return Example(
        predicate, rule, text, _paper(plain), entities, tuple(roles["S"]), tuple(roles["O"]), holds
    )


def _default_type(predicate: str, role: str) -> str:
    found = load_schema().predicates[predicate]
    if role == "S":
        return next(kind for kind in found.domain if kind != "Paper") if len(found.domain) > 1 else "Method"
    return found.range[0] if role == "O" else _QUALIFIER_TYPES.get(role, "")


def _paper(plain: str) -> Paper:
    """The text as abstract; with "# " before it, as title; a question before it is the title of a study."""
    if plain.startswith("# "):
        return Paper(id="example", title=plain[2:], abstract="We study it.")
    title, mark, rest = plain.partition("? ")
    if mark:
        return Paper(id="example", title=title + "?", abstract=rest)
    return Paper(id="example", title=_TITLE, abstract=plain)
