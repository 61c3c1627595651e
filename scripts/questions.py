"""Write docs/questions.md: ten questions, each with its query and its answer from the sample papers.

Run it after a change of rules, vocabularies or samples: ``python scripts/questions.py``.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from urllib.parse import unquote

from exports.rdf.names import Names
from exports.sparql.engine import Engine
from exports.sparql.gallery import Question, filled, question
from exports.sparql.session import session
from extractors.samples import sample_paths
from kg import open_graph
from kg.build import build
from kg.store import Store

PAGE = Path(__file__).resolve().parents[1] / "docs" / "questions.md"
ROWS = 8
ASKED: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("What beats GPTQ, on what, by how much, and who says so?", "what-beats", {"item": "GPTQ"}),
    ("What beats round-to-nearest, directly or through others?", "transitive-winners", {"item": "RTN"}),
    (
        "Which methods go down to 3 bits or less, with which models, on which hardware?",
        "low-bit",
        {"most": "3"},
    ),
    (
        "Which results on WikiText-2 were reported, year by year?",
        "results-over-time",
        {"benchmark": "WikiText-2"},
    ),
    ("What was run on an A100?", "run-on", {"hardware": "A100"}),
    ("What is most often the one to beat?", "most-beaten", {}),
    ("Which methods and models do most others build on?", "most-extended", {}),
    (
        "What answers questions from an open domain?",
        "methods-for-task",
        {"task": "open-domain question answering"},
    ),
    ("Which results are factors of 3 or more?", "gains", {"least": "3"}),
    ("Which known methods have no result on which known benchmarks?", "unexplored", {}),
)
INTRODUCTION = """# Ten questions

Answers from the sample papers that come with the package. Each is one command; `kg ask` lists all questions
of the gallery, `kg ask NAME ... --query` prints a query to change, and `kg sparql` runs one of your own.
This page is made by `python scripts/questions.py`; a test says when it is out of date.

```
kg demo --out out          # builds out/demo.kg from the sample papers
export KG_GRAPH=out/demo.kg
```
"""


def page() -> str:
    """The page as text; the same samples and rules give the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder, "samples.kg")
        build(sorted(sample_paths().values()), graph)
        with open_graph(graph) as store, session(store, store.content_hash(), graph) as engine:
            parts = [_asked(store, engine, title, question(name), values) for title, name, values in ASKED]
    return "\n".join([INTRODUCTION, *parts])


def _asked(store: Store, engine: Engine, title: str, asked: Question, values: dict[str, str]) -> str:
    query = filled(asked, values, Names(), lambda name: _entity(store, name))
    found = json.loads(engine.ask(query).body)
    columns, rows = found["head"]["vars"], found["results"]["bindings"]
    said = " ".join(f"{k}={v}" if " " not in v else f"'{k}={v}'" for k, v in values.items())
    lines = [f"## {title}", "", "```", f"kg ask {asked.name} {said}".rstrip(), "```", ""]
    lines += _table(columns, [[_cell(store, row.get(c)) for c in columns] for row in rows[:ROWS]])
    more = f"\n{len(rows) - ROWS} more rows.\n" if len(rows) > ROWS else ""
    code = "\n".join(line for line in query.splitlines() if not line.startswith("#"))
    return (
        "\n".join(lines)
        + f"\n{more}\n<details><summary>The query</summary>\n\n```sparql\n{code}\n```\n\n</details>\n"
    )


def _entity(store: Store, name: str) -> str:
    found = store.find(name)
    return found[0].id if found else f"method/{name}"


def _table(columns: list[str], rows: list[list[str]]) -> list[str]:
    if not rows:
        return ["Nothing in the sample papers."]
    kept = [i for i, _ in enumerate(columns) if any(row[i] for row in rows)]
    head = [columns[i].replace("_", " ") for i in kept]
    lines = [head, ["---"] * len(kept), *([row[i] for i in kept] for row in rows)]
    return ["| " + " | ".join(line) + " |" for line in lines]


def _cell(store: Store, term: dict[str, str] | None) -> str:
    """A name where the term is a node of the graph, else its text, safe in a Markdown table."""
    if term is None:
        return ""
    value = term["value"]
    if term["type"] == "uri":
        value = _name(store, value)
    text = " ".join(value.split())
    for sign in "\\|<>*_`[":
        text = text.replace(sign, "\\" + sign)
    return text


def _name(store: Store, iri: str) -> str:
    names = Names()
    if iri.startswith(names.terms):
        return iri.removeprefix(names.terms)
    node = names.node_id(iri)
    if node.startswith("paper/"):
        return store.paper(node.removeprefix("paper/")).title
    try:
        return store.entity(node).name
    except KeyError:
        return unquote(iri)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
