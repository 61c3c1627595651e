"""How statements, sentences and entities look on a terminal. Paper text is hostile: it is never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from kg.queries.view import View
    from kg.records import GraphStatement
    from ontology.types import Entity, EntityType, Evidence, Paper

COLOURS = {
    "method": "cyan",
    "model": "green",
    "benchmark": "yellow",
    "dataset": "bright_yellow",
    "task": "magenta",
    "metric": "blue",
    "hardware": "red",
    "paper": "white",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")


def console() -> Console:
    """Standard output; as wide as the terminal, or wide enough in a pipe."""
    import sys

    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 120, highlight=False, emoji=False, markup=False)


def plain(text: str) -> str:
    """One line without control characters: nothing that a terminal would obey."""
    return _CONTROL.sub("", _SPACE.sub(" ", text)).strip()


def node_name(view: View, node: str) -> str:
    """The name of an entity, or the title of a paper."""
    if node.startswith("paper/"):
        return plain(view.paper(node.removeprefix("paper/")).title)
    return plain(view.entity(node).name)


def node_text(view: View, node: str) -> Text:
    """The name in the colour of its type; a paper's title in quotation marks."""
    from rich.text import Text

    name = node_name(view, node)
    kind = node.split("/", 1)[0]
    return Text(f"“{name}”" if kind == "paper" else name, style=COLOURS.get(kind, ""))


def sentence(view: View, evidence: Evidence) -> str:
    """The words of a piece of evidence."""
    return plain(view.paper(evidence.paper).text[evidence.start : evidence.end])


def quote(view: View, evidence: Evidence) -> Text:
    """The sentence with its parts marked, and the paper it stands in."""
    from rich.text import Text

    text = view.paper(evidence.paper).text
    line = Text("“", style="dim")
    at = evidence.start
    for start, end, style in _spans(evidence):
        line.append(plain_inside(text[at:start]), style="dim")
        line.append(plain_inside(text[start:end]), style=style)
        at = end
    line.append(plain_inside(text[at : evidence.end]) + "”", style="dim")
    said = [word for word in (evidence.polarity, evidence.certainty, evidence.origin) if word not in _USUAL]
    remark = f" [{', '.join(said)}]" if said else ""
    line.append(f"  {plain(evidence.paper)}{remark}", style="dim italic")
    return line


_USUAL = frozenset({"affirmed", "asserted", "finding"})


def plain_inside(text: str) -> str:
    """As :func:`plain`, for a part of a line: spaces at its ends stay."""
    return _CONTROL.sub("", _SPACE.sub(" ", text))


def _spans(evidence: Evidence) -> Iterator[tuple[int, int, str]]:
    marked = [
        (evidence.subject_span, "bold"),
        (evidence.trigger_span, "italic"),
        (evidence.object_span, "bold"),
    ]
    at = evidence.start
    for span, style in sorted((s, style) for s, style in marked if s is not None):
        if at <= span[0] and span[1] <= evidence.end:
            yield span[0], span[1], style
            at = span[1]


def statement_json(view: View, statement: GraphStatement) -> dict[str, Any]:
    """A statement for programs, with the words of its evidence."""
    row = statement.model_dump(mode="json", exclude_defaults=True, exclude={"evidence"})
    row["subject_name"] = node_name(view, statement.subject)
    row["object_name"] = node_name(view, statement.object)
    row["evidence"] = [
        {**e.model_dump(mode="json", exclude_none=True), "sentence": sentence(view, e)}
        for e in statement.evidence
    ]
    return row


def one_entity(view: View, name: str, kind: str | None = None) -> Entity:
    """The entity that a user means by a name or an id.

    Raises:
        UsageError: there is none; names that come near are given.
    """
    from ontology.errors import UsageError

    found = view.find(name, entity_type(kind))
    if not found:
        raise UsageError(f"nothing in the graph is called {name!r}{_near(view, name)}")
    return found[0]


def entity_type(kind: str | None) -> EntityType | None:
    """The type of a name given on the command line, in any case.

    Raises:
        UsageError: there is no such type.
    """
    from ontology.errors import UsageError
    from ontology.types import EntityType

    if kind is None:
        return None
    for known in EntityType:
        if known.value.casefold() == kind.casefold():
            return known
    raise UsageError(f"unknown type {kind!r}; allowed: {', '.join(EntityType)}")


def _near(view: View, name: str) -> str:
    complete = getattr(view, "complete", None)
    near = [entity.name for word in name.split()[:3] for entity in (complete(word, 3) if complete else ())]
    return f"; near it: {', '.join(dict.fromkeys(map(plain, near)))}" if near else "; see: kg search WORDS"


def any_node(view: View, name: str) -> str:
    """The node id of an entity's name, or of a paper's id.

    Raises:
        UsageError: neither.
    """
    paper = name.removeprefix("paper/")
    try:
        found: Paper = view.paper(paper)
    except KeyError:
        return one_entity(view, name).id
    return f"paper/{found.id}"
