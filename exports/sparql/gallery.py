"""The gallery: questions with a name, each a query file that runs as it stands.

A file begins with its question in words, then one comment line per parameter; a parameter's value stands in
a ``VALUES`` clause of its own, where another value is put in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from exports.rdf.names import Names
from exports.rdf.terms import iri, text
from exports.rdf.turtle import Abbreviator
from ontology.errors import UsageError

_PARAMETER = re.compile(r"# parameter (\w+) \((entity|paper|number|text)\): (.+)")


@dataclass(frozen=True)
class Parameter:
    """What a question asks for: an entity (by name or id), a paper (by id), a number, or a text."""

    name: str
    kind: str
    about: str


@dataclass(frozen=True)
class Question:
    """A named query; ``description`` is the question in words."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    query: str

    @property
    def title(self) -> str:
        """The name in plain words."""
        return self.name.replace("-", " ").capitalize()


@cache
def gallery() -> tuple[Question, ...]:
    """All questions by name."""
    found = [f for f in files("exports.queries").iterdir() if f.name.endswith(".rq")]
    return tuple(
        _read(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
        for file in sorted(found, key=lambda f: f.name)
    )


def question(name: str) -> Question:
    """The question of this name.

    Raises:
        UsageError: there is none; names the nearest.
    """
    for found in gallery():
        if found.name == name:
            return found
    near = get_close_matches(name, [q.name for q in gallery()], 3)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise UsageError(f"the gallery has no question {name!r}{hint} (`kg ask` lists them)")


def filled(asked: Question, values: Mapping[str, str], names: Names, find: Callable[[str], str]) -> str:
    """The query with its parameters.

    Args:
        values: by parameter name, as the user wrote them; all of them are needed.
        find: gives the node id of an entity's name.

    Raises:
        UsageError: a parameter is missing, unknown, or not of its kind.
    """
    wanted = {parameter.name: parameter for parameter in asked.parameters}
    unknown = sorted(set(values) - set(wanted))
    missing = [name for name in wanted if name not in values]
    if unknown or missing:
        raise UsageError(_usage(asked, unknown, missing))
    query = asked.query
    for name, parameter in wanted.items():
        query = _put(query, name, _term(parameter, values[name], names, find))
    return query


def _put(query: str, name: str, term: str) -> str:
    return re.sub(rf"VALUES \?{name} \{{[^}}]*\}}", lambda _: f"VALUES ?{name} {{ {term} }}", query)


def _term(parameter: Parameter, value: str, names: Names, find: Callable[[str], str]) -> str:
    short = Abbreviator(names.prefixes)
    if parameter.kind == "entity":
        return short(iri(names.node(find(value))))
    if parameter.kind == "paper":
        return short(iri(names.node("paper/" + value.removeprefix("paper/"))))
    if parameter.kind == "text":
        return text(value)
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise UsageError(f"{parameter.name} is a number, not {value!r}") from error
    if not number.is_finite():
        raise UsageError(f"{parameter.name} is a number, not {value!r}")
    return f"{number:f}"


def _usage(asked: Question, unknown: list[str], missing: list[str]) -> str:
    said = [f"unknown: {', '.join(unknown)}"] if unknown else []
    said += [f"missing: {', '.join(missing)}"] if missing else []
    form = " ".join(f"{p.name}=..." for p in asked.parameters) or "(no parameters)"
    return f"{asked.name} takes {form}; {'; '.join(said)}"


def _read(name: str, query: str) -> Question:
    lines = query.splitlines()
    comments = [line for line in lines if line.startswith("#")]
    parameters = [_PARAMETER.fullmatch(line) for line in comments[1:]]
    return Question(
        name=name,
        description=comments[0].removeprefix("# "),
        parameters=tuple(Parameter(*found.groups()) for found in parameters if found is not None),
        query=query,
    )
