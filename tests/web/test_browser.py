"""Each view driven in Chromium as a person would: no error on the console, no request to elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Watched, executable, launch, serving
from playwright.sync_api import Browser, Page, expect, sync_playwright

from exports.web import bundle

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(executable() is None, reason="needs Chromium (KG_CHROMIUM or on the path)"),
    pytest.mark.skipif(not bundle.built(), reason="needs the built app: make explorer"),
]

AXE = Path(bundle.FOLDER).parents[1] / "app" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def base(web_graph: Path) -> Iterator[str]:
    with serving(web_graph) as address:
        yield address


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def watched(chrome: Browser, base: str) -> Iterator[Watched]:
    context = chrome.new_context(viewport={"width": 1280, "height": 860}, accept_downloads=True)
    context.set_default_timeout(10_000)
    found = Watched(context, base)
    yield found
    found.check()
    context.close()


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1, name=name, exact=True)).to_be_visible()


def test_search_from_the_keyboard_to_a_sentence(watched: Watched) -> None:
    page = watched.open("/")
    page.get_by_role("combobox", name="Search the graph").fill("LoR")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("LoRA")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    heading(page, "LoRA")
    assert page.url.endswith("/entity/method/lora")
    page.get_by_role("button", name="Sentences for: DoRA outperforms LoRA").click()
    evidence = page.get_by_role("region", name="Sentences")
    expect(evidence.locator(".quoted mark.m-subject")).to_contain_text("DoRA")
    expect(evidence.locator(".quoted mark.m-object")).to_contain_text("LoRA")
    expect(evidence.locator(".quoted mark.m-trigger")).to_contain_text("outperforms")
    expect(evidence.locator(".quoted mark.m-number")).to_contain_text("1.2 points")


def test_slash_goes_to_the_search_field_and_enter_searches(watched: Watched) -> None:
    page = watched.open("/compare")
    heading(page, "Compare")
    page.keyboard.press("/")
    page.keyboard.type("perplexity")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("Papers 2"))).to_be_visible()
    expect(page).to_have_url(re.compile(re.escape("q=perplexity")))
    expect(page.locator(".snippet mark").first).to_have_text("perplexity")


def test_an_open_sentence_is_in_the_address(watched: Watched) -> None:
    page = watched.open("/entity/method/lora")
    page.get_by_role("button", name="Sentences for: DoRA outperforms LoRA").click()
    expect(page.locator(".sentence")).to_have_count(1)
    page.reload()
    expect(page.locator(".sentence")).to_have_count(1)
    page.go_back()
    expect(page.locator(".sentence")).to_have_count(0)


def test_back_returns_through_the_pages(watched: Watched) -> None:
    page = watched.open("/entity/method/lora")
    page.get_by_role("link", name="DoRA").first.click()
    heading(page, "DoRA")
    page.go_back()
    heading(page, "LoRA")
    page.go_forward()
    heading(page, "DoRA")


def nodes(page: Page) -> int:
    said = page.locator(".stage-status").inner_text()
    match = re.match(r"([\d,]+) nodes?", said)
    return int(match[1].replace(",", "")) if match else -1


def test_graph_expand_hide_filter_and_path(watched: Watched) -> None:
    page = watched.open("/graph?n=method/qlora&x=method/qlora&sel=method/qlora")
    expect(page.locator(".stage-status")).to_contain_text("nodes")
    page.get_by_role("button", name="Collapse").wait_for()
    before = nodes(page)
    page.get_by_text("Nodes as a list").click()
    page.locator(".node-list").get_by_role("button", name="LoRA", exact=True).click()
    page.get_by_role("button", name="Expand").click()
    page.get_by_role("button", name="Collapse").wait_for()
    page.wait_for_function(
        "least => parseInt(document.querySelector('.stage-status').textContent) > least", arg=before
    )
    grown = nodes(page)
    page.get_by_role("checkbox", name=re.compile("Benchmark")).uncheck()
    expect(page.locator(".stage-status")).not_to_contain_text(f"{grown} nodes")
    expect(page).to_have_url(re.compile(re.escape("nt=Benchmark")))
    page.go_back()
    expect(page.locator(".stage-status")).to_contain_text(f"{grown} nodes")
    page.get_by_role("button", name="Hide").click()
    expect(page.get_by_text("1 node hidden")).to_be_visible()
    page.get_by_role("button", name="Show again").click()
    expect(page.locator(".stage-status")).to_contain_text(f"{grown} nodes")


def test_graph_path_between_two(watched: Watched) -> None:
    page = watched.open("/graph?n=hardware/a100&sel=hardware/a100")
    page.get_by_role("combobox", name="Shortest path to").fill("DoRA")
    page.get_by_role("option", name=re.compile("DoRA")).first.click()
    steps = page.locator(".path li")
    expect(steps).to_have_text(["A100", "QLoRA", "LoRA", "DoRA"])
    page.reload()
    expect(steps).to_have_count(4)


def test_graph_pin_and_an_edge_to_its_sentence(watched: Watched) -> None:
    page = watched.open("/graph?n=method/dora&x=method/dora&sel=method/dora")
    page.get_by_role("button", name="Pin").click()
    expect(page.get_by_role("button", name="Unpin")).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile(re.escape("p=method/dora@")))
    page.goto(watched.base + "/graph?n=method/dora&x=method/dora&e=method/dora&e=method/lora")
    page.get_by_role("button", name=re.compile("Sentences for: DoRA outperforms")).click()
    expect(page.locator(".panel .sentence")).to_have_count(1)


@pytest.mark.parametrize(
    ("item", "name", "content"),
    [
        ("Picture (PNG)", "graph.png", b"\x89PNG"),
        ("Drawing (SVG)", "graph.svg", b"</svg>"),
        ("Data (JSON)", "graph.json", b'"method/lora"'),
        ("RDF (Turtle)", "graph.ttl", b"kg:outperforms"),
    ],
)
def test_graph_downloads(watched: Watched, item: str, name: str, content: bytes) -> None:
    page = watched.open("/graph?n=method/lora&x=method/lora")
    expect(page.locator(".stage-status")).to_contain_text("nodes")
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as caught:
        page.get_by_role("button", name=item).click()
    assert caught.value.suggested_filename == name
    assert content in Path(caught.value.path()).read_bytes()


def test_graph_without_webgl(chrome: Browser, base: str) -> None:
    context = chrome.new_context(viewport={"width": 1000, "height": 700})
    watched = Watched(context, base)
    watched.page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        "  return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest); };"
    )
    page = watched.open("/graph?n=method/lora&x=method/lora")
    expect(page.locator(".stage-status")).to_contain_text("drawn without WebGL")
    page.wait_for_timeout(800)
    painted = page.evaluate(
        "() => { const c = document.querySelector('.canvas-picture');"
        " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " const seen = new Set();"
        " for (let i = 0; i < d.length; i += 4) seen.add(d[i] << 16 | d[i+1] << 8 | d[i+2]);"
        " return seen.size; }"
    )
    assert painted > 10
    watched.check()
    context.close()


def test_compare_two(watched: Watched) -> None:
    page = watched.open("/compare")
    for name in ("GPTQ", "AWQ"):
        page.get_by_role("combobox", name="Add to the comparison").fill(name)
        page.get_by_role("option", name=re.compile(name)).first.click()
        expect(page.locator(".chosen")).to_contain_text(name)
    expect(page.locator("td.winner")).to_contain_text("4.9")
    page.locator("td.winner .figure-button").click()
    expect(page.locator(".evidence-row .quoted mark.m-number")).to_contain_text("4.9")
    page.reload()
    expect(page.locator(".chosen li")).to_have_count(2)


def test_leaderboard_sorts_and_opens_the_sentence(watched: Watched) -> None:
    page = watched.open("/benchmarks")
    page.get_by_role("link", name="MMLU").click()
    heading(page, "MMLU")
    figures = page.locator(".leaderboard .figure-button")
    expect(figures).to_have_text(["64.1%", "63.9%", "62%"])
    page.get_by_role("button", name="Figure").click()
    expect(figures).to_have_text(["62%", "63.9%", "64.1%"])
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Figure")
    expect(page).to_have_url(re.compile(re.escape("sort=number-asc")))
    expect(page.get_by_text("conflict")).to_have_count(2)
    figures.first.click()
    expect(page.locator(".evidence-row .quoted mark.m-number")).to_contain_text("62.0%")
    page.go_back()
    page.go_back()
    expect(figures).to_have_text(["64.1%", "63.9%", "62%"])
    with page.expect_download() as caught:
        page.get_by_role("link", name="CSV").click()
    assert "MMLU,accuracy,LoRA" in Path(caught.value.path()).read_text()


def test_paper_lights_names_and_relations(watched: Watched) -> None:
    page = watched.open("/paper/2305.1")
    heading(page, "QLoRA: tuning a quantized model")
    expect(page.locator(".abstract a.named")).to_have_count(7)
    page.get_by_role("button", name=re.compile("Sentences for: .*based-on")).hover()
    expect(page.locator(".abstract a.named.lit").first).to_have_text("QLoRA")
    page.locator(".named-group li").filter(has_text="A100").hover()
    expect(page.locator(".abstract a.named.lit")).to_have_text(["A100"])


def test_map_shows_communities_and_finds_a_node(watched: Watched) -> None:
    page = watched.open("/map")
    expect(page.locator(".communities li").first).to_be_visible(timeout=40_000)
    assert nodes(page) > 10
    page.locator(".communities button").first.click()
    expect(page.locator(".communities button").first).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile(re.escape("c=")))
    page.get_by_role("combobox", name="Find on the map").fill("GPTQ")
    page.get_by_role("option").first.click()
    expect(page).to_have_url(re.compile(re.escape("at=method/gptq")))


def test_sparql_gallery_query_as_table_and_graph(watched: Watched) -> None:
    page = watched.open("/sparql")
    page.get_by_role("link", name=re.compile("Base models")).click()
    expect(page).to_have_url(re.compile(re.escape("q=base-models")))
    expect(page.locator(".yasr_results table tbody tr").first).to_contain_text("llama-65b", timeout=20_000)
    page.get_by_role("button", name="Shows Graph view").click()
    expect(page.locator(".graph-results canvas").first).to_be_visible()
    page.reload()
    expect(page.locator(".yasr_results")).to_be_visible()


def test_markup_in_papers_stays_text(watched: Watched) -> None:
    for path in ("/paper/evil/%3C1%3E", "/search?q=quotes", "/search?type=Method", "/entity/method/gptq"):
        page = watched.open(path)
        expect(page.get_by_text("<q>Bold</q>").first).to_be_visible()
        assert page.title() != "owned"
        assert page.locator("#app q, #app img[onerror], #app script").count() == 0
    page = watched.open("/entity/method/gptq")
    page.get_by_role("button", name="Sentences for: <q>Bold</q> outperforms GPTQ").click()
    expect(page.locator(".sentence")).to_contain_text("<script>document.title='owned'</script>")
    assert page.title() != "owned"


def test_what_is_not_there_is_said(watched: Watched) -> None:
    page = watched.open("/entity/method/none")
    expect(page.get_by_role("alert")).to_contain_text("Not in this graph")
    watched.errors.clear()  # the browser itself reports the 404
    page = watched.open("/nowhere")
    expect(page.get_by_role("heading", name="No such page")).to_be_visible()
    page = watched.open("/search?q=zzzzzz")
    expect(page.get_by_role("heading", name=re.compile("Nothing fits"))).to_be_visible()


def test_the_theme_can_be_changed_and_stays(watched: Watched) -> None:
    page = watched.open("/")
    page.get_by_role("button", name="Switch to dark colours").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    expect(page.get_by_role("button", name="Switch to light colours")).to_be_visible()


VIEWS = (
    "/",
    "/search?q=LoRA",
    "/entity/method/lora",
    "/paper/2305.1",
    "/graph?n=method/lora&x=method/lora&sel=method/lora",
    "/compare?id=method/gptq&id=method/awq",
    "/benchmarks",
    "/benchmark/benchmark/mmlu",
    "/map",
    "/sparql?q=base-models",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", VIEWS)
def test_axe_finds_no_serious_fault(chrome: Browser, base: str, path: str, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("needs axe-core: npm ci in exports/web/app")
    context = chrome.new_context(
        viewport={"width": 1280, "height": 860}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(base + path)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(700)
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(r => r.violations)")
    serious = [
        f"{v['id']} {v['impact']}: {n['target']} {n['failureSummary']}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for n in v["nodes"]
    ]
    context.close()
    assert serious == []


@pytest.mark.parametrize("path", VIEWS)
def test_narrow_screens_do_not_scroll_sideways(chrome: Browser, base: str, path: str) -> None:
    context = chrome.new_context(viewport={"width": 390, "height": 800}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto(base + path)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 391
    context.close()
