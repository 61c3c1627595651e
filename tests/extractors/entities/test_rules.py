from __future__ import annotations

import pytest

from extractors.entities.rules import (
    ContextRules,
    GenericRules,
    HeadRules,
    ListedRules,
    ModelRules,
    OpenRules,
    PhraseRules,
    RoleRules,
    parse,
    source,
)
from ontology.errors import KgError

LEFT = "[[left]]\nid = 'x'\nat = ['a']\nbetween = '('\ntype = 'Method'\nrank = 1\nmatches = ['{A}']"
PHRASE = "[sets]\n[[phrase]]\ntype = 'Thing'\nheads = ['x']\nmodifiers = []\nmatches = ['y']"


@pytest.mark.parametrize(
    ("text", "shape", "says"),
    [
        ("never = []\nopeners = []\nspare = 1", GenericRules, "spare"),
        ("never = ['x'", GenericRules, "not TOML"),
        (LEFT, ContextRules, "left.0.between"),
        (PHRASE, PhraseRules, "phrase.0.type"),
        ("[[phrase]]\ntype = 'Task'", PhraseRules, "sets"),
    ],
)
def test_a_bad_rule_file_is_an_error_that_names_the_place(text: str, shape: type, says: str) -> None:
    with pytest.raises(KgError, match=says):
        parse(text, "rules.toml", shape)


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("contexts", ContextRules),
        ("generic", GenericRules),
        ("heads", HeadRules),
        ("listed", ListedRules),
        ("models", ModelRules),
        ("open", OpenRules),
        ("phrases", PhraseRules),
        ("roles", RoleRules),
    ],
)
def test_the_shipped_files_are_valid(name: str, shape: type) -> None:
    assert parse(source(name), name, shape)
