"""One walk through every view on the graph of the given papers, as a person with a question takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from chromium import Watched, executable, launch, serving
from playwright.sync_api import expect, sync_playwright

from exports.web import bundle
from kg.build import Settings, build

pytestmark = [
    pytest.mark.browser,
    pytest.mark.shared,
    pytest.mark.skipif(executable() is None, reason="needs Chromium (KG_CHROMIUM or on the path)"),
    pytest.mark.skipif(not bundle.built(), reason="needs the built app: make explorer"),
]


@pytest.fixture(scope="module")
def base(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    graph = tmp_path_factory.mktemp("shared") / "papers.kg"
    build([shared / "papers" / "huggingface"], graph, Settings(workers=1))
    with serving(graph) as address:
        yield address


def busiest_board(base: str) -> str:
    """The benchmark with the most figures."""
    lines = httpx.get(f"{base}/api/benchmarks", params={"limit": 100}).json()["benchmarks"]
    return str(max(lines, key=lambda line: (line["results"], line["id"]))["id"])


def test_search_read_expand_path_compare_sort_query_and_back(base: str) -> None:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        context = browser.new_context(viewport={"width": 1280, "height": 860})
        context.set_default_timeout(15_000)
        watched = Watched(context, base)
        page = watched.open("/")

        page.get_by_role("combobox", name="Search the graph").fill("LoRA")
        page.get_by_role("option", name=re.compile("^LoRA")).first.click()
        expect(page.get_by_role("heading", level=1, name="LoRA", exact=True)).to_be_visible()
        page.locator("button.open-mark").first.click()
        expect(page.locator(".sentence .quoted").first).to_be_visible()

        page.get_by_role("link", name="Open in graph").click()
        page.get_by_text("Nodes as a list").click()
        page.locator(".node-list button").nth(1).click()
        page.get_by_role("button", name="Expand").click()
        expect(page.get_by_role("button", name="Collapse")).to_be_visible()
        page.get_by_role("combobox", name="Shortest path to").fill("GPT-4")
        page.get_by_role("option").first.click()
        expect(page.locator(".path li").first).to_be_visible()
        page.reload()
        expect(page.locator(".path li").first).to_be_visible()
        page.go_back()
        expect(page.locator(".path")).to_have_count(0)

        page.goto(f"{base}/compare")
        for name in ("LoRA", "QLoRA"):
            page.get_by_role("combobox", name="Add to the comparison").fill(name)
            page.get_by_role("option").first.click()
        expect(page.locator(".chosen li")).to_have_count(2)
        expect(page.get_by_role("heading", name="Head to head")).to_be_visible()

        page.goto(f"{base}/benchmark/{busiest_board(base)}")
        page.get_by_role("button", name="What").click()
        page.get_by_role("button", name="What").click()
        expect(page.locator("th[aria-sort=descending]")).to_contain_text("What")
        names = [row.casefold() for row in page.locator(".leaderboard tbody tr").all_inner_texts()]
        names = [row.split("\n", maxsplit=1)[0] for row in names]
        assert names == sorted(names, reverse=True)

        page.goto(f"{base}/map")
        expect(page.locator(".communities li").first).to_be_visible(timeout=60_000)

        page.goto(f"{base}/sparql")
        page.get_by_role("link", name=re.compile("Hardware of")).click()
        expect(page.locator(".yasr_response_chip")).to_contain_text("result", timeout=60_000)

        watched.check()
        browser.close()
