"""The given listings and abstracts, where they stand beside the checkout."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from extractors.cleanup import clean
from extractors.readers import merge, read

from .conftest import read_all

SHARED = Path(__file__).parents[4] / "shared" / "papers"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the given papers are not beside the checkout"),
]


def test_listings_hold_363_papers_in_461_entries() -> None:
    papers, rejects = read_all(SHARED / "huggingface")
    assert (len(papers), rejects) == (461, [])
    merged = list(merge(papers))
    assert len(merged) == 363
    assert max(len(p.source) for p in merged) > 1


def test_order_of_files_does_not_matter() -> None:
    files = sorted((SHARED / "huggingface").iterdir())
    assert read_all(*files) == read_all(*reversed(files))


def test_json_lines_and_a_compressed_file_stream() -> None:
    papers, rejects = read_all(SHARED / "arxiv_efficiency.jsonl")
    assert (len(papers), rejects) == (1921, [])
    large = read([SHARED / "arxiv_cs_2025_26.jsonl.xz"], on_reject=rejects.append)
    assert len(list(itertools.islice(large, 1000))) == 1000
    assert rejects == []


def test_clean_up_of_all_listings() -> None:
    papers, _ = read_all(SHARED / "huggingface")
    for paper in papers:
        cleaned = clean(paper.text)
        assert cleaned.text.count("\n") == 1
        assert clean(cleaned.text).text == cleaned.text
        assert "\\" not in cleaned.text
        assert cleaned.original(0, len(cleaned.text)) == (0, len(paper.text)) or cleaned.maps
