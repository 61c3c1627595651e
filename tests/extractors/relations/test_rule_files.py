from pathlib import Path

import pytest
from spacy.vocab import Vocab

from extractors.relations.rulefiles import fingerprint, read_rules, shipped
from extractors.relations.ruleset import compile_rules
from ontology.errors import KgError
from ontology.schema import load_schema

GOOD = """
predicate = "outperforms"
about = "Who beats whom, told plainly."
[[rule]]
id = "verb"
why = "The plain verb of winning."
pattern = ["[$win] ~ O:system"]
subject = ["subject"]
matches = ["[S GPTQ] outperforms [O RTN]."]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "outperforms.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_predicate_of_the_schema_has_rules() -> None:
    stated = {name for name, p in load_schema().predicates.items() if not p.derived}
    assert {f.predicate for f in shipped()[0]} == stated


def test_reads_a_good_file(tmp_path: Path) -> None:
    assert read_rules(written(tmp_path, GOOD)).rule[0].id == "verb"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("why =", "wy =", "wy"),
        ('predicate = "outperforms"', 'predicate = "beats"', "no predicate 'beats'"),
        ('subject = ["subject"]', 'subject = ["somebody"]', "somebody"),
        ("[S GPTQ]", "[T GPTQ]", "unknown mark"),
        ('matches = ["[S GPTQ] outperforms [O RTN]."]', "matches = []", "matches"),
        ('id = "verb"', 'id = "Verb!"', "id"),
        ("[[rule]]", "[[rule", "Expected"),
        ("why =", 'yields_to = ["beats"]\nwhy =', "no predicate 'beats'"),
        ("why =", 'small_letters = ["alone"]\nwhy =', "set 'fresh' or remove it"),
        ("why =", 'fresh = true\nsmall_letters = ["any"]\nwhy =', "'announced' or 'alone'"),
        ("why =", "rival = true\nwhy =", "'rival' is read under 'achieves' only"),
    ],
)
def test_a_bad_file_says_what_is_wrong(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(KgError, match=said) as error:
        read_rules(written(tmp_path, GOOD.replace(old, new)))
    assert "outperforms.toml" in str(error.value)


def test_an_id_stands_once(tmp_path: Path) -> None:
    twice = GOOD + GOOD.partition("[[rule]]")[1] + GOOD.partition("[[rule]]")[2]
    with pytest.raises(KgError, match="twice"):
        read_rules(written(tmp_path, twice))


def test_a_bad_pattern_names_its_rule(tmp_path: Path) -> None:
    rules = read_rules(written(tmp_path, GOOD.replace("$win", "$wins")))
    with pytest.raises(KgError, match=r"rule outperforms\.verb: unknown class \$wins"):
        compile_rules([rules], shipped()[1], Vocab())


def test_the_fingerprint_is_stable() -> None:
    assert fingerprint() == fingerprint()
    assert len(fingerprint()) == 16
