"""Mining on abstracts made up for the purpose: what is found, counted, forgotten and shown."""

from __future__ import annotations

import pytest

from extractors.mining import mine, sightings, table
from extractors.mining.contexts import CONTEXTS, Context
from extractors.mining.longforms import pairs
from extractors.mining.phrases import phrases
from extractors.mining.shapes import items, terms
from extractors.mining.tally import Tally
from ontology.types import EntityType, Paper
from ontology.vocabulary import load_vocabularies

ABSTRACTS = (
    "We test Zorbformer on the Quibblebank benchmark. It outperforms Flimnet and cuts peak memory by 40%.",
    "Knobbly gradient sieving (KGS) helps on benchmarks such as Quibblebank, Drossel and Wimple-QA.",
    "Zorbformer, a compact model, runs on NVIDIA K900 at full speed. Knobbly gradient sieving (KGS) is used.",
    "Experiments on Quibblebank and Drossel show gains on tasks such as riddle answering and pun detection.",
)


def papers() -> list[Paper]:
    return [Paper(id=str(i), title=f"Paper {i}", abstract=text) for i, text in enumerate(ABSTRACTS)]


def found(text: str) -> set[tuple[str, str]]:
    return {(s.form, s.type.value) for s in sightings(text) if s.type}


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda context: context.id)
def test_every_context_reads_its_example(context: Context) -> None:
    assert list(context.read(context.example)) != []


def test_the_noun_gives_the_type() -> None:
    assert {("Quibblebank", "Benchmark"), ("Flimnet", "Method"), ("peak memory", "Metric")} <= found(
        ABSTRACTS[0]
    )
    assert {("Zorbformer", "Model"), ("K900", "Hardware")} <= found(ABSTRACTS[2])
    assert {("riddle answering", "Task"), ("pun detection", "Task")} <= found(ABSTRACTS[3])


def test_lists_are_taken_apart() -> None:
    assert list(items("The GSM8K, MATH, and Drossel")) == ["GSM8K", "MATH", "Drossel"]
    assert list(terms("riddle answering, pun detection and the rest")) == [
        "riddle answering",
        "pun detection",
    ]


def test_spans_hold_the_context() -> None:
    text = ABSTRACTS[1]
    (sighting,) = (s for s in sightings(text) if s.form == "Wimple-QA")
    assert text[sighting.start : sighting.end] == "benchmarks such as Quibblebank, Drossel and Wimple-QA"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the knobbly gradient sieving (KGS) step", [("knobbly gradient sieving", "KGS")]),
        ("several key-value (KV) caches", [("key-value", "KV")]),
        ("many Graph Riddle Networks (GRNs) fail", [("Graph Riddle Networks", "GRNs")]),
        ("they are slow (XYZ) here", []),
        ("a step (see below) of it", []),
        ("(KGS)", []),
    ],
)
def test_abbreviations(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(long, short) for long, short, _, _ in pairs(text)] == expected


def test_abbreviation_spans() -> None:
    text = "the knobbly gradient sieving (KGS) step"
    ((_, _, start, end),) = pairs(text)
    assert text[start:end] == "knobbly gradient sieving (KGS)"


def test_phrases_end_in_a_head_and_stop_at_stop_words() -> None:
    text = "we use coarse riddle distillation, and the pun of search"
    assert [p for p, *_ in phrases(text)] == ["coarse riddle distillation", "riddle distillation"]


def test_counts_are_of_papers_not_of_mentions() -> None:
    paper = Paper(id="x", title="t", abstract="On the Drossel benchmark, then on the Drossel benchmark.")
    (candidate,) = (c for c in mine([paper], least=1) if c.form == "Drossel")
    assert candidate.papers == 1
    assert candidate.types == (("Benchmark", 1),)


def test_candidates_are_ranked_and_explained() -> None:
    first, *rest = mine(papers(), least=2, examples=2)
    assert (first.form, first.papers, first.types) == ("Quibblebank", 3, (("Benchmark", 3),))
    assert dict(first.rules) == {"before-kind": 1, "evaluated-on": 1, "such-as": 1}
    assert len(first.examples) == 2
    assert {candidate.form for candidate in rest} >= {"Drossel", "knobbly gradient sieving"}
    assert [c.papers for c in rest] == sorted((c.papers for c in rest), reverse=True)


def test_short_forms_are_kept() -> None:
    (candidate,) = (c for c in mine(papers(), least=2) if c.form == "knobbly gradient sieving")
    assert candidate.short_forms == (("KGS", 2),)


def test_the_same_papers_give_the_same_table() -> None:
    vocabulary = load_vocabularies()
    assert table(mine(papers()), vocabulary) == table(mine(papers()), vocabulary)


def test_the_table_marks_or_leaves_out_what_is_known() -> None:
    text = "Tested on the MMLU benchmark and the Drossel benchmark."
    paper = Paper(id="x", title="t", abstract=text)
    rows = dict(
        line.split("\t")[:3:2] for line in table(mine([paper], least=1), load_vocabularies()).splitlines()
    )
    assert (rows["MMLU"], rows["Drossel"]) == ("Benchmark", "")
    assert "MMLU\t" not in table(mine([paper], least=1), load_vocabularies(), known=False)


def test_no_cell_breaks_the_table() -> None:
    paper = Paper(id="x", title="On the\tDrossel benchmark", abstract="of\nthe Drossel benchmark\r\nand")
    lines = table(mine([paper], least=1), load_vocabularies()).splitlines()
    assert {line.count("\t") for line in lines} == {6}


def test_rare_forms_are_forgotten_at_the_end_of_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.mining.tally.WINDOW", 2)
    tally = Tally(examples=0)
    for text in ("the Drossel benchmark", "the Drossel benchmark", "the Wimple benchmark"):
        tally.add(text, sightings(text))
    tally.add("the Quibblebank benchmark", sightings("the Quibblebank benchmark"))
    assert [candidate.form for candidate in tally.candidates(least=1)] == ["Drossel"]


@pytest.mark.parametrize(
    "text", ["", "(" * 4000, "A" * 20000, "a " * 10000, "A-" * 8000, "(A) " * 3000, "\0\ud800"]
)
def test_hostile_texts_end_quickly(text: str) -> None:
    assert isinstance(list(sightings(text)), list)


def test_a_head_may_stand_for_two_types() -> None:
    kinds = {s.type for s in sightings("fast riddle retrieval") if s.form == "riddle retrieval"}
    assert kinds == {EntityType.METHOD, EntityType.TASK}
