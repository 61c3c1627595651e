"""The chooser on texts of our own: what it keeps, drops, adds, and may never touch."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.cleanup import clean
from extractors.document import Document
from extractors.english import English
from extractors.entities import EntityRecognizer
from extractors.entities.chooser import Chooser, naming
from extractors.entities.chooser.features import features
from extractors.entities.chooser.forms import Gate, forms
from extractors.entities.chooser.known import Known
from extractors.entities.chooser.model import CLASSES, load_model, numbers_of, probabilities
from extractors.entities.chooser.show import table
from extractors.entities.chooser.spans import Proposed, possible, shape
from extractors.entities.chooser.text import Text
from extractors.entities.discovery import Discovery
from extractors.entities.vocabulary import Trie
from extractors.entities.words import Words
from extractors.readers import merge, read
from extractors.samples import sample_paths
from ontology.types import Paper
from ontology.vocabulary import load_vocabularies

ENGLISH = English.load()
MODEL = load_model()
CHOOSER = Chooser.load()
RULES = Discovery(Trie(load_vocabularies(())))
TITLE = "TideCut: Pruning Language Models by Tidal Scores"
ABSTRACT = (
    "Serving large models is slow. We propose TideCut, a pruning method that ranks heads by tidal scores. "
    "On GSM8K, TideCut outperforms Wanda and SparseGPT by 2.1 points in accuracy with Llama-3-8B."
)


WORDS = Words(f"{TITLE}\n{ABSTRACT}")
_NEITHER = (naming.size, 1, "O")


def _found(recognizer: EntityRecognizer, title: str, abstract: str) -> dict[str, str]:
    paper = Paper(id="p", title=title, abstract=abstract)
    document: Document = ENGLISH.document(paper, clean(paper.text))
    recognizer.recognize(document, {})
    return {form: str(entity.type) for entity in document.entities for form in entity.forms}


def test_names_that_rules_are_sure_of_stay() -> None:
    found = _found(EntityRecognizer.load(), TITLE, ABSTRACT)
    wanted = {"TideCut", "GSM8K", "Wanda", "SparseGPT", "accuracy", "Llama-3-8B"}
    assert wanted <= found.keys()
    assert found["TideCut"] == "Method"
    assert found["GSM8K"] == "Benchmark"


def test_it_adds_names_and_drops_names() -> None:
    added, dropped = 0, 0
    for paper in merge(read(list(sample_paths().values()), on_reject=lambda _: None)):
        words = Words(clean(paper.text).text)
        names, _, pairs = RULES.names(words, {})
        before = {(n.first, n.last) for n in names}
        after = {(n.first, n.last) for n in CHOOSER.choose(words, names, pairs)}
        added, dropped = added + len(after - before), dropped + len(before - after)
        assert 2 * len(after & before) >= len(before)
    assert added > 10
    assert dropped > 10


def test_a_name_inside_a_longer_name_gives_way_to_it() -> None:
    abstract = "We propose LoRA-GA$^2$, a method for fine-tuning. LoRA-GA$^2$ outperforms LoRA on GSM8K."
    found = _found(EntityRecognizer.load(), "LoRA-GA$^2$: Low Rank Adaptation with Many Gradients", abstract)
    assert {"LoRA-GA$^2$", "LoRA"} <= found.keys()


def test_the_users_own_vocabulary_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("name\ttype\taliases\tsource\nslow water\tTask\t\tours\n", encoding="utf-8")
    text = "The slow water of the canal, and other things that no model would take for a name."
    assert _found(EntityRecognizer.load([path]), "Canals", text)["slow water"] == "Task"


def test_with_and_without_are_different_rules() -> None:
    with_chooser, without = EntityRecognizer.load(), EntityRecognizer.load(rules_only=True)
    assert with_chooser.fingerprint != without.fingerprint


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*ABSTRACT.split(), "multi", "zero", "(", ")", "3-bit", "É", "✓"]),
            st.sampled_from([" ", " ", "-", ", "]),
        ),
        max_size=60,
    )
)
def test_any_text_gives_disjoint_names_in_order_always_the_same(tokens: list[tuple[str, str]]) -> None:
    words = Words("".join(token + gap for token, gap in tokens))
    names, _, pairs = RULES.names(words, {})
    chosen = CHOOSER.choose(words, names, pairs)
    assert chosen == CHOOSER.choose(words, names, pairs)
    assert all(a.last <= b.first for a, b in pairwise(chosen))
    assert all(0 <= name.first < name.last <= len(words) for name in chosen)


def test_spans_end_at_function_words_and_marks() -> None:
    words = Words("We use sparse attention of heads, and top-k")
    spans = {words.slice(a, b) for a, b in possible(words, Proposed.of(words, []))}
    assert {"sparse attention", "attention", "top-k", "use sparse attention"} <= spans
    assert not any("of" in span.split() or "," in span for span in spans)


def test_features_name_words_places_and_rules() -> None:
    words = Words(f"{TITLE}\n{ABSTRACT}")
    names, _, pairs = RULES.names(words, {})
    text = Text.of(words, Proposed.of(words, names), pairs)
    first = next(i for i, low in enumerate(words.low) if low == "gsm8k")
    found = features(text, [(first, first + 1)])
    assert found == sorted(set(found))
    assert {"form=gsm8k", "before=on", "gap behind=,", "rules=Benchmark", "times=1"} <= set(found)


def test_sums_are_whole_numbers_and_chances_add_up() -> None:
    words = Words("the GPTQ method")
    text = Text.of(words, Proposed.of(words, []), [])
    rows = MODEL.vectors.rows(words)
    numbers = numbers_of(MODEL.vectors, MODEL.usage, text, rows, [[(1, 2)], [(0, 1), (2, 3)]])
    scores = MODEL.scores([[_NEITHER, (naming.form, "gptq", "O")], [_NEITHER]], numbers)
    assert scores.dtype == np.int64
    assert scores.shape == (2, len(CLASSES))
    assert np.array_equal(scores[1:], MODEL.scores([[_NEITHER]], numbers[1:]))
    assert sum(probabilities(scores[0].tolist())) == pytest.approx(1.0)


def test_a_form_scores_the_same_among_many() -> None:
    text = Text.of(WORDS, Proposed.of(WORDS, []), [])
    forms_ = [[(at, at + 1)] for at in range(len(WORDS))]
    numbers = numbers_of(MODEL.vectors, MODEL.usage, text, MODEL.vectors.rows(WORDS), forms_)
    together = MODEL.scores([[_NEITHER]] * len(forms_), numbers)
    apart = [MODEL.scores([[_NEITHER]], numbers[at : at + 1])[0] for at in range(len(forms_))]
    assert len(forms_) > 30
    assert np.array_equal(together, apart)


@pytest.mark.parametrize(
    ("form", "wanted"), [("Llama", "Xx"), ("A100", "X0"), ("QuaRot", "XxXx"), ("4bit", "0x")]
)
def test_shapes(form: str, wanted: str) -> None:
    assert shape(form) == wanted


def test_what_is_remembered_of_features_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [(naming.ends, word, word) for word in ("attention", "pruning", "no-such-word", "attention")]
    rows = {"last=attention": 1, "last=pruning": 2, "suffix=ion": 3}
    first = [Known(rows)([part]) for part in asked]
    monkeypatch.setattr("extractors.entities.chooser.known.PARTS", 1)
    forgetful = Known(rows)
    assert [forgetful([part]) for part in asked] == first == [{1, 3}, {2}, set(), {1, 3}]


def test_a_form_is_looked_at_wherever_it_may_stand() -> None:
    words = Words("GPTQ scales. The gptq of GPTQ-scales, gptq (scales)")
    text = Text.of(words, Proposed.of(words, []), [])
    gate = Gate([0], [0], {"overlap=none": -1, "first=X": 1})
    found = {words.slice(*places[0]): places for places in forms(gate, text, [0] * len(words))}
    assert found["GPTQ"] == [(0, 1), (3, 4), (5, 6), (7, 8)]
    assert found["GPTQ scales"] == [(0, 2), (5, 7)]


def test_what_speaks_for_a_form_is_told() -> None:
    told = list(CHOOSER.explain(Words("knowledge distillation")))
    assert any(line.startswith("learned: form=knowledge distillation: +") for line in told)
    assert any(line.startswith("learned: use in the corpus: +") for line in told)
    assert list(CHOOSER.explain(Words("zorblat zorblat"))) == []


def test_the_linear_weights_can_be_printed() -> None:
    head, *rows = table(MODEL)
    assert head.split("\t") == ["feature", "none", *(str(kind) for kind in CLASSES[1:])]
    told = {name: [int(weight) for weight in weights] for name, *weights in (row.split("\t") for row in rows)}
    assert list(told) == sorted(told)
    assert told["rules=Model"] == MODEL.weights("rules=Model")
