import pytest

from extractors.relations.forms import noun_forms, verb_forms
from extractors.relations.notation import Lexicon, read, to_spacy, within_gaps
from extractors.relations.schema import Vars
from extractors.relations.trees import read_tree

NAMES = Vars(
    kinds={"system": ("Method", "Model"), "metric": ("Metric",)},
    relations={"object": ("obj",)},
    verbs={"win": ("beat", "improve on")},
    nouns={"gain": ("gain",)},
    words={"than": ("than", "compared to")},
)
LEXICON = Lexicon(NAMES)


def test_a_class_holds_all_forms_and_phrases_make_rows_of_their_own() -> None:
    rows = read("[$win] ~ O:system", LEXICON)
    assert [len(row) for row in rows] == [3, 4, 4, 4, 4]
    assert rows[0][0].words == {"beat", "beats", "beating", "beaten"}
    assert rows[0][0].trigger


def test_forms_of_a_class_can_be_asked_for() -> None:
    (row, *_) = read("$win/ing", LEXICON)
    assert row[0].words == {"beating"}


def test_compiles_to_patterns_of_the_matcher() -> None:
    (row,) = read("beats|tops ~ O:system ..", LEXICON)
    assert to_spacy(row) == [
        {"LOWER": {"IN": ["beats", "tops"]}},
        {"TAG": "word", "OP": "*"},
        {"TAG": {"IN": ["Method", "Model"]}},
        {"TAG": {"NOT_IN": ["break"]}, "OP": "*"},
    ]


def test_a_gap_takes_no_more_than_it_may() -> None:
    (row,) = read("beats ~2 O:system", LEXICON)
    assert within_gaps(row, [0, 1, 1, 2])
    assert not within_gaps(row, [0, 1, 1, 1, 2])


def test_a_gap_finds_the_nearest_of_what_follows() -> None:
    (row,) = read("beats .. O:system", LEXICON)
    assert to_spacy(row)[1] == {"TAG": {"NOT_IN": ["Method", "Model", "break"]}, "OP": "*"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("$wins O:system", "unknown class"),
        ("O:systems", "unknown kind"),
        ("X:system", "unknown capture"),
        ("O:system and O:system", "twice"),
        (".. ~", "only gaps"),
        ("[$win O:system", "cannot read"),
        ("$gain/ing", "only verbs"),
        ("$win/past", "unknown form"),
    ],
)
def test_says_what_is_wrong_with_a_line(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read(line, LEXICON)


def test_a_tree_line_names_its_relations() -> None:
    tree = read_tree("[$win] >object O:system", LEXICON, NAMES.relations)
    assert tree.pattern[1] == {
        "LEFT_ID": "trigger",
        "REL_OP": ">",
        "RIGHT_ID": "node 1",
        "RIGHT_ATTRS": {"TAG": {"IN": ["Method", "Model"]}, "DEP": {"IN": ["obj"]}},
    }


@pytest.mark.parametrize(
    ("line", "said"), [("[$win] >subject O:system", "unknown relation"), ("[$win] O:system", "a step is")]
)
def test_says_what_is_wrong_with_a_tree_line(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_tree(line, LEXICON, NAMES.relations)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("prune", ("prune", "prunes", "pruned", "pruning")),
        ("trim", ("trim", "trims", "trimmed", "trimming")),
        ("apply", ("apply", "applies", "applied", "applying")),
        ("run", ("run", "runs", "ran", "running")),
        ("build on", ("build on", "builds on", "built on", "building on")),
    ],
)
def test_inflects_verbs(verb: str, forms: tuple[str, ...]) -> None:
    assert verb_forms(verb) == forms


def test_inflects_nouns() -> None:
    assert noun_forms("strategy") == ("strategy", "strategies")
    assert noun_forms("loss") == ("loss", "losses")
