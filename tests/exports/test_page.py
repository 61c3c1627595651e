"""The page: one file, nothing from elsewhere, hostile texts as text, the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from memory_graph import IDS, MemoryGraph, claim, read

from exports.formats import export
from exports.options import Options
from exports.page.page import COLOURS, page
from exports.page.part import choose
from ontology.errors import UsageError
from ontology.schema import load_schema
from ontology.types import Entity, EntityType, Paper

ATTACK = "</script><script>alert(1)</script><img src=//evil.example onerror=alert(2)>"


def shown(graph: MemoryGraph, **wanted: object) -> str:
    return page(graph, choose(graph, **{"around": None, "hops": 1, "limit": 300, **wanted}))  # type: ignore[arg-type]


def test_nothing_is_loaded_from_elsewhere(graph: MemoryGraph) -> None:
    text = shown(graph)
    assert not re.search(r"<(?:link|script|img|iframe)[^>]*(?:src|href)\s*=", text)
    assert not re.search(
        r"""url\(\s*["']?(?:https?:)?//|@import""", re.sub(r"<script.*?</script>", "", text, flags=re.S)
    )
    assert "default-src 'none'" in text


def test_only_our_scripts_may_run(graph: MemoryGraph) -> None:
    text = shown(graph)
    allowed = set(re.findall(r"'sha256-([^']+)'", text))
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", text, re.S)
    assert {base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts} == allowed
    assert len(scripts) == 4


def test_types_have_colours_and_a_legend(graph: MemoryGraph) -> None:
    text = shown(graph)
    assert set(load_schema().classes) < set(COLOURS)
    for kind in load_schema().classes:
        assert f'"color": "{COLOURS[kind]}"' in text
        assert f"</span>{kind}</li>" in text
    assert "</span>Paper</li>" not in text


def test_tooltips_hold_the_sentences(graph: MemoryGraph) -> None:
    assert r"\u201cAWQ outperforms GPTQ on WikiText-2 with LLaMA-7B.\u201d\n  AWQ: activation-aware" in shown(
        graph
    )
    assert "It does not outperform SmoothQuant" not in shown(graph)


def test_markup_in_names_titles_and_sentences_stays_text(graph: MemoryGraph) -> None:
    evil = Entity(id="task/evil", type=EntityType.TASK, name=ATTACK)
    paper = Paper(id="evil", title=ATTACK, abstract=ATTACK)
    said = read("arxiv:2310.00001", "SpQR may", "x").model_copy(
        update={"paper": "evil", "start": 0, "end": 60}
    )
    bad = claim("GPTQ", "used-for", "instruction following", said).model_copy(update={"object": "task/evil"})
    graph = MemoryGraph([*graph.paper_list, paper], [*graph.entity_list, evil], [*graph.statement_list, bad])
    for text in (shown(graph), shown(graph, around=ATTACK)):
        assert "<script>alert" not in text
        assert "<img" not in text
        assert r"\u003c/script\u003e\u003cscript\u003ealert(1)" in text
    assert "&lt;/script&gt;" in shown(graph, around=ATTACK)


def test_the_neighbourhood_of_a_name(graph: MemoryGraph) -> None:
    near = choose(graph, around="gptq", hops=1, limit=300)
    assert near.nodes[0] == IDS["GPTQ"]
    assert IDS["LoRA"] not in near.nodes
    assert "paper/arxiv:2210.17323" in near.nodes
    far = choose(graph, around="gptq", hops=4, limit=300)
    assert IDS["LoRA"] in far.nodes
    assert len(choose(graph, around="gptq", hops=4, limit=5).nodes) == 5


def test_the_most_connected_come_first(graph: MemoryGraph) -> None:
    few = choose(graph, around=None, hops=1, limit=4)
    assert set(few.nodes) <= {IDS["GPTQ"], IDS["AWQ"], IDS["QLoRA"], IDS["SpQR"], IDS["WikiText-2"]}
    assert all({link.source, link.target} <= set(few.nodes) for link in few.links)


@pytest.mark.parametrize("limit", [0, 501])
def test_what_cannot_be_read_is_refused(graph: MemoryGraph, limit: int) -> None:
    with pytest.raises(UsageError, match="between 1 and 500"):
        choose(graph, around=None, hops=1, limit=limit)


def test_an_unknown_name_is_said(graph: MemoryGraph) -> None:
    with pytest.raises(UsageError, match="no entity is named 'nobody'"):
        choose(graph, around="nobody", hops=1, limit=10)


def test_an_empty_graph_gives_a_page() -> None:
    assert "<title>All 0 entities</title>" in shown(MemoryGraph([], [], []))


SCRIPT = """
import sys; sys.path.insert(0, {folder!r})
from pathlib import Path
from memory_graph import sample_graph
from exports.formats import export
export(sample_graph(), "html", Path({target!r}))
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_equal_graphs_give_equal_bytes_in_any_process(graph: MemoryGraph, seed: str, tmp_path: Path) -> None:
    export(graph, "html", tmp_path / "here.html", Options())
    script = SCRIPT.format(folder=str(Path(__file__).parent), target=str(tmp_path / "there.html"))
    subprocess.run([sys.executable, "-c", script], check=True, env={"PYTHONHASHSEED": seed})
    assert (tmp_path / "here.html").read_bytes() == (tmp_path / "there.html").read_bytes()


@pytest.mark.browser
def test_a_browser_shows_it_and_asks_for_nothing_else(graph: MemoryGraph, tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    export(graph, "html", tmp_path / "g.html", Options())
    asked: list[str] = []
    said: list[str] = []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        tab = browser.new_page()
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.goto((tmp_path / "g.html").as_uri())
        tab.wait_for_function("typeof network !== 'undefined' && nodes.length > 10")
        at = tab.evaluate("network.canvasToDOM(network.getPosition('method/gptq'))")
        tab.mouse.click(at["x"], at["y"])
        tab.wait_for_function("!document.getElementById('told').hidden")
        told = tab.inner_text("#told")
        browser.close()
    assert asked == [(tmp_path / "g.html").as_uri()]
    assert said == []
    assert "AWQ outperforms GPTQ on WikiText-2 with LLaMA-7B." in told
