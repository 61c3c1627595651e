"""Commands: verify, diff, review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.common import DEFAULT_GRAPH, DONE, FAILED, Graph, Json, command, print_json

if TYPE_CHECKING:
    from kg.diff import Difference
    from kg.propose import Proposal
    from kg.store import Store


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("verify")(verify)
    app.command("diff")(diff)
    app.command("review")(review)


ReviewFile = Annotated[
    Path | None, typer.Option("--review", help="Your review file; by default GRAPH.review.yaml.")
]


@command
def verify(graph: Graph = DEFAULT_GRAPH, review: ReviewFile = None, as_json: Json = False) -> int:
    """Check every text, offset, statement and count; exit code 1 with a list where one is wrong."""
    from kg.build import rules_of
    from kg.verify import verify as check

    problems = list(check(graph, rules_of(graph, review)))
    if as_json:
        print_json([problem._asdict() for problem in problems])
    else:
        for problem in problems:
            typer.echo(str(problem))
        typer.echo(f"{graph}: {len(problems)} problems" if problems else f"{graph}: sound")
    return FAILED if problems else DONE


@command
def diff(
    old: Annotated[Path, typer.Argument(help="A graph file.")],
    new: Annotated[Path, typer.Argument(help="Another.")],
    most: Annotated[int, typer.Option("--most", min=0, help="Statements shown.")] = 50,
    as_json: Json = False,
) -> None:
    """Show what came, went and changed between two graphs: for new papers, and for new rules."""
    from kg import open_graph
    from kg.diff import diff as compare

    with open_graph(old) as before, open_graph(new) as after:
        found = compare(before, after)
        if as_json:
            print_json(_difference_json(found, before, after))
        else:
            _print_difference(found, before, after, most)


def _difference_json(found: Difference, old: Store, new: Store) -> dict[str, Any]:
    from kg.cli.text import statement_json

    rows = [
        {"what": c.what, "statement": statement_json(new if c.new else old, c.statement)}
        for c in found.statements
    ]
    names = {"came": 0, "went": 1}
    return {
        "papers": {word: found.papers[at] for word, at in names.items()},
        "entities": {word: found.entities[at] for word, at in names.items()},
        "statements": rows,
    }


def _print_difference(found: Difference, old: Store, new: Store, most: int) -> None:
    from collections import Counter

    from kg.cli.ask import line_of
    from kg.cli.text import console
    from kg.diff import triples

    out = console()
    counts = Counter(change.what for change in found.statements)
    for what, (came, went) in (("papers", found.papers), ("entities", found.entities)):
        out.print(f"{what}: {len(came):,} came, {len(went):,} went")
    out.print(f"statements: {counts['came']:,} came, {counts['went']:,} went, {counts['changed']:,} changed")
    marks = {"came": ("+", "green"), "went": ("-", "red"), "changed": ("~", "yellow")}
    shown = [change for _, group in triples(found.statements) for change in group][:most]
    for change in shown:
        mark, colour = marks[change.what]
        out.print(mark, style=colour, end=" ")
        out.print(line_of(new if change.new else old, change.statement), soft_wrap=True)
    if len(found.statements) > most:
        out.print(f"and {len(found.statements) - most:,} more; all of them: --most or --json", style="dim")


@command
def review(
    graph: Graph = DEFAULT_GRAPH,
    review: ReviewFile = None,
    most: Annotated[int, typer.Option("--most", min=1, help="Proposals.")] = 50,
    show: Annotated[bool, typer.Option("--list", help="List them only, ask nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Go through merges that are likely but not certain, the most useful first, and write what you decide.

    The review file is applied on every build: run kg build again afterwards.
    """
    import sys

    from kg import open_graph
    from kg.build import review_path, rules_of
    from kg.propose import proposals

    path = review or review_path(graph)
    with open_graph(graph) as store:
        found = proposals(store.db, rules_of(graph, review).names)[:most]
        if as_json:
            print_json([p._asdict() for p in found])
        elif show or not sys.stdin.isatty():
            for proposal in found:
                typer.echo(_line(proposal))
        else:
            _ask_all(store, found, path)


def _line(p: Proposal) -> str:
    from kg.cli.text import plain

    one, other = (f"{plain(name)} ({n} papers)" for name, n in zip((p.into, p.other), p.papers, strict=True))
    return f"{p.kind.value.lower()}: {one} = {other}?  {p.reason}"


def _ask_all(store: Store, found: list[Proposal], path: Path) -> None:
    from kg.resolve.write_review import add_decision

    decided = 0
    for place, proposal in enumerate(found, start=1):
        typer.echo(f"\n{place}/{len(found)}  {_line(proposal)}")
        _print_sentences(store, proposal)
        answer = typer.prompt("merge, keep apart, skip or quit", default="s", show_default=False)[:1].lower()
        if answer == "q":
            break
        names = [proposal.into, proposal.other]
        if answer == "m":
            merge = {
                "names": names,
                "into": proposal.into,
                "type": proposal.kind.value,
                "reason": proposal.reason,
            }
            add_decision(path, "merge", merge)
        elif answer in ("k", "a", "n"):
            add_decision(path, "apart", {"names": names})
        decided += answer in "mkan"
    typer.echo(f"{decided} decisions written to {path}" + ("; run kg build again" if decided else ""))


def _print_sentences(store: Store, proposal: Proposal) -> None:
    from kg.cli.ask import line_of
    from kg.cli.text import console

    out = console()
    for node in (proposal.into_id, proposal.other_id):
        said = [*store.about(node, incoming=False, limit=2), *store.about(node, incoming=True, limit=2)]
        for statement in said[:2]:
            out.print(line_of(store, statement), soft_wrap=True)
