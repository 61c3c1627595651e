from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.evaluation import spans
from kg.evaluation.counts import total
from ontology.types import EntityType, Evidence, Extraction, Mention, Paper, PaperEntity, Statement

TEXT = "Wanda prunes without updates. Wanda beats SparseGPT on C4."


def line(
    ents: list[list[object]], rels: list[list[object]], text: str = "Wanda beats SparseGPT on C4."
) -> str:
    return json.dumps({"id": "d#0", "doc": "d", "text": text, "ents": ents, "rels": rels})


METHOD = [0, 5, "Method", "Method"]
RIVAL = [12, 21, "Method", "Method"]
DATA = [25, 27, "Material", "Dataset"]


def sentence(ents: list[list[object]], rels: list[list[object]]) -> spans.Sentence:
    return spans.load([line(ents, rels)])[0]


def test_symmetric_relations_have_no_direction() -> None:
    wanted = sentence([METHOD, RIVAL], [[0, 1, "Compare", "compare-with"]])
    found = sentence([METHOD, RIVAL], [[1, 0, "Compare", "compare-with"]])
    assert spans.score([wanted], {"d#0": found}).relations["compare-with"].f1 == 1.0


def test_what_has_no_label_of_ours_is_not_punished() -> None:
    wanted = sentence([METHOD, [12, 21, "Generic", None]], [])
    found = sentence([METHOD, RIVAL], [])
    assert spans.score([wanted], {"d#0": found}).entities["Method"].precision == 1.0


def test_benchmark_counts_as_their_dataset_and_model_as_method() -> None:
    wanted = sentence([METHOD, DATA], [])
    found = sentence([[0, 5, "", "Model"], [25, 27, "", "Benchmark"]], [])
    assert total(spans.score([wanted], {"d#0": found}).entities.values()).f1 == 1.0


def test_extractions_are_cut_back_into_sentences() -> None:
    first, second = TEXT.split(". ")
    corpus = spans.load(
        [
            json.dumps({"id": "d#0", "doc": "d", "text": first + ".", "ents": [], "rels": []}),
            json.dumps({"id": "d#1", "doc": "d", "text": second, "ents": [], "rels": []}),
        ]
    )

    def extract(papers: list[Paper]) -> list[Extraction]:
        (paper,) = papers
        at = {name: paper.text.rindex(name) for name in ("Wanda", "SparseGPT")}
        entities = tuple(
            PaperEntity(
                id=name,
                type=EntityType.METHOD,
                forms=(name,),
                mentions=(Mention(start=s, end=s + len(name), type=EntityType.METHOD, rule="r"),),
            )
            for name, s in at.items()
        )
        evidence = Evidence(
            paper=paper.id,
            start=0,
            end=1,
            rule="r",
            subject_span=(at["Wanda"], at["Wanda"] + 5),
            object_span=(at["SparseGPT"], at["SparseGPT"] + 9),
        )
        claim = Statement(subject="Wanda", predicate="outperforms", object="SparseGPT", evidence=(evidence,))
        return [Extraction(paper=paper.id, entities=entities, statements=(claim,))]

    found = spans.predict(corpus, extract)
    assert found["d#0"].entities == []
    assert [TEXT.split(". ")[1][e.start : e.end] for e in found["d#1"].entities] == ["Wanda", "SparseGPT"]
    assert found["d#1"].relations == [spans.SpanRelation(0, 1, "compare-with")]


@pytest.mark.shared
@pytest.mark.parametrize("corpus", ["scier_dev", "scierc_dev", "tdmsci_train"])
def test_figures_are_those_of_the_reference_scorer(shared: Path, tmp_path: Path, corpus: str) -> None:
    gold = shared / "external" / f"{corpus}.jsonl"
    lines = gold.read_text(encoding="utf-8").splitlines()
    rows, found = [], {}
    for number, text in enumerate(lines):
        row = json.loads(text)
        ents = [[e[0], e[1] + (n % 6 == 1), e[3] or "Method"] for n, e in enumerate(row["ents"])]
        rels = [[r[1 - n % 2], r[n % 2], r[3] or "used-for"] for n, r in enumerate(row["rels"]) if n % 4 != 3]
        if number % 9 == 0:
            ents, rels = [], []
        rows.append(json.dumps({"id": row["id"], "ents": ents, "rels": rels}))
        found[row["id"]] = spans.Sentence(
            row["id"],
            row["doc"],
            row["text"],
            [spans.SpanEntity(*e) for e in ents],
            [spans.SpanRelation(*r) for r in rels],
        )
    (tmp_path / "found.jsonl").write_text("\n".join(rows), encoding="utf-8")
    scorer = [sys.executable, str(gold.with_name("score.py")), str(gold), str(tmp_path / "found.jsonl")]
    theirs = json.loads(subprocess.run(scorer, capture_output=True, check=True, text=True).stdout)
    ours = spans.score(spans.load(lines), found)
    pairs = [("ner_exact", total(ours.entities.values())), ("span_only", ours.spans)]
    if "rel" in theirs:
        pairs += [("rel", total(ours.relations.values())), ("rel_plus", ours.typed)]
    for key, counts in pairs:
        assert theirs[key]["n"] == counts.support
        assert theirs[key]["P"] == pytest.approx(100 * counts.precision, abs=0.051)
        assert theirs[key]["R"] == pytest.approx(100 * counts.recall, abs=0.051)


def test_relations_of_things_that_the_corpus_does_not_look_for_are_not_scored() -> None:
    wanted = sentence([METHOD, DATA], [[0, 1, "Evaluated-With", "evaluated-with"]])
    found = sentence(
        [METHOD, DATA, [0, 2, "", "Metric"]],
        [[0, 1, "", "evaluated-with"], [0, 2, "", "evaluated-with"]],
    )
    assert total(spans.score([wanted], {"d#0": found}).relations.values()).precision == 1.0
