"""Pictures of every view for the docs: ``python tests/web/screenshots.py [FOLDER]``.

They show the sample papers that come with the package, so that anyone can make them again.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from chromium import Watched, launch, serving
from playwright.sync_api import Page, expect, sync_playwright

from extractors.samples import sample_paths
from kg.build import build

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
MOST_BYTES = 300_000


class Picture(NamedTuple):
    """A view, how it is looked at, and what is done before the picture is taken."""

    name: str
    path: str
    scheme: str = "light"
    size: tuple[int, int] = (1280, 820)
    click: str = ""


FIGURE = ".claim:has(.figure) button.open-mark"
"""The first claim with a number."""

PICTURES = (
    Picture("start", "/"),
    Picture("search", "/search?q=quantization"),
    Picture("entity", "/entity/method/gptq", click=FIGURE),
    Picture("entity-dark", "/entity/method/gptq", "dark", click=FIGURE),
    Picture(
        "graph", "/graph?n=method/gptq&x=method/gptq&n=method/awq&x=method/awq&x=method/quip&sel=method/gptq"
    ),
    Picture("graph-dark", "/graph?n=model/llama&x=model/llama&x=method/gptq", "dark"),
    Picture("path", "/graph?n=method/lora&from=method/lora&to=hardware/nvidia-a100"),
    Picture("compare", "/compare?id=method/omniquant&id=method/quarot&id=method/awq"),
    Picture("benchmark", "/benchmark/benchmark/wikitext-2"),
    Picture("paper", "/paper/arxiv:2106.09685"),
    Picture("map", "/map"),
    Picture("map-dark", "/map", "dark"),
    Picture("sparql", "/sparql?q=base-models"),
    Picture("narrow", "/entity/method/gptq", size=(390, 844), click=FIGURE),
)


def make(folder: Path) -> None:
    """Build the sample graph, serve it, and take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        graph = Path(place) / "samples.kg"
        build([*sample_paths().values()], graph)
        browser = launch(playwright)
        with serving(graph) as base:
            for picture in PICTURES:
                width, height = picture.size
                view = {"width": width, "height": height}
                context = browser.new_context(
                    viewport=view, color_scheme=picture.scheme, reduced_motion="reduce"
                )
                _take(Watched(context, base), picture, folder / f"{picture.name}.png")
                context.close()
        browser.close()


def _take(watched: Watched, picture: Picture, target: Path) -> None:
    page = watched.open(picture.path)
    page.wait_for_load_state("networkidle")
    if picture.click:
        page.locator(picture.click).first.click()
        page.locator(".evidence").scroll_into_view_if_needed()
    _settle(page)
    page.screenshot(path=target)
    watched.check()
    size = target.stat().st_size
    print(f"{target.name:18} {size / 1000:6.0f} kB")
    assert size < MOST_BYTES, f"{target.name} is too big for the repository"


def _settle(page: Page) -> None:
    """Wait until the first map is drawn, the layout has come to rest and no request is on its way."""
    expect(page.locator(".waiting, [aria-busy=true]")).to_have_count(0, timeout=60_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2500)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
