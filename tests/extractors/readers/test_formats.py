"""Each format: what a whole record becomes, and how the format is recognised without its name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.readers import FORMATS, title_id
from ontology.types import Paper

from .conftest import Given, read_all

GPTQ = "GPTQ: Weights in Four Bits"
ABSTRACT = "GPTQ stores weights in 4 bits. It needs one GPU."

LISTING = f"""new

Get trending papers

Subscribe

by us

Mar 21

{GPTQ}

{ABSTRACT}

Second Paper

Another abstract.
"""

BIBTEX = """% our papers
@string{iclr = "ICLR"}

@inproceedings{frantar2023gptq,
  title     = {{GPTQ}: Weights in Four Bits},
  author    = {Frantar, Elias and Ashkboos, Saleh and G{\\"u}nther, K.},
  booktitle = iclr,
  year      = 2023,
  eprint    = {2210.17323},
  archivePrefix = {arXiv},
  abstract  = {GPTQ stores weights
               in 4 bits. It needs one GPU.}
}
"""

RIS = f"""TY  - CONF
TI  - {GPTQ}
AU  - Frantar, Elias
AU  - Ashkboos, Saleh
PY  - 2023
DO  - 10.1/gptq
UR  - https://arxiv.org/abs/2210.17323
AB  - GPTQ stores weights in 4 bits.
It needs one GPU.
ER  -
"""

ACL = """<?xml version='1.0' encoding='UTF-8'?>
<collection id="2023.acl">
  <volume id="long">
    <meta><booktitle>Proceedings</booktitle><year>2023</year></meta>
    <frontmatter><url>2023.acl-long.0</url></frontmatter>
    <paper id="1">
      <title><fixed-case>GPTQ</fixed-case>: Weights in Four Bits</title>
      <author><first>Elias</first><last>Frantar</last></author>
      <author><first>Saleh</first><last>Ashkboos</last></author>
      <abstract>GPTQ stores weights in <tex-math>4</tex-math> bits.
        It needs one GPU.</abstract>
      <url hash="ab">2023.acl-long.1</url>
    </paper>
  </volume>
</collection>
"""

ATOM = f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>query</title>
 <entry><id>http://arxiv.org/abs/2210.17323v2</id><published>2022-10-31T00:00:00Z</published>
  <title>{GPTQ}</title><summary>  {ABSTRACT}
</summary><author><name>Elias Frantar</name></author><author><name>Saleh Ashkboos</name></author></entry>
</feed>"""

OAI = f"""<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header/><metadata>
<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2210.17323</id><created>2022-10-31</created>
<authors><author><keyname>Frantar</keyname><forenames>Elias</forenames></author>
<author><keyname>Ashkboos</keyname><forenames>Saleh</forenames></author></authors>
<title>{GPTQ}</title><abstract>{ABSTRACT}</abstract></arXiv></metadata></record></ListRecords></OAI-PMH>
"""

DUBLIN_CORE = f"""<OAI-PMH><ListRecords><record><metadata><oai_dc:dc xmlns:oai_dc="o" xmlns:dc="d">
<dc:title>{GPTQ}</dc:title><dc:creator>Frantar, Elias</dc:creator><dc:creator>Ashkboos, Saleh</dc:creator>
<dc:description>{ABSTRACT}</dc:description><dc:description>Comment: 8 pages</dc:description>
<dc:date>2022-10-31</dc:date><dc:identifier>http://arxiv.org/abs/2210.17323</dc:identifier>
</oai_dc:dc></metadata></record></ListRecords></OAI-PMH>
"""

AUTHORS = ("Elias Frantar", "Saleh Ashkboos")
OBJECT = {"id": "x1", "title": GPTQ, "abstract": ABSTRACT, "year": 2023, "authors": list(AUTHORS)}
TWO = [OBJECT, {**OBJECT, "id": "x2"}]
HEADER = "ID,Title,Abstract Note,Publication Year,Author"
ROW = f'x1,{GPTQ},"{ABSTRACT}",2023,"Frantar, Elias; Ashkboos, Saleh"'

ONE_PAPER = [
    ("jsonl", json.dumps(OBJECT) + "\n", "x1", 2023),
    ("json", json.dumps([OBJECT], indent=1), "x1", 2023),
    ("json", json.dumps(OBJECT, indent=1), "x1", 2023),
    ("json", json.dumps({"papers": [OBJECT], "total": 1}), "x1", 2023),
    ("json", json.dumps({"total": 1, "papers": [OBJECT]}, indent=1), "x1", 2023),
    ("csv", f"{HEADER}\n{ROW}\n", "x1", 2023),
    ("csv", f"{HEADER}\r\n{ROW}\r\n".replace(",", "\t").replace("\t ", ", "), "x1", 2023),
    ("bibtex", BIBTEX.replace(' and G{\\"u}nther, K.', ""), "arxiv:2210.17323", 2023),
    ("ris", RIS, "10.1/gptq", 2023),
    ("acl", ACL, "2023.acl-long.1", 2023),
    ("arxiv", ATOM, "arxiv:2210.17323", 2022),
    ("arxiv", OAI, "arxiv:2210.17323", 2022),
    ("arxiv", DUBLIN_CORE, "arxiv:2210.17323", 2022),
]


@pytest.mark.parametrize(("form", "content", "own", "year"), ONE_PAPER)
def test_one_paper(given: Given, form: str, content: str, own: str, year: int) -> None:
    papers, rejects = given("file", content)
    assert rejects == []
    (paper,) = papers
    assert (paper.id, paper.title, paper.year, paper.authors) == (own, GPTQ, year, AUTHORS)
    assert " ".join(paper.abstract.split()) == ABSTRACT
    assert paper.source == ("file",)
    assert given("other", content, form)[0] == [paper.model_copy(update={"source": ("other",)})]


def test_every_format_is_tested() -> None:
    assert {form for form, *_ in ONE_PAPER} | {"listing", "text"} == set(FORMATS)


def test_listing(given: Given) -> None:
    papers, rejects = given("file", LISTING)
    assert [(p.title, p.abstract) for p in papers] == [
        (GPTQ, ABSTRACT),
        ("Second Paper", "Another abstract."),
    ]
    assert papers[0].id == title_id(GPTQ)
    assert rejects == []


def test_listing_by_name_needs_no_header(given: Given) -> None:
    papers, _ = given("file", f"{GPTQ}\n\n{ABSTRACT}\n", "listing")
    assert [p.title for p in papers] == [GPTQ]


def test_listing_whose_header_has_no_date(given: Given) -> None:
    assert given("file", LISTING.replace("Mar 21", "soon"))[0] == given("file", LISTING)[0]


@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_text(given: Given, suffix: str) -> None:
    papers, _ = given(f"a.{suffix}", f"# {GPTQ}\n\nAbstract:\n{ABSTRACT}\nMore of it.\n")
    assert [(p.title, p.abstract) for p in papers] == [(GPTQ, f"{ABSTRACT}\nMore of it.")]


def test_text_without_a_title(given: Given) -> None:
    (paper,), _ = given("a.txt", "One text that\nwas wrapped and\nhas no title.")
    assert paper.title == ""
    assert paper.abstract.startswith("One text")
    (other,), _ = given("b.txt", "Another text that\nhas no title\neither.")
    assert paper.id != other.id, "without a title the id comes from the text"


def test_bare_text_of_json_lines(given: Given) -> None:
    papers, _ = given(
        "a.jsonl", json.dumps({"text": f"{GPTQ}\n{ABSTRACT}"}) + '\n{"id": 7, "text": "Only this."}'
    )
    assert [(p.id, p.title, p.abstract) for p in papers] == [
        (title_id(GPTQ), GPTQ, ABSTRACT),
        ("7", "", "Only this."),
    ]
    assert papers[0].text == f"{GPTQ}\n{ABSTRACT}", "offsets are those of the text as given"


def test_arxiv_dump_fields(given: Given) -> None:
    row = {
        "id": "2210.17323",
        "authors_parsed": [["Frantar", "Elias", ""], ["Ashkboos", "Saleh", ""]],
        "title": "GPTQ: Weights\n  in Four Bits",
        "abstract": f"  {ABSTRACT}\n",
        "update_date": "2024-01-01",
        "versions": [{"version": "v1", "created": "Mon, 31 Oct 2022 18:00:00 GMT"}],
    }
    (paper,), _ = given("a.jsonl", json.dumps(row))
    assert (paper.id, paper.title, paper.year, paper.authors) == ("2210.17323", GPTQ, 2022, AUTHORS)


def test_bibtex_details(given: Given) -> None:
    (paper,), _ = given("a.bib", BIBTEX)
    assert paper.authors[2] == "K. Günther"
    assert paper.url == "https://arxiv.org/abs/2210.17323"
    (keyed,), _ = given("b.bib", "@misc{key, title={A}, abstract={B c.}}")
    assert keyed.id == "key"
    (named,), _ = given("c.bib", "@misc{key, title={A}, doi={10.1/x}, abstract={B c.}}")
    assert named.id == "10.1/x"


def test_bibtex_macros_keep_their_braces(given: Given) -> None:
    (paper,), _ = given("a.bib", r"@misc{k, title={{A}}, abstract={\textbf{{LLM}s} in O(n^{2})}}")
    assert paper.abstract == r"\textbf{LLMs} in O(n^{2})"


def test_urls_are_web_addresses_only(given: Given) -> None:
    rows = [{**OBJECT, "url": url} for url in ("javascript:alert(1)", "file:///etc/passwd", "https://a.b/c")]
    papers, _ = given("a.jsonl", "\n".join(map(json.dumps, rows)))
    assert [p.url for p in papers] == [None, None, "https://a.b/c"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(given: Given, encoding: str) -> None:
    papers, rejects = given("a", "\n".join(map(json.dumps, TWO)).encode(encoding))
    assert ([p.id for p in papers], rejects) == (["x1", "x2"], [])


def test_json_array_of_many_parts(given: Given) -> None:
    rows = [{"id": str(i), "title": f"T {i}", "abstract": "word " * 300} for i in range(300)]
    papers, rejects = given("a.json", json.dumps(rows, indent=2))
    assert ([p.id for p in papers], rejects) == ([str(i) for i in range(300)], [])


def test_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.jsonl").write_text(json.dumps(OBJECT))
    (tmp_path / "sub" / "a.txt").write_text(f"{GPTQ}\n\n{ABSTRACT}")
    for name in ("README.md", ".hidden.txt", "script.py", "picture.png"):
        (tmp_path / name).write_text("Not a paper.\n\nReally not.")
    papers, rejects = read_all(tmp_path)
    assert ([p.source for p in papers], rejects) == ([("b.jsonl",), ("sub/a.txt",)], [])


def test_every_file_once_whatever_the_paths(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(json.dumps({**OBJECT, "id": name}))
    a, b = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    wanted = read_all(tmp_path)
    assert [p.id for p in wanted[0]] == ["a.jsonl", "b.jsonl"]
    for paths in ([b, a], [a, b, tmp_path], [str(tmp_path / "*.jsonl")], [tmp_path, b]):
        assert read_all(*paths) == wanted


def test_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "in"
    path.write_text(json.dumps(OBJECT))
    with path.open() as file:
        monkeypatch.setattr("sys.stdin", file)
        papers, rejects = read_all("-")
    assert ([(p.id, p.source) for p in papers], rejects) == ([("x1", ("-",))], [])


def test_papers_can_be_written_and_read_again(given: Given) -> None:
    (paper,), _ = given("a.bib", BIBTEX)
    (again,), rejects = given("a.jsonl", json.dumps(Paper.model_dump(paper)))
    assert rejects == []
    assert again.model_copy(update={"source": ()}) == paper.model_copy(update={"source": ()})
