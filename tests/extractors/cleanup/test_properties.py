"""What holds for every text, however strange."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.cleanup import CleanText, clean

PIECES = [
    *(
        "\\",
        "{",
        "}",
        "$",
        "&",
        "~",
        "%",
        "^",
        "_",
        "\n",
        " ",
        "  ",
        "2.4",
        "times",
        "\\times",
        "x",
        "×",
        "-",
        "--",
    ),
    *(
        "\\textbf{",
        "\\cite{a}",
        "\\url{",
        "https://a.b/~c",
        "&amp;",
        "amp;",
        "lt;",
        "&#37;",
        "\\frac{1}{2}",
        "''",
        "`",
    ),
    *(
        "\\%",
        "\\$",
        "\\sim",
        "\\alpha",
        '\\"o',
        "e\u0301",
        "\ufb01",
        "\u00ad",
        "\u00a0",
        "“",
        "GPTQ",
        "word",
        "4-bit",
    ),
    *("<p>", "</p>", "~zhu2023mini", "\\,", "\\\\", "\x00", "\ud800", "𝐀"),
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.text(max_size=60))


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_every_span_goes_there_and_back(text: str) -> None:
    cleaned = clean(text)
    for start in range(len(cleaned.text)):
        low, high = cleaned.original(start, start + 1)
        assert 0 <= low < high <= len(text)
        back = cleaned.cleaned(low, high)
        assert back[0] <= start < back[1], "the character is within what its origin became"
        again = cleaned.original(*back)
        assert again[0] <= low, "nothing is lost on the way"
        assert high <= again[1]


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_order_is_kept(text: str) -> None:
    cleaned = clean(text)
    origins = [cleaned.original(i, i + 1) for i in range(len(cleaned.text))]
    assert origins == sorted(origins)
    images = [cleaned.cleaned(i, i + 1) for i in range(len(text))]
    assert all(0 <= low <= high <= len(cleaned.text) for low, high in images)
    kept = [image for image in images if image[0] < image[1]]
    assert kept == sorted(kept)


@given(st.text(alphabet="ab {}$\\~", max_size=20), TEXTS)
@settings(max_examples=400, deadline=None)
def test_one_line_feed_between_title_and_abstract(title: str, abstract: str) -> None:
    cleaned = clean(f"{title}\n{abstract}")
    assert cleaned.text.count("\n") == 1
    _assert_parts(cleaned, len(title))


def _assert_parts(cleaned: CleanText, title: int) -> None:
    separator = cleaned.text.index("\n")
    low, high = cleaned.original(separator, separator + 1)
    assert low <= title < high, "the line feed is still the one between title and abstract"


@given(st.text(alphabet="abc 4.:-()GPTQ", max_size=40).filter(lambda t: "  " not in t and "--" not in t))
def test_plain_text_costs_no_map(text: str) -> None:
    assert clean(text) == CleanText(text)
    assert clean(text).maps == ()
