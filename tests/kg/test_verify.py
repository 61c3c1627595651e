"""A sound graph file verifies; one with flipped bytes or rows does not."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from graph_files import build, paper, rules

from kg.verify import verify
from ontology.errors import KgError

PAPERS = [
    paper("a", "paper proposes Method:Zorbo . Method:Zorbo outperforms Method:Quark"),
    paper("b", "Method:Zorbo achieves Metric:accuracy on Benchmark:GSM8K is 75.2 . name Method:Zorbo-2"),
]


@pytest.fixture
def sound(graph: Path) -> Path:
    build(graph, PAPERS)
    assert list(verify(graph, rules())) == []
    return graph


DAMAGE = [
    ("UPDATE paper SET abstract = replace(abstract, 'Quark', 'Quirk')", "hash differs"),
    ("UPDATE paper SET year = 1999", "hash differs"),
    ("UPDATE reading SET extraction = x'00'", "hash differs"),
    ("UPDATE evidence SET end = 100000", "outside the text"),
    ("UPDATE evidence SET start = start + 1", "evidence is missing"),
    ("UPDATE evidence SET how = 1", "evidence is missing"),
    ("DELETE FROM evidence", "it has no evidence"),
    ("UPDATE claim SET predicate = 'runs-on' WHERE predicate = 'outperforms'", "may not stand in 'runs-on'"),
    ("UPDATE claim SET belief = 9999 WHERE derived = 0", "its belief is not"),
    ("UPDATE claim SET papers = 7", "papers assert it, not 7"),
    ("UPDATE claim SET subject = 999", "not in the graph"),
    ("UPDATE claim SET object = subject", "its id does not fit"),
    ("UPDATE node SET papers = 9", "papers name it, not 9"),
    ("UPDATE node SET name = 'Other'", "its name is none of its forms"),
    ("DELETE FROM node WHERE name = 'Quark'", "names in papers belong to no node"),
    ("UPDATE node SET id = 'method/zorbo'", "two nodes have this id"),
]


@pytest.mark.parametrize(("damage", "words"), DAMAGE)
def test_damaged_rows_are_found(sound: Path, damage: str, words: str) -> None:
    with sqlite3.connect(sound) as db:
        db.execute(damage)
    db.close()
    assert any(words in str(problem) for problem in verify(sound, rules()))


def test_flipped_bytes_are_found(sound: Path) -> None:
    """Flip a byte in every place where a paper's words stand in the table of papers."""
    data = bytearray(sound.read_bytes())
    at = data.index(b"paper proposes Method:Zorbo")
    data[at] ^= 1
    sound.write_bytes(data)
    assert any("hash differs" in str(problem) for problem in verify(sound, rules()))


def test_a_torn_file_is_found(sound: Path) -> None:
    data = sound.read_bytes()
    sound.write_bytes(data[: len(data) // 2])
    assert _told(sound)


def _told(path: Path) -> list[str]:
    """What the user hears: problems, or the error that stops the check."""
    try:
        return [str(problem) for problem in verify(path, rules())]
    except KgError as error:
        return [str(error)]
