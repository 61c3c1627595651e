"""``kg explain``: why a statement is believed, or why a name has its type."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.ask import line_of
from kg.cli.common import DEFAULT_GRAPH, Graph, Json, command, print_json

if TYPE_CHECKING:
    from kg.believe.belief import Grounds
    from kg.records import GraphStatement
    from kg.store import Store


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("explain")(explain)


@command
def explain(
    what: Annotated[
        str, typer.Argument(metavar="STATEMENT|NAME", help="Id of a statement (kg show --json), or a name.")
    ],
    graph: Graph = DEFAULT_GRAPH,
    parse: Annotated[
        Path | None, typer.Option(help="Write the parse of a statement's first sentence (SVG).")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show why a statement is believed as far as it is: the evidence, and the sum; of a name, why it has its
    type: vocabulary, grammar, the corpus's votes, what the chooser has learned."""
    from kg import open_graph
    from kg.cli.text import statement_json
    from ontology.errors import UsageError

    with open_graph(graph) as store:
        try:
            found = store.statement(what)
        except KeyError:
            reasons = _reasons(store, graph, what)
            if not reasons or parse:
                raise UsageError(
                    f"there is no statement {what!r}, and no rule knows such a name; "
                    "ids stand in kg show NAME --json"
                ) from None
            _print_reasons(what, reasons, as_json=as_json)
            return
        if parse:
            parse.write_text(_picture(store, found), encoding="utf-8")
        if as_json:
            print_json({**statement_json(store, found), "grounds": _grounds_json(_grounds(found))})
        else:
            _print_explained(store, found)


def _reasons(store: Store, graph: Path, form: str) -> tuple[str, ...]:
    """Why a name has its type by the rules that the graph was built with, surest first."""
    from extractors.entities import EntityRecognizer
    from kg.build import Settings, as_before

    settings = as_before(Settings(), graph)
    recognizer = EntityRecognizer.load(settings.vocabularies, rules_only=settings.rules_only)
    return recognizer.explain(form, store.votes_for(form))


def _print_reasons(form: str, reasons: tuple[str, ...], *, as_json: bool) -> None:
    from kg.cli.text import console, plain

    if as_json:
        print_json({"name": form, "reasons": list(reasons)})
        return
    console().print(plain(form), style="bold")
    for reason in reasons:
        console().print(plain(reason), soft_wrap=True)


def _picture(store: Store, statement: GraphStatement) -> str:
    """The parse of the first evidence's sentence, drawn by spaCy.

    Raises:
        UsageError: the statement was derived from names; there is no sentence.
    """
    from extractors.english import English
    from extractors.english.picture import draw
    from ontology.errors import UsageError

    if not statement.evidence:
        raise UsageError(f"statement {statement.id} was derived from names: it has no sentence")
    first = statement.evidence[0]
    return draw(English.load(), store.paper(first.paper), first.start)


def _grounds(statement: GraphStatement) -> Grounds:
    from kg.believe.belief import grounds
    from kg.believe.precision import load_precision

    support = [(e.paper, e.rule) for e in statement.evidence if e.asserted]
    return grounds(support, {rule: load_precision().of(rule) for _, rule in support})


def _grounds_json(found: Grounds) -> dict[str, Any]:
    return {
        "papers": [term._asdict() for term in found.papers],
        "rules": [{**term._asdict(), "counts": _counts(term.rule)} for term in found.rules],
        "by_papers": found.by_papers,
        "by_rules": found.by_rules,
        "belief": found.belief,
    }


def _counts(rule: str) -> tuple[int, int]:
    """How often the rule was right and wrong on annotated papers."""
    from kg.believe.precision import load_precision

    return load_precision().counts(rule)


def _print_explained(store: Store, statement: GraphStatement) -> None:
    from kg.cli.text import console, quote

    out = console()
    out.print(line_of(store, statement), soft_wrap=True)
    for evidence in statement.evidence:
        line = quote(store, evidence)
        line.append(f"  {evidence.rule}", style="dim")
        out.print(line, soft_wrap=True)
    if statement.derived:
        out.print(f"derived from names; such links were right in {statement.belief} of the cases read")
    elif not statement.papers:
        out.print("no paper asserts it: belief 0")
    else:
        _print_sums(_grounds(statement))


def _print_sums(found: Grounds) -> None:
    from rich.table import Table

    from kg.cli.text import console, plain

    out = console()
    papers = Table("paper", "best rule", "precision", box=None)
    for paper in found.papers:
        papers.add_row(plain(paper.paper), paper.rule, str(paper.precision))
    rules = Table("rule", "right / wrong", "precision", "papers", "doubt left", box=None)
    for term in found.rules:
        right, wrong = _counts(term.rule)
        numbers = (f"{right} / {wrong}", str(term.precision), str(term.papers), f"{term.doubt:.4f}")
        rules.add_row(term.rule, *numbers)
    out.print(papers)
    out.print(
        f"by papers: 1 - {' x '.join(f'{1 - p.precision}' for p in found.papers)} = {found.by_papers:.4f}"
    )
    out.print(rules)
    out.print(f"by rules: 1 - {' x '.join(f'{r.doubt:.4f}' for r in found.rules)} = {found.by_rules:.4f}")
    out.print(f"belief: the lesser, at most 0.99 = {found.belief}", style="bold")
