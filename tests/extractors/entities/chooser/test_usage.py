"""What a corpus says of a form, on texts of our own."""

import numpy as np

from extractors.entities.chooser import naming
from extractors.entities.chooser.known import Known
from extractors.entities.chooser.spans import Proposed
from extractors.entities.chooser.text import Text
from extractors.entities.chooser.usage import CONTEXT, DOUBT, LEAST_PAPERS, UNIT, Tally, context
from extractors.entities.words import Words

WEIGHTS = {"before=on": 0, "behind=improves": 1}
TALLY = np.array([[-3000, 3000], [1000, -1000]])
ON, WITH = "Tests on GSM8K work", "Now Wanda improves"


def _text(written: str) -> Text:
    words = Words(written)
    return Text.of(words, Proposed.of(words, []), [])


def _place(text: Text, word: str) -> list[tuple[int, int]]:
    at = text.words.form.index(word)
    return [(at, at + 1)]


def _tally(times: int) -> Tally:
    tally = Tally(Known(WEIGHTS), TALLY, 1000)
    for written, word in ((ON, "GSM8K"), (WITH, "Wanda")):
        for _ in range(times):
            text = _text(written)
            tally.add(text, [_place(text, word)])
    return tally


def test_the_context_says_nothing_of_the_forms_own_words() -> None:
    text = _text(ON)
    found = context(text, _place(text, "GSM8K"))
    assert (naming.before, "on") in found
    assert all(part[0] in CONTEXT for part in found)
    assert not any("gsm8k" in name for part in found for name in naming.names_of(part))


def test_means_are_told_against_the_mean_of_all_forms() -> None:
    usage = _tally(LEAST_PAPERS).usage()
    assert list(usage.row) == ["gsm8k", "wanda"]
    trust = LEAST_PAPERS / (LEAST_PAPERS + DOUBT)
    assert usage.means("gsm8k") == [round(-2 * trust * UNIT), round(2 * trust * UNIT)]
    assert usage.means("wanda") == [round(2 * trust * UNIT), round(-2 * trust * UNIT)]


def test_rare_and_unknown_forms_have_zeros() -> None:
    assert not _tally(LEAST_PAPERS - 1).usage().row
    usage, text = _tally(LEAST_PAPERS).usage(), _text(ON)
    numbers = usage.numbers(text, [_place(text, "GSM8K"), _place(text, "Tests")])
    assert numbers.shape == (2, 4)
    assert numbers[0].any()
    assert not numbers[1].any()
    assert usage.means("tests") is None
