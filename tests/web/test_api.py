"""The API answers what the graph says, paged and typed."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient


def names(items: list[dict[str, Any]]) -> list[str]:
    return [item["name"] for item in items]


def test_meta_counts_what_is_there(get: Any) -> None:
    meta = get("meta")
    assert meta["papers"] == 6
    assert meta["years"] == [2021, 2024]
    counts = {t["name"]: t["count"] for t in meta["types"]}
    assert counts["Hardware"] == 1
    assert counts["Benchmark"] == 4
    assert meta["entities"] == sum(counts.values())
    assert next(p for p in meta["predicates"] if p["name"] == "outperforms")["count"] == 4


def test_suggestions_begin_with_what_was_typed(get: Any) -> None:
    assert names(get("suggest", q="lor")["items"])[0] == "LoRA"
    assert names(get("suggest", q="mm", type="Benchmark")["items"]) == ["MMLU"]
    assert get("suggest", q="  ")["items"] == []


def test_suggestions_name_papers_by_their_titles(get: Any) -> None:
    items = get("suggest", q="decomposition")["items"]
    assert items == [
        {"id": "paper/2402.1", "type": "Paper", "name": "DoRA: weight decomposition", "papers": 1}
    ]


def test_search_finds_names_and_full_text(get: Any) -> None:
    page = get("search", q="perplexity")
    assert page["papers_total"] == 2
    hits = [run["text"] for paper in page["papers"] for run in paper["snippet"] if run["hit"]]
    assert set(hits) == {"perplexity"}
    assert get("search", q="lora")["entities"][0]["id"] == "method/lora"


@pytest.mark.parametrize(
    "text", ['"', "AND OR NOT", "title:x*", "()", "-", "'; DROP TABLE paper; --", "%", "\x00"]
)
def test_search_takes_any_text(get: Any, text: str) -> None:
    assert get("search", q=text)["query"] == text


def test_entity_page_groups_claims_by_predicate_and_direction(get: Any) -> None:
    page = get("entity/method/lora")
    assert page["entity"]["name"] == "LoRA"
    groups = {(g["predicate"], g["direction"]): g for g in page["groups"]}
    assert groups["outperforms", "in"]["statements"][0]["subject"]["name"] == "DoRA"
    assert groups["outperforms", "out"]["statements"][0]["object"]["name"] == "prefix tuning"
    assert groups["evaluated-on", "out"]["total"] == 3
    assert page["papers"][0] == {
        "id": "2106.1",
        "title": "LoRA: low-rank updates for big models",
        "year": 2021,
        "url": "https://example.org/2106.1",
        "proposes": True,
    }


def test_statements_are_paged(get: Any) -> None:
    first = get("statements", subject="method/lora", limit=2)
    second = get("statements", subject="method/lora", limit=2, offset=2)
    assert first["total"] == second["total"] == 5
    ids = [s["id"] for s in first["statements"] + second["statements"]]
    assert len(set(ids)) == 4


def test_unasserted_claims_are_not_in_lists(get: Any) -> None:
    assert get("statements", subject="method/dora", predicate="applies-to")["total"] == 0


def test_sentence_is_marked(get: Any) -> None:
    found = get("statements", subject="method/dora", object="method/lora")["statements"][0]
    sentence = get(f"statement/{found['id']}")["sentences"][0]
    text = "".join(piece["text"] for piece in sentence["pieces"])
    assert text == "DoRA outperforms LoRA by 1.2 points on MMLU."
    marked = {tuple(p["roles"]): p["text"] for p in sentence["pieces"] if p["roles"]}
    assert marked == {
        ("subject",): "DoRA",
        ("trigger",): "outperforms",
        ("object",): "LoRA",
        ("number",): "1.2 points",
    }
    assert sentence["certainty"] == "asserted"


def test_an_end_that_no_rule_placed_is_marked_or_said_to_be_implied(get: Any) -> None:
    found = get("statements", subject="method/qlora", predicate="runs-on")["statements"][0]
    sentence = get(f"statement/{found['id']}")["sentences"][0]
    assert sentence["implied"] == ["subject"]
    found = get("statements", subject="method/qlora", predicate="based-on")["statements"][0]
    assert get(f"statement/{found['id']}")["sentences"][0]["implied"] == []


def test_paper_page_shows_entities_in_the_text(get: Any) -> None:
    page = get("paper/2305.1")
    assert "".join(p["text"] for p in page["title"]) == "QLoRA: tuning a quantized model"
    assert page["title"][0] == {"text": "QLoRA", "roles": [], "entity": "method/qlora", "type": "Method"}
    named = [p["text"] for p in page["abstract"] if p.get("entity")]
    assert named == ["QLoRA", "LoRA", "LLaMA-65B", "MMLU", "QLoRA", "LoRA", "A100"]
    assert {s["predicate"] for s in page["statements"]} == {
        "proposes", "based-on", "quantizes", "evaluated-on", "runs-on",
    }  # fmt: skip


def test_graph_expands_a_node_with_the_edges_between_all(get: Any) -> None:
    drawn = get("graph", expand="method/lora")
    ids = {n["id"] for n in drawn["nodes"]}
    assert {"method/lora", "method/dora", "method/qlora", "benchmark/mmlu", "paper/2106.1"} <= ids
    between = {(e["source"], e["predicate"], e["target"]) for e in drawn["edges"]}
    assert ("method/qlora", "evaluated-on", "benchmark/mmlu") in between
    edge = next(e for e in drawn["edges"] if e["source"] == "method/lora" and e["target"] == "benchmark/mmlu")
    assert (edge["statements"], edge["papers"], edge["first"], edge["last"]) == (2, 2, 2023, 2024)


def test_graph_keeps_to_its_limit(get: Any) -> None:
    assert len(get("graph", expand="method/lora", limit=3)["nodes"]) == 4


def test_shortest_path(get: Any) -> None:
    drawn = get("graph", **{"from": "hardware/a100", "to": "method/dora"})
    assert drawn["path"] == ["hardware/a100", "method/qlora", "method/lora", "method/dora"]
    assert get("graph", **{"from": "method/lora", "to": "method/lora"})["path"] == ["method/lora"]


def test_leaderboard_sorts_by_metric_and_flags_conflicts(get: Any) -> None:
    board = get("leaderboard/benchmark/mmlu")
    assert [(m["name"], m["results"], m["better"]) for m in board["metrics"]] == [("accuracy", 3, "higher")]
    figures = {(r["subject"]["name"], r["value"]): r["conflict"] for r in board["results"]}
    assert figures == {("LoRA", "64.1%"): True, ("LoRA", "62%"): True, ("QLoRA", "63.9%"): False}
    assert [s["subject"]["name"] for s in board["comparisons"]] == ["DoRA"]


def test_perplexity_is_better_when_lower(get: Any) -> None:
    assert get("leaderboard/benchmark/wikitext-2")["metrics"][0]["better"] == "lower"


def test_leaderboard_as_csv(client: TestClient) -> None:
    answer = client.get("/api/leaderboard.csv", params={"id": "benchmark/mmlu"})
    assert answer.headers["content-type"].startswith("text/csv")
    header, *rows = answer.text.splitlines()
    assert header.startswith("benchmark,metric,subject,type,value")
    assert len(rows) == 3


def test_benchmarks_are_listed_with_their_figures(get: Any) -> None:
    counted = {b["name"]: b["results"] for b in get("benchmarks")["benchmarks"]}
    assert counted == {"MMLU": 3, "WikiText-2": 2, "MultiNLI": 1, "WikiSQL": 0}


def test_compare_gives_head_to_head_results_and_what_is_shared(get: Any) -> None:
    page = get("compare", id=["method/gptq", "method/awq"])
    assert [s["subject"]["name"] for s in page["head_to_head"]] == ["AWQ"]
    row = page["results"][0]
    assert (row["benchmark"], row["metric"], row["better"]) == ("WikiText-2", "perplexity", "lower")
    assert row["winners"] == ["method/awq"]
    assert [(s["predicate"], s["node"]["name"]) for s in page["shared"]] == [("evaluated-on", "WikiText-2")]


def test_visible_part_as_turtle(client: TestClient) -> None:
    edges = [["method/dora", "outperforms", "method/lora"]]
    answer = client.post("/api/turtle", json={"edges": edges})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/turtle")
    text = answer.text
    assert "method:dora" in text
    assert "kg:outperforms method:lora" in text
    assert "paper:2402.1" in text


def test_gallery_queries_declare_their_prefixes(get: Any) -> None:
    queries = get("gallery")["queries"]
    assert len(queries) > 5
    assert all("PREFIX kg:" in q["query"] for q in queries)


@pytest.mark.parametrize(
    "path",
    [
        "entity/method/none",
        "paper/none",
        "statement/none",
        "leaderboard/benchmark/none",
        "graph?node=model/none",
    ],
)
def test_what_is_not_there_is_said(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert "none" in answer.json()["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "search?limit=0", "search?limit=9999", "search?offset=-1", "entities?type=Person", "meta?x=1",
        "graph?from=method/lora", "suggest", "compare", "search?q=" + "x" * 400,
    ],
)  # fmt: skip
def test_wrong_parameters_are_explained(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 400
    assert answer.json()["detail"]


def test_statement_ids_are_stable_between_calls(get: Any) -> None:
    assert get("entity/method/lora") == get("entity/method/lora")
