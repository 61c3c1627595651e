"""One paper from several sources: the same whatever the order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers import Reject, better, merge, title_id
from ontology.types import Paper

PAPERS = st.builds(
    Paper,
    id=st.sampled_from(["a", "b", title_id("One"), title_id("Two")]),
    title=st.sampled_from(["One", "one!", "Two"]),
    abstract=st.sampled_from(["x", "y", "longer", "larger"]),
    year=st.sampled_from([None, 2020, 2021]),
    url=st.sampled_from([None, "https://a.b", "https://a.b/c"]),
    authors=st.sampled_from([(), ("A",), ("A", "B"), ("B",)]),
    source=st.sampled_from([("s",), ("t",), ("s", "t")]),
)


@given(PAPERS, PAPERS, PAPERS)
@settings(max_examples=300)
def test_better_depends_on_no_order(a: Paper, b: Paper, c: Paper) -> None:
    assert better(a, b) == better(b, a)
    assert better(better(a, b), c) == better(a, better(b, c))
    assert better(a, better(a, b)) == better(a, b)


@given(st.lists(PAPERS, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_merge_depends_on_no_order(papers: list[Paper], shuffled: object) -> None:
    other = list(papers)
    shuffled.shuffle(other)  # type: ignore[attr-defined]
    assert list(merge(papers)) == list(merge(other))


def paper(own: str, title: str, abstract: str, **more: object) -> Paper:
    return Paper.model_validate({"id": own, "title": title, "abstract": abstract, "source": ("s",), **more})


def test_the_longer_abstract_is_kept_with_its_title() -> None:
    short, long = paper("i", "GPTQ", "Cut", source=("a",)), paper("i", "gptq", "Not cut.", source=("b",))
    (merged,) = merge([short, long])
    assert (merged.title, merged.abstract, merged.source) == ("gptq", "Not cut.", ("a", "b"))


def test_same_id_with_two_texts_is_reported() -> None:
    rejects: list[Reject] = []
    merged = list(merge([paper("i", "One", "x"), paper("i", "Two", "longer")], on_reject=rejects.append))
    assert [m.title for m in merged] == ["Two"]
    assert [r.kept for r in rejects] == [True]
    assert 'the id i stands for "One" and "Two"; kept "Two"' in rejects[0].reason


def test_cut_abstracts_of_one_paper_are_no_conflict() -> None:
    rejects: list[Reject] = []
    list(merge([paper("i", "One", "x"), paper("i", "{One}", "x and more")], on_reject=rejects.append))
    assert rejects == []


def test_a_paper_without_id_joins_the_one_of_its_title() -> None:
    title = "GPTQ: Four Bits"
    merged = list(
        merge([paper(title_id(title), title, "long abstract"), paper("arxiv:1", title.upper(), "cut")])
    )
    assert [(m.id, m.abstract) for m in merged] == [("arxiv:1", "long abstract")]
