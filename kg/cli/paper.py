"""How ``kg show`` shows a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli.common import print_json

if TYPE_CHECKING:
    from kg.store import Store


def is_paper(store: Store, name: str) -> bool:
    """True for the id of a paper, with or without "paper/" before it."""
    try:
        store.paper(name.removeprefix("paper/"))
    except KeyError:
        return False
    return True


def show_paper(store: Store, paper_id: str, *, as_json: bool) -> None:
    """Title, what it names, and what it states."""
    from kg.cli.text import statement_json

    paper = store.paper(paper_id)
    nodes = sorted(set(store.mentions(paper_id).values()))
    statements = store.statements_of_paper(paper_id)
    if as_json:
        print_json(
            {
                **paper.model_dump(mode="json"),
                "entities": nodes,
                "statements": [statement_json(store, s) for s in statements],
            }
        )
        return
    _print(store, paper_id, nodes)
    _print_statements(store, paper_id)


def _print(store: Store, paper_id: str, nodes: list[str]) -> None:
    from rich.text import Text

    from kg.cli.text import console, node_text, plain

    paper = store.paper(paper_id)
    out = console()
    out.print(plain(paper.title), style="bold", soft_wrap=True)
    facts = [paper.id, str(paper.year or ""), paper.url or "", ", ".join(paper.authors[:6])]
    out.print("  ".join(plain(fact) for fact in facts if fact), style="dim", soft_wrap=True)
    line = Text("names: ")
    line.append_text(Text(", ").join(node_text(store, node) for node in nodes))
    out.print(line, soft_wrap=True)


def _print_statements(store: Store, paper_id: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from kg.cli.text import console, node_text, plain, quote
    from kg.queries.table import qualifier_text

    out = console()
    for statement in store.statements_of_paper(paper_id):
        here = statement.subject == f"paper/{paper_id}"
        line = Text("this paper") if here else node_text(store, statement.subject)
        line.append(f" {statement.predicate} ", style="bold")
        line.append_text(node_text(store, statement.object))
        line.append(f"  {plain(qualifier_text(statement))}")
        out.print(line, soft_wrap=True)
        for evidence in statement.evidence:
            if evidence.paper == paper_id:
                out.print(Padding(quote(store, evidence), (0, 0, 0, 6)))
