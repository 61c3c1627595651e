"""Citations are no units: they neither part a list nor stand between a name and its verb."""

import pytest

from extractors.relations.citations import citations


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("LSTM [ 12 , 45 ] for speech", "[ 12 , 45 ]"),
        ("LSTM ( Hochreiter et al. , 1997 ) for speech", "( Hochreiter et al. , 1997 )"),
        ("LSTM ( Hochreiter & Schmidhuber , 1997 ) works", "( Hochreiter & Schmidhuber , 1997 )"),
        ("LSTM ( with attention ) and a [ MASK ] token , as Gu et al. say", ""),
        ("[ 7 ] proposes LSTM", ""),
        ("LSTM [ 12", ""),
    ],
)
def test_numbers_in_brackets_and_authors_with_a_year(text: str, cited: str) -> None:
    tokens = text.split()
    assert " ".join(tokens[i] for i in citations([t.lower() for t in tokens])) == cited
