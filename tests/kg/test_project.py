"""``kg.toml``: read, and refused with words."""

from pathlib import Path

import pytest

from kg.project import Project, load_project
from ontology.errors import KgError


def test_a_folder_without_the_file_has_the_defaults(tmp_path: Path) -> None:
    assert load_project(tmp_path) == Project()


def test_vocabularies_lie_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('vocabularies = ["own.tsv"]\nrules-only = true\n', encoding="utf-8")
    project = load_project(tmp_path)
    assert project.vocabularies == (tmp_path / "own.tsv",)
    assert project.rules_only


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("vocabulary = []", "vocabularies, rules-only"),
        ("vocabularies = 3", "vocabularies"),
        ("rules-only = [", "not TOML"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "kg.toml").write_text(text, encoding="utf-8")
    with pytest.raises(KgError, match=said):
        load_project(tmp_path)
