"""``kg demo``: the whole way on the sample papers that come with the package."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import Quiet, command

if TYPE_CHECKING:
    from kg.records import GraphStatement
    from kg.store import Store

QUESTION = "What beats GPTQ, on what, by how much, says who?"


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("demo")(demo)


@command
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the graph and its exports.")] = Path("out"),
    quiet: Quiet = False,
) -> None:
    """Build a graph from the sample papers, ask it something, export it, and say what to do next."""
    from exports.formats import export
    from extractors.samples import sample_paths
    from kg import open_graph
    from kg.build import build
    from kg.cli.progress import watching

    out.mkdir(parents=True, exist_ok=True)
    graph = out / "demo.kg"
    with watching(quiet) as watcher:
        build(sorted(sample_paths().values()), graph, watcher=watcher)
    with open_graph(graph) as store:
        _describe(store)
        _answer(store)
        export(store, "turtle", out / "demo.ttl")
        export(store, "html", out / "demo.html")
    _next(out, graph)


def _describe(store: Store) -> None:
    papers = sum(1 for _ in store.papers())
    kinds = Counter(entity.type.value for entity in store.entities())
    statements = [s for s in store.statements() if not s.derived]
    typer.echo(f"{papers} papers, {sum(kinds.values())} entities, {len(statements)} statements")
    typer.echo("  " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))
    predicates = Counter(s.predicate for s in statements)
    typer.echo("  " + ", ".join(f"{count} {predicate}" for predicate, count in predicates.most_common(8)))


def _answer(store: Store) -> None:
    from kg.cli.text import node_name, sentence

    typer.echo(f"\n{QUESTION}")
    for entity in store.find("GPTQ")[:1]:
        for statement in store.statements(predicate="outperforms", object=entity.id):
            winner = node_name(store, statement.subject)
            typer.echo(f"  {winner} outperforms {entity.name}{_details(statement)}")
            for evidence in statement.evidence:
                title = node_name(store, f"paper/{evidence.paper}")
                typer.echo(f"    “{sentence(store, evidence)}”\n    {title}")


def _details(statement: GraphStatement) -> str:
    q = statement.qualifiers
    found = {
        "on": [r.text for r in q.benchmark],
        "in": [r.text for r in q.metric],
        "by": [n.text for n in q.delta],
        "with": [r.text for r in q.model],
    }
    return "".join(f" {word} {', '.join(texts)}" for word, texts in found.items() if texts)


def _next(out: Path, graph: Path) -> None:
    typer.echo(
        f"""
Written: {graph}, {out / "demo.ttl"} (RDF), {out / "demo.html"} (open it in a browser)
Next:
  kg show LoRA -g {graph}          all that is known of one thing, with sentences
  kg ask -g {graph}                ready questions
  kg serve -g {graph}              look around in the browser
  kg build YOUR-PAPERS/ -g my.kg   a graph of your own"""
    )
