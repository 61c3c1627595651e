"""Open phrases end on any text: hyphens may follow each other in any order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.entities.openphrases import load_open_phrases
from extractors.entities.words import Words

PHRASES = load_open_phrases()
PIECES = ["multi", "hop", "few", "shot", "graph", "reasoning", "latency", "retrieval", "Cold", "a", "3"]


def _found(text: str) -> list[str]:
    words = Words(text)
    return [words.slice(item.first, item.last) for item in PHRASES.find(words)]


def test_a_prefix_inside_a_compound_is_no_beginning() -> None:
    assert _found("the graph-multi-hop reasoning of it") == []


def test_a_prefix_belongs_to_the_phrase() -> None:
    assert "multi-hop retrieval" in _found("They study multi-hop retrieval for questions.")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", "-", ", "])), max_size=12))
def test_any_chain_of_words_and_hyphens(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in pieces)
    assert all(phrase in text for phrase in _found(text))
