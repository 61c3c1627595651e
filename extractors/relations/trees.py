"""The notation of a tree line, compiled to a pattern of spaCy's DependencyMatcher over units.

``[$win] >object O:system`` reads: a word of the class ``win`` that has a dependent unit of kind ``system`` as
its object. Further steps follow after ``;`` and start again at the trigger. The relations (``object``,
``subject``, ``oblique`` ...) are sets of Universal Dependencies labels, named once in ``vars.toml``: another
label scheme changes one file. ``>>`` reaches any dependent below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.relations.notation import Lexicon, Node, read

_STEP = re.compile(r"(?P<operator>>>?)(?P<relation>\w+) (?P<node>\S+)$")
TRIGGER = "trigger"


@dataclass(frozen=True, slots=True)
class TreePattern:
    """``nodes`` in the order of the pattern: the trigger first, then what hangs on it."""

    nodes: tuple[Node, ...]
    pattern: list[dict[str, object]]


def read_tree(line: str, lexicon: Lexicon, relations: Mapping[str, tuple[str, ...]]) -> TreePattern:
    """Compile a tree line.

    Raises:
        ValueError: a step or a relation is not understood; says what is allowed.
    """
    head, _, rest = line.partition(" ")
    trigger = _node(head, lexicon)
    nodes = [trigger]
    pattern: list[dict[str, object]] = [{"RIGHT_ID": TRIGGER, "RIGHT_ATTRS": _attributes(trigger)}]
    for step in _steps(rest, line):
        if step["relation"] not in relations:
            raise ValueError(
                f"unknown relation {step['relation']!r}; vars.toml has {', '.join(sorted(relations))}"
            )
        node = _node(step["node"], lexicon)
        labels = {"DEP": {"IN": list(relations[step["relation"]])}}
        pattern.append(
            {
                "LEFT_ID": TRIGGER,
                "REL_OP": step["operator"],
                "RIGHT_ID": f"node {len(nodes)}",
                "RIGHT_ATTRS": {**_attributes(node), **labels},
            }
        )
        nodes.append(node)
    return TreePattern(tuple(nodes), pattern)


def _steps(rest: str, line: str) -> Iterator[re.Match[str]]:
    for written in rest.split(" ; "):
        step = _STEP.match(written.strip())
        if step is None:
            raise ValueError(f"cannot read {written!r} in tree {line!r}: a step is '>relation node'")
        yield step


def _node(element: str, lexicon: Lexicon) -> Node:
    """One unit; of a class with phrases only the single words."""
    rows = [row for row in read(element, lexicon) if len(row) == 1]
    if not rows:
        raise ValueError(f"{element!r} is no single unit")
    return rows[0][0]


def _attributes(node: Node) -> dict[str, object]:
    if node.words:
        return {"LOWER": {"IN": sorted(node.words)}}
    return {"TAG": {"IN": sorted(node.kinds)}}
