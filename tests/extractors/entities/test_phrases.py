from __future__ import annotations

import pytest

from extractors.entities.openphrases import WEAK, load_open_phrases
from extractors.entities.phrases import load_phrases
from extractors.entities.rules import PhraseRules, read
from extractors.entities.spans import disjoint
from extractors.entities.words import Words
from tests.extractors.entities.examples import braced, plain

PHRASES = load_phrases()
RULES = read("phrases", PhraseRules).phrase


def _found(text: str) -> dict[str, str]:
    words = Words(text)
    return {words.slice(f.first, f.last): f.type or "" for f in disjoint(PHRASES.find(words))}


@pytest.mark.parametrize(("kind", "example"), [(r.type, e) for r in RULES for e in r.matches])
def test_a_grammar_finds_the_phrases_of_its_examples(kind: str, example: str) -> None:
    found = _found(plain(example))
    assert {phrase: found.get(phrase) for phrase in braced(example)} == dict.fromkeys(braced(example), kind)


@pytest.mark.parametrize("example", [e for r in RULES for e in r.rejects])
def test_descriptions_are_no_phrases(example: str) -> None:
    assert _found(plain(example)) == {}


def test_modifiers_that_share_a_head_make_one_phrase() -> None:
    assert _found("on mathematical and commonsense reasoning tasks") == {
        "mathematical and commonsense reasoning": "Task"
    }


def test_any_noun_before_a_telling_head() -> None:
    words = Words("for river flood forecasting, accurate forecasting and reward prediction")
    found = {words.slice(f.first, f.last): f.rule for f in load_open_phrases().find(words)}
    assert found == {"river flood forecasting": "open-phrase", "reward prediction": WEAK}
