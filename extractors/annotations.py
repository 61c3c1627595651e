"""Extractions as JSON Lines: the shape of the reference annotations plus offsets, rules and typed numbers.

One object per paper: ``id``; ``entities`` with ``id``, ``type``, ``forms``, ``mentions``; ``relations`` with
``s``, ``r``, ``o``, ``quote``, ``q`` (as written), ``qualifiers`` (typed) and ``evidence``. Statements that
the sentence negates, hedges or only aims at stand under ``unasserted`` in the same shape.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ontology.types import (
    Evidence,
    Extraction,
    Paper,
    PaperEntity,
    Qualifiers,
    Quantity,
    Reference,
    Statement,
)


def dump(extraction: Extraction, paper: Paper) -> str:
    """One line of JSON for one paper, keys in a fixed order, no line feed."""
    asserted: list[dict[str, Any]] = []
    rest: list[dict[str, Any]] = []
    for statement in extraction.statements:
        (asserted if statement.asserted else rest).append(_relation(statement, paper.text))
    row: dict[str, Any] = {
        "id": extraction.paper,
        "entities": [e.model_dump(mode="json") for e in extraction.entities],
        "relations": asserted,
    }
    if rest:
        row["unasserted"] = rest
    return json.dumps(row, ensure_ascii=False)


def load(line: str) -> Extraction:
    """Read a line back. Reference annotations, which carry no offsets, are read too.

    Raises:
        ValueError: not JSON, or not of this shape (pydantic's error names the field).
    """
    row = json.loads(line)
    entities = tuple(PaperEntity.model_validate(e) for e in row["entities"])
    relations = [*row["relations"], *row.get("unasserted", ())]
    return Extraction(
        paper=str(row["id"]),
        entities=entities,
        statements=tuple(_statement(r) for r in relations),
    )


_SEPARATORS = re.compile(r"[\s\-_~\\{}$]+")


def normalise(form: str) -> str:
    """A form as forms of annotations are compared: without regard to case, spaces, hyphens and LaTeX braces.

    >>> normalise("LLaMA-2 7B") == normalise("llama 2-7b")
    True
    """
    return _SEPARATORS.sub(" ", form.casefold()).strip(" .,;:()[]'\"")


def as_written(qualifiers: Qualifiers) -> dict[str, str | list[str]]:
    """The qualifiers as the strings of the text: a string, or a list where there are several."""
    written: dict[str, str | list[str]] = {}
    for name in Qualifiers.model_fields:
        texts = [item.text for item in getattr(qualifiers, name)]
        if texts:
            written[name] = texts[0] if len(texts) == 1 else texts
    return written


def _relation(statement: Statement, text: str) -> dict[str, Any]:
    first = statement.evidence[0] if statement.evidence else None
    row: dict[str, Any] = {"s": statement.subject, "r": statement.predicate, "o": statement.object}
    row["quote"] = text[first.start : first.end] if first else ""
    row["q"] = as_written(statement.qualifiers)
    row["qualifiers"] = statement.qualifiers.model_dump(mode="json", exclude_defaults=True)
    row["evidence"] = [e.model_dump(mode="json") for e in statement.evidence]
    return row


def _statement(row: dict[str, Any]) -> Statement:
    if "qualifiers" in row:
        qualifiers = Qualifiers.model_validate(row["qualifiers"])
    else:
        qualifiers = _untyped(row.get("q") or {})
    evidence = tuple(Evidence.model_validate(e) for e in row.get("evidence", ()))
    return Statement(
        subject=row["s"], predicate=row["r"], object=row["o"], qualifiers=qualifiers, evidence=evidence
    )


def _untyped(q: dict[str, Any]) -> Qualifiers:
    """Qualifiers of a reference annotation: strings only, so numbers keep their text and no value."""
    fields: dict[str, Any] = {}
    for name, value in q.items():
        texts = [str(v) for v in (value if isinstance(value, list) else [value])]
        numeric = name in {"value", "delta", "bits", "ratio"}
        fields[name] = tuple(
            Quantity(low=None, high=None, unit="", kind="absolute", text=t) if numeric else Reference(text=t)  # type: ignore[arg-type]
            for t in texts
        )
    return Qualifiers(**fields)
