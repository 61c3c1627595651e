"""The sample papers are readable, many, varied, and nobody else's text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.readers import Reject, merge, read
from extractors.samples import sample_paths
from ontology.types import Paper

SHARED = Path(__file__).parents[4] / "shared" / "papers"
RUN = 9
"""Words: no text of others may be found again in a run of so many."""


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    rejects: list[Reject] = []
    found = list(read(list(sample_paths().values()), on_reject=rejects.append))
    assert rejects == []
    return found


def test_every_file_is_read_and_gives_its_share(papers: list[Paper]) -> None:
    counts = {path.name: sum(path.name in p.source for p in papers) for path in sample_paths().values()}
    assert min(counts.values()) >= 12, counts


def test_overlapping_papers_merge(papers: list[Paper]) -> None:
    rejects: list[Reject] = []
    merged = list(merge(papers, on_reject=rejects.append))
    assert rejects == []
    assert len(merged) >= 48
    assert len(papers) - len(merged) >= 12
    assert any(len(p.source) == 3 for p in merged)
    assert len({p.title.casefold() for p in merged}) == len(merged)


def test_all_areas_are_covered(papers: list[Paper]) -> None:
    text = " ".join(p.text for p in papers)
    for word in (
        *(
            "quantiz",
            "prun",
            "distill",
            "adapter",
            "decoding",
            "serving",
            "attention",
            "benchmark",
            "retriev",
        ),
        *("outperforms", "on par with", "WikiText-2", "MMLU", "A100", "RTX 4090", "LLaMA-2-7B", "3-bit"),
    ):
        assert word in text, word


def test_abstracts_have_the_length_of_abstracts(papers: list[Paper]) -> None:
    for paper in papers:
        assert 30 <= len(paper.abstract.split()) <= 200, paper.title


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the given papers are not beside the checkout")
def test_no_run_of_words_is_taken_from_the_given_papers(papers: list[Paper]) -> None:
    ours = {run for paper in papers for run in _runs(paper.text)}
    taken = {run for text in _given_texts() for run in _runs(text)} & ours
    assert taken == set()


def _given_texts() -> Iterator[str]:
    for path in sorted((SHARED / "huggingface").iterdir()):
        yield path.read_text(encoding="utf-8")
    with (SHARED / "arxiv_efficiency.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield f"{row['title']} {row['abstract']}"


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return zip(*(words[i:] for i in range(RUN)), strict=False)
