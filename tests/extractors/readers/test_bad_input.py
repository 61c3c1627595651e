"""Whatever is wrong with an input: it is named with its place, and no other paper is lost."""

from __future__ import annotations

import gzip
import json
import lzma
import os
import random
from pathlib import Path

import pytest
import zstandard

from extractors.readers import FORMATS, read
from extractors.readers import lines as lines_module
from ontology.errors import UsageError

from .conftest import Given, read_all

GOOD = [{"id": f"p{i}", "title": f"Paper {i}", "abstract": f"Abstract {i}."} for i in range(3)]
ROWS = [json.dumps(row) for row in GOOD]
PACK = {"gz": gzip.compress, "xz": lzma.compress, "zst": zstandard.compress}


def test_truncated_json_lines(given: Given) -> None:
    papers, rejects = given("a.jsonl", "\n".join(ROWS)[:-20])
    assert [p.id for p in papers] == ["p0", "p1"]
    (reject,) = rejects
    assert (Path(reject.source).name, reject.line, reject.kept) == ("a.jsonl", 3, False)
    assert "not valid JSON, or cut short" in str(reject)


def test_a_bad_line_between_good_ones(given: Given) -> None:
    papers, rejects = given("a.jsonl", "\n".join([ROWS[0], "{oops", "[1]", ROWS[1], "7", ROWS[2]]))
    assert [p.id for p in papers] == ["p0", "p1", "p2"]
    assert [r.line for r in rejects] == [2, 3, 5]


def test_truncated_json_array(given: Given) -> None:
    papers, rejects = given("a.json", json.dumps(GOOD, indent=1)[:-30])
    assert [p.id for p in papers] == ["p0", "p1"]
    assert [(r.line, "cut short" in r.reason) for r in rejects] == [(12, True)]


def test_title_without_abstract(given: Given) -> None:
    papers, rejects = given("a.jsonl", "\n".join([ROWS[0], '{"id": "x", "title": "Only a Title"}', ROWS[1]]))
    assert [p.id for p in papers] == ["p0", "p1"]
    assert [(r.line, r.reason) for r in rejects] == [(2, 'no abstract for "Only a Title"')]


def test_listing_that_ends_with_a_title(given: Given) -> None:
    papers, rejects = given("a.txt", "new\nGet trending papers\nMar 3\n\nOne\n\nIts abstract.\n\nTwo\n")
    assert [p.title for p in papers] == ["One"]
    assert [(r.line, r.reason) for r in rejects] == [(9, 'a title without an abstract ends the file: "Two"')]


def test_not_utf8_is_mended_and_remarked_on(given: Given) -> None:
    rows = [ROWS[0], '{"id": "x", "title": "Na\xefve", "abstract": "It\x92s good, \xc3\xa9."}', ROWS[1]]
    papers, rejects = given("a.jsonl", "\n".join(rows).encode("latin-1"))
    assert [p.id for p in papers] == ["p0", "x", "p1"]
    assert (papers[1].title, papers[1].abstract) == ("Naïve", "It’s good, é.")
    assert [(r.line, r.kept) for r in rejects] == [(2, True)]
    assert "0xef" in rejects[0].reason
    assert "Windows-1252" in rejects[0].reason


def test_abstract_of_a_megabyte(given: Given) -> None:
    big = json.dumps({"id": "big", "title": "Big", "abstract": "word " * 210_000})
    papers, rejects = given("a.jsonl", "\n".join([ROWS[0], big, ROWS[1]]))
    assert [p.id for p in papers] == ["p0", "p1"]
    assert rejects[0].line == 2
    assert "1,049,999 characters, at most 50,000" in rejects[0].reason


def test_full_text_as_a_text_file(given: Given) -> None:
    papers, rejects = given("a.txt", "Title\n\n" + "Many words follow here.\n" * 10_000)
    assert papers == []
    assert "a full text?" in rejects[0].reason


@pytest.mark.parametrize(
    "content",
    # gzip notes the time in its header; a parameter's name must not change by the second.
    [b"", b"\n\n  \n", gzip.compress(b"", mtime=0)],
    ids=["nothing", "blank lines", "nothing, packed"],
)
def test_empty_file(given: Given, content: bytes) -> None:
    papers, rejects = given("a.jsonl", content)
    assert (papers, [r.reason for r in rejects]) == ([], ["the file is empty"])


def test_directory_with_nothing_readable(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1")
    papers, rejects = read_all(tmp_path)
    assert papers == []
    assert rejects[0].source == str(tmp_path)
    assert "no file in it ends in" in rejects[0].reason
    assert ".jsonl" in rejects[0].reason


BINARY = [
    (random.Random(1).randbytes(5000), "binary"),
    (b"%PDF-1.7 ...", "PDF"),
    (b"PK\x03\x04....", "zip"),
    (b"SQLite format 3\x00...", "SQLite"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"PAR1....", "Parquet"),
    (b"<!DOCTYPE html><html><body>Papers</body></html>", "web page"),
    (b"<svg xmlns='x'/>", "neither of the ACL"),
]


@pytest.mark.parametrize(("content", "what"), BINARY, ids=[b[1] for b in BINARY])
def test_not_a_text(given: Given, content: bytes, what: str) -> None:
    papers, rejects = given("a.jsonl", content)
    assert papers == []
    assert what in rejects[0].reason


def test_unknown_format_of_a_file(given: Given) -> None:
    papers, rejects = given("a.csv.gz", gzip.compress(b"colour,size\nred,3\n"))
    assert papers == []
    assert "no column for a title or an abstract" in rejects[0].reason
    papers, rejects = given("a.yaml", "title: x\n")
    assert papers == []
    assert "not recognised" in rejects[0].reason


@pytest.mark.parametrize("kind", PACK)
def test_damaged_archives_keep_what_came_before(given: Given, kind: str) -> None:
    noise = random.Random(3)
    rows = [json.dumps({**GOOD[0], "id": str(i), "key": noise.randbytes(300).hex()}) for i in range(3000)]
    packed = PACK[kind]("\n".join(rows).encode())
    whole, _ = given(f"a.jsonl.{kind}", packed)
    assert len(whole) == 3000
    papers, rejects = given(f"a.jsonl.{kind}", packed[: len(packed) * 2 // 3])
    assert 500 < len(papers) < 3000
    assert papers == whole[: len(papers)]
    assert any("is cut short" in r.reason and r.line for r in rejects)
    papers, rejects = given(f"a.jsonl.{kind}", packed[:-2000] + b"\xff" * 1000 + packed[-1000:])
    assert papers == whole[: len(papers)]
    assert any("is damaged" in r.reason or "cut short" in r.reason for r in rejects)


@pytest.mark.parametrize("kind", PACK)
def test_an_archive_of_which_only_the_first_bytes_are_there(given: Given, kind: str) -> None:
    papers, rejects = given(f"a.jsonl.{kind}", PACK[kind](ROWS[0].encode())[:12])
    assert papers == []
    assert kind[:2] in rejects[0].reason.replace("gzip", "gz")


@pytest.mark.parametrize("kind", PACK)
def test_decompression_bomb(given: Given, kind: str) -> None:
    bomb = PACK[kind](b"{" + b" " * (80 << 20))
    papers, rejects = given(f"a.jsonl.{kind}", bomb)
    assert papers == []
    assert any("grows more than" in r.reason for r in rejects)


def test_a_line_without_end_is_never_held(given: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "MAX_LINE", 1000)
    papers, rejects = given("a.jsonl", "\n".join([ROWS[0], "x" * 5000, ROWS[1]]))
    assert [p.id for p in papers] == ["p0", "p1"]
    assert [(r.line, r.kept) for r in rejects] == [(2, False)]


def test_csv_with_bad_rows(given: Given) -> None:
    content = 'id,title,abstract\na,A,"One.\nTwo."\nb,B\nc,C,Three.,more\nd,D,Four.\n'
    papers, rejects = given("a.csv", content)
    assert [(p.id, p.abstract) for p in papers] == [("a", "One.\nTwo."), ("d", "Four.")]
    assert [(r.line, r.reason) for r in rejects] == [
        (4, 'no abstract for "B"'),
        (5, "4 fields, but the header names 3"),
    ]


def test_csv_with_a_quotation_mark_that_never_closes(given: Given) -> None:
    content = 'id,title,abstract\na,A,One.\nb,B,"' + "word word\n" * 20_000
    papers, rejects = given("a.csv", content)
    assert papers[0].id == "a"
    assert "quotation mark" in rejects[0].reason


def test_bibtex_with_broken_entries(given: Given, capfd: pytest.CaptureFixture[str]) -> None:
    content = (
        "@misc{a, title={A}, abstract={One.}}\n@misc{b, title={B, abstract={Two.}\n"
        "@misc{c, title={C}, title={D}}\n@comment{no}\n"
        "@misc{e, title={E}, abstract={Five.}}\n@misc{f, title={"
    )
    papers, rejects = given("a.bib", content)
    assert [p.id for p in papers] == ["a", "e"]
    assert [r.line for r in rejects] == [2, 3, 6]
    assert capfd.readouterr() == ("", ""), "the parser's own remarks are not printed"


def test_ris_that_is_cut_off(given: Given) -> None:
    content = "TY  - JOUR\nTI  - A\nAB  - One.\nER  -\nTY  - JOUR\nTI  - B\nTY  - JOUR\nTI  - C\nAB  - Three."
    papers, rejects = given("a.ris", content)
    assert [p.title for p in papers] == ["A", "C"]
    assert [(r.line, r.reason) for r in rejects] == [(5, 'no abstract for "B"')]


ACL_PAPER = '<paper id="{0}"><title>T{0}</title><abstract>A {0}.</abstract></paper>\n'


def test_xml_that_is_cut_off(given: Given) -> None:
    head = '<collection id="2023.acl">\n<volume id="1">\n'
    content = head + "".join(ACL_PAPER.format(i) for i in range(3))
    papers, rejects = given("a.xml", content[:-20])
    assert [p.id for p in papers] == ["2023.acl-1.0", "2023.acl-1.1"]
    assert rejects[0].line in (5, 6)
    assert "not well-formed" in rejects[0].reason


def test_xml_without_abstracts(given: Given) -> None:
    content = (
        '<collection id="P18"><volume id="1">\n<paper id="1"><title>T</title></paper>\n</volume></collection>'
    )
    papers, rejects = given("a.xml", content)
    assert (papers, [(r.line, r.reason) for r in rejects]) == ([], [(2, 'no abstract for "T"')])


def test_xml_entities_are_refused(given: Given, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    for entity in (f'<!ENTITY x SYSTEM "file://{tmp_path}/secret">', '<!ENTITY x "boom">'):
        content = (
            f"<!DOCTYPE collection [{entity}]>\n<collection id='a'><volume id='1'>"
            "<paper id='1'><title>T</title><abstract>&x;</abstract></paper></volume></collection>"
        )
        papers, rejects = given("a.xml", content)
        assert papers == []
        assert "entities" in rejects[0].reason


def test_xml_that_is_too_deep_or_never_ends(given: Given) -> None:
    head = "<collection><volume>\n"
    papers, rejects = given("a.xml", head + "<a>" * 100)
    assert "deeper than" in rejects[0].reason
    papers, rejects = given("b.xml", head + ("<a>word</a>" * 1000 + "\n") * 300)
    assert papers == []
    assert "without a paper's end" in rejects[0].reason


def test_xml_in_another_encoding(given: Given) -> None:
    paper = '<paper id="1"><title>Na\xefve</title><abstract>B.\x0b</abstract></paper>'
    body = f'<collection id="a"><volume id="1">{paper}</volume></collection>'
    content = "<?xml version='1.0' encoding='ISO-8859-1'?>\n" + body
    papers, _ = given("a.xml", content.encode("latin-1"))
    assert [(p.title, p.abstract) for p in papers] == [("Naïve", "B.")]


def test_unknown_format_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read([tmp_path], format="docx", on_reject=lambda _: None)
    assert "docx" in str(caught.value)
    assert all(form in str(caught.value) for form in FORMATS)


@pytest.mark.parametrize("path", ["missing.jsonl", "missing/*.jsonl"])
def test_missing_files_are_wrong_use(tmp_path: Path, path: str) -> None:
    with pytest.raises(UsageError, match=r"no (such )?file"):
        read([tmp_path / path], on_reject=lambda _: None)


def test_file_that_may_not_be_read(given: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "write_bytes", lambda path, content: os.close(os.open(path, os.O_CREAT)))
    papers, rejects = given("a.jsonl", "")
    assert (papers, rejects[0].reason) == ([], "cannot be read: Permission denied")


def test_values_of_strange_types(given: Given) -> None:
    rows = [
        {
            "title": ["Listed", "Title"],
            "abstract": 7,
            "id": None,
            "year": "n. d.",
            "authors": [{"name": "A"}, 3],
        },
        {"title": {"a": 1}, "abstract": "B.", "url": ["x"], "authors": "A, B and C"},
        {"title": "\ud800 half", "abstract": "a\u0000b\nc", "id": "i\nd"},
        {"id": "x" * 600, "title": "T", "abstract": "A."},
        {"name": "no title here"},
        {},
    ]
    papers, rejects = given("a.jsonl", "\n".join(map(json.dumps, rows)))
    assert [(p.title, p.abstract, p.authors) for p in papers] == [
        ("Listed Title", "7", ("A", "3")),
        ("", "B.", ("A", "B", "C")),
        ("half", "a b\nc", ()),
    ]
    assert papers[2].id == "i d"
    assert [r.line for r in rejects] == [4, 5, 6]
    for paper in papers:
        paper.model_dump_json().encode("utf-8")


def test_deep_json_does_not_end_the_reading(given: Given) -> None:
    papers, rejects = given("a.jsonl", "\n".join(['{"title":' + "[" * 200_000, *ROWS]))
    assert len(papers) == 3
    assert rejects[0].line == 1
    papers, rejects = given("a.json", "[" + "[" * 200_000)
    assert papers == []
    assert rejects


def test_one_bad_file_does_not_keep_others_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "b.jsonl.gz").write_bytes(b"\x1f\x8b\x08broken")
    (tmp_path / "c.jsonl").write_text("\n".join(ROWS))
    papers, rejects = read_all(tmp_path)
    assert [p.id for p in papers] == ["p0", "p1", "p2"]
    assert [Path(r.source).name for r in rejects] == ["a.jsonl", "b.jsonl.gz"]
