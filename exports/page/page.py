"""The page itself: pyvis draws, we take out what it links from elsewhere and add legend and evidence."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from importlib.resources import files
from pathlib import Path
from textwrap import fill
from typing import Any

from exports.files import text_file
from exports.options import Options
from exports.page.layout import positions
from exports.page.part import Link, Part, choose, sentences
from exports.plain import clean
from kg.records import GraphView
from ontology.errors import KgError
from ontology.schema import PAPER_CLASS, load_schema

# Okabe and Ito (2008): eight colours that colour-blind readers tell apart.
COLOURS = {
    "Method": "#0072B2",
    "Model": "#E69F00",
    "Benchmark": "#009E73",
    "Dataset": "#8AB17D",
    "Task": "#CC79A7",
    "Metric": "#56B4E9",
    "Hardware": "#D55E00",
    PAPER_CLASS: "#8C8C8C",
}
SENTENCES = 4
WIDTH = 88
_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 120, "navigationButtons": False, "keyboard": False},
    "nodes": {
        "shape": "dot",
        "borderWidth": 1,
        "font": {"size": 19, "strokeWidth": 4, "strokeColor": "#ffffff"},
        "scaling": {"label": {"drawThreshold": 2}},
    },
    "edges": {
        "smooth": False,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "font": {"size": 10, "color": "#666666", "strokeWidth": 3, "align": "middle"},
        "color": {"color": "#b9bec5", "highlight": "#222222", "hover": "#555555"},
    },
}
_OUTSIDE = re.compile(
    r"<[a-z][^<>]*(?:src|href)\s*=\s*[\"']?\s*(?:https?:)?//|url\(\s*[\"']?(?:https?:)?//|@import",
    re.IGNORECASE,
)
_LINKS = re.compile(r"<link\b[^>]*>|<script\b[^>]*\bsrc\s*=[^>]*>\s*</script>", re.I)
_SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.S)
_HEADINGS = re.compile(r"<center>\s*<h1>.*?</h1>\s*</center>", re.S)


def write_page(view: GraphView, path: Path, options: Options) -> None:
    """Write one HTML file that shows a part of the graph and works without a network."""
    part = choose(view, around=options.around, hops=options.hops, limit=options.limit)
    with text_file(path) as file:
        file.write(page(view, part))


def page(view: GraphView, part: Part) -> str:
    """The page as text: the same part gives the same bytes.

    Raises:
        KgError: pyvis put in an outside resource that we do not know of.
    """
    drawn = _drawn(view, part)
    bare = _HEADINGS.sub("", _LINKS.sub("", re.sub(r"<!--.*?-->", "", drawn, flags=re.S)))
    frame = files("exports.page").joinpath("frame.html").read_text(encoding="utf-8")
    head, panel, script = frame.split("<!-- cut -->\n")
    title = html.escape(clean(part.title))
    panel = panel.replace("{{title}}", title).replace("{{legend}}", _legend(view, part))
    whole = bare.replace("<body>", f"<body>\n{panel}", 1).replace("</body>", f"{script}</body>", 1)
    head = head.replace("{{title}}", title).replace("{{hashes}}", _hashes(whole))
    whole = "<!DOCTYPE html>\n" + whole.replace("<html>", '<html lang="en">', 1).replace(
        "<head>", f"<head>\n{head}", 1
    )
    outside = _OUTSIDE.search(_SCRIPT.sub("", whole))
    if outside is not None:
        raise KgError(
            f"the page would load something from elsewhere: {outside.group()!r}; please report this"
        )
    return re.sub(r"[ \t]+$", "", whole, flags=re.M)


def _drawn(view: GraphView, part: Part) -> str:
    from pyvis.network import Network

    network = Network(directed=True, height="100vh", width="100%", cdn_resources="in_line")
    at = positions(part)
    most = max(part.degree.values(), default=1)
    for node in part.nodes:
        kind, label = _what(view, node)
        size = 8 + 22 * (part.degree[node] / most) ** 0.5
        x, y = at[node]
        tip = f"{label}\n  {kind}, {part.degree[node]} statements"
        network.add_node(
            node, label=_short(label), title=tip, color=COLOURS[kind], size=round(size, 1), x=x, y=y
        )
    for link in part.links:
        network.add_edge(
            link.source, link.target, label=link.predicate, title=_evidence(view, link), width=_width(link)
        )
    network.set_options(json.dumps(_OPTIONS))
    return str(network.generate_html(notebook=False))


def _what(view: GraphView, node: str) -> tuple[str, str]:
    if node.startswith("paper/"):
        return PAPER_CLASS, clean(view.paper(node.removeprefix("paper/")).title)
    entity = view.entity(node)
    return entity.type.value, clean(entity.name)


def _short(label: str, most: int = 32) -> str:
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def _width(link: Link) -> int:
    return min(6, 1 + sum(len(s.papers) for s in link.statements) // 2)


def _evidence(view: GraphView, link: Link) -> str:
    label = load_schema().predicates[link.predicate].label
    lines = [f"{_what(view, link.source)[1]} {label} {_what(view, link.target)[1]}"]
    for title, sentence in sentences(view, link, SENTENCES):
        lines += ["", fill(f"“{clean(sentence)}”", WIDTH), fill(f"  {clean(title)}", WIDTH)]
    if all(s.derived for s in link.statements):
        lines += ["", "derived from the names"]
    return "\n".join(lines)


def _legend(view: GraphView, part: Part) -> str:
    kinds = {_what(view, node)[0] for node in part.nodes}
    shown = [(kind, colour) for kind, colour in COLOURS.items() if kind in kinds]
    return "".join(f'<li><span style="background:{colour}"></span>{kind}</li>' for kind, colour in shown)


def _hashes(whole: str) -> str:
    """The content security policy's list of the scripts that may run: ours, and nothing put in by a text."""
    stripped = re.sub(r"[ \t]+$", "", whole, flags=re.M)
    digests: list[Any] = [hashlib.sha256(s.encode("utf-8")).digest() for s in _SCRIPT.findall(stripped)]
    return " ".join(f"'sha256-{base64.b64encode(d).decode('ascii')}'" for d in digests)
