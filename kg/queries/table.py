"""A statement as a flat row."""

from __future__ import annotations

from extractors.annotations import as_written
from kg.records import GraphStatement

COLUMNS = ("id", "subject", "predicate", "object", "qualifiers", "belief", "papers", "derived")


def row(statement: GraphStatement) -> tuple[str, str, str, str, str, float, str, bool]:
    """Values for :data:`COLUMNS`; qualifiers and papers as text."""
    return (
        statement.id,
        statement.subject,
        statement.predicate,
        statement.object,
        qualifier_text(statement),
        float(statement.belief),
        ", ".join(statement.papers),
        statement.derived,
    )


def qualifier_text(statement: GraphStatement) -> str:
    """The qualifiers as one line: "value 75.2%, benchmark MMLU"."""
    parts = []
    for name, said in as_written(statement.qualifiers).items():
        parts.append(f"{name} {said if isinstance(said, str) else ' / '.join(said)}")
    return ", ".join(parts)
