from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.annotations import load
from kg.evaluation.folds import Fold, holds
from kg.evaluation.matching import Boundaries, match, normalise
from kg.evaluation.qualifiers import score_qualifiers
from kg.evaluation.rules import count_by_rule
from kg.evaluation.score import score
from ontology.types import EntityType, Evidence, Extraction, PaperEntity, Statement


def entity(local: str, kind: EntityType, *forms: str) -> PaperEntity:
    return PaperEntity(id=local, type=kind, forms=forms)


WANDA = entity("e1", EntityType.METHOD, "Wanda")
LLAMA = entity("e2", EntityType.MODEL, "LLaMA-7B")
C4 = entity("e3", EntityType.BENCHMARK, "C4")


def extraction(
    entities: tuple[PaperEntity, ...], *claims: tuple[str, str, str], rule: str = "r"
) -> Extraction:
    statements = tuple(
        Statement(
            subject=s, predicate=p, object=o, evidence=(Evidence(paper="p", start=0, end=1, rule=rule),)
        )
        for s, p, o in claims
    )
    return Extraction(paper="p", entities=entities, statements=statements)


def test_forms_agree_despite_case_hyphens_and_latex() -> None:
    assert normalise("{LLaMA}-2~7B") == normalise("llama 2 7b")


def test_benchmark_and_dataset_count_as_one_type() -> None:
    assert match([C4], [entity("x", EntityType.DATASET, "C4")]) == {"x": "e3"}
    assert match([C4], [entity("x", EntityType.METHOD, "C4")]) == {}


def test_overlap_takes_whole_words_only() -> None:
    longer = entity("x", EntityType.METHOD, "Wanda pruning")
    inside = entity("y", EntityType.METHOD, "Wandaful")
    assert match([WANDA], [longer], Boundaries.OVERLAP) == {"x": "e1"}
    assert match([WANDA], [inside], Boundaries.OVERLAP) == {}
    assert match([WANDA], [longer], Boundaries.EXACT) == {}


def test_relation_needs_both_arguments() -> None:
    reference = extraction((WANDA, LLAMA), ("e1", "prunes", "e2"))
    turned = extraction((WANDA, LLAMA), ("e2", "prunes", "e1"))
    result = score({"p": reference}, {"p": turned})
    prunes = result.relations["prunes"]
    assert (prunes.hits, prunes.misses, prunes.false_alarms) == (0, 1, 1)
    assert result.all_entities.f1 == 1.0


def test_missing_paper_counts_as_nothing_found() -> None:
    result = score({"p": extraction((WANDA, LLAMA), ("e1", "prunes", "e2"))}, {})
    assert (result.all_entities.recall, result.all_relations.misses) == (0.0, 1)


def test_unasserted_claims_are_not_scored() -> None:
    hedged = Evidence(paper="p", start=0, end=1, rule="r", certainty="hedged")
    found = Extraction(
        paper="p",
        entities=(WANDA, LLAMA),
        statements=(Statement(subject="e1", predicate="prunes", object="e2", evidence=(hedged,)),),
    )
    result = score({"p": extraction((WANDA, LLAMA))}, {"p": found})
    assert result.relations == {}


def test_rules_are_counted_by_predicate() -> None:
    reference = extraction((WANDA, LLAMA), ("e1", "prunes", "e2"))
    found = extraction(
        (WANDA, LLAMA), ("e1", "prunes", "e2"), ("e2", "outperforms", "e1"), rule="prunes-verb"
    )
    table = count_by_rule({"p": reference}, {"p": found})
    assert table["prunes", "prunes-verb"].hits == 1
    assert table["outperforms", "prunes-verb"].false_alarms == 1


@pytest.mark.parametrize(
    ("stated", "expected"), [("2.4x", (1, 0, 0)), ("2.5x", (0, 1, 0)), (None, (0, 0, 1))]
)
def test_qualifiers_compare_figures(stated: str | None, expected: tuple[int, int, int]) -> None:
    def row(value: str | None) -> Extraction:
        q = {"value": value} if value else {}
        relation = {"s": "paper", "r": "achieves", "o": "e1", "quote": "", "q": q}
        speedup = {"id": "e1", "type": "Metric", "forms": ["speedup"]}
        return load(json.dumps({"id": "p", "entities": [speedup], "relations": [relation]}))

    counts = score_qualifiers({"p": row("2.4x speedup")}, {"p": row(stated)})["achieves"]
    assert (counts.right, counts.wrong, counts.missing) == expected


def test_folds_split_by_id_alone() -> None:
    ids = [f"paper-{n}" for n in range(3000)]
    unseen = [i for i in ids if holds(Fold.UNSEEN, i)]
    assert 900 < len(unseen) < 1100
    assert not [i for i in unseen if holds(Fold.DEVELOP, i)]
    assert all(holds(Fold.ALL, i) for i in ids)


def worsened(line: str) -> str:
    """Drop, shorten, retype and turn things round, by a fixed pattern."""
    row = json.loads(line)
    row["entities"] = [e for n, e in enumerate(row["entities"]) if n % 5]
    for n, e in enumerate(row["entities"]):
        if n % 7 == 3:
            e["forms"] = [e["forms"][0].split()[0]]
        if n % 11 == 4:
            e["type"] = "Dataset"
    known = {e["id"] for e in row["entities"]} | {"paper"}
    row["relations"] = [r for r in row["relations"] if {r["s"], r["o"]} <= known]
    for n, r in enumerate(row["relations"]):
        if n % 6 == 1 and r["s"] != "paper":
            r["s"], r["o"] = r["o"], r["s"]
    return json.dumps(row)


@pytest.mark.shared
def test_figures_are_those_of_the_reference_scorer(shared: Path, tmp_path: Path) -> None:
    gold = shared / "annotations" / "dev.jsonl"
    lines = gold.read_text(encoding="utf-8").splitlines()
    bad = [worsened(line) for line in lines]
    (tmp_path / "bad.jsonl").write_text("\n".join(bad), encoding="utf-8")
    scorer = [
        sys.executable,
        str(gold.with_name("score.py")),
        str(gold),
        str(tmp_path / "bad.jsonl"),
        "--json",
    ]
    theirs = json.loads(subprocess.run(scorer, capture_output=True, check=True, text=True).stdout)
    reference, predicted = ({e.paper: e for e in map(load, side)} for side in (lines, bad))
    for boundaries in Boundaries:
        ours = score(reference, predicted, boundaries)
        for key, counts in (
            ("ent", ours.all_entities),
            ("untyped", ours.untyped),
            ("rel", ours.all_relations),
            ("core", ours.core_relations),
        ):
            row = counts.as_row()
            assert {"P": row["precision"], "R": row["recall"], "F": row["f1"], "n": row["n"]} == theirs[
                boundaries.value
            ][key]
