"""N-Triples of the result, in as many files as there are partitions. How a record becomes lines is given from
outside: this package knows no RDF."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from kg.records import GraphStatement
from kg.spark.rows import mapping
from kg.store.codes import evidence as evidence_of
from ontology.types import Entity, Paper, Qualifiers, Span

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LINE = "line string"


class Lines(Protocol):
    """Turns records into lines; must be picklable."""

    def of_paper(self, paper: Paper, sentences: Iterable[Span]) -> Iterable[str]:
        """A paper and the sentences that statements were read from."""

    def of_entity(self, entity: Entity) -> Iterable[str]:
        """An entity."""

    def of_statement(self, statement: GraphStatement) -> Iterable[str]:
        """A statement with its evidence."""


def lines(
    readings: DataFrame, nodes: DataFrame, statements: DataFrame, evidence: DataFrame, make: Lines
) -> DataFrame:
    """All lines, each once. Statements that no paper asserts are left out, as in every export."""
    from pyspark.sql import functions as f

    claimed = statements.where(f.col("derived") | (f.size("papers") > 0))
    support = evidence.groupBy("id").agg(
        f.sort_array(f.collect_list(f.struct("paper", "start", "end", "rule", "how", "spans"))).alias(
            "evidence"
        )
    )
    shown = (
        evidence.join(claimed.select("id"), "id")
        .groupBy(f.col("paper").alias("id"))
        .agg(f.sort_array(f.collect_set(f.struct("start", "end"))).alias("sentences"))
    )
    parts = [
        (readings.select("id", "record").join(shown, "id", "left"), lambda row: make.of_paper(*_paper(row))),
        (nodes, lambda row: make.of_entity(_entity(row))),
        (claimed.join(support, "id", "left"), lambda row: make.of_statement(_statement(row))),
    ]
    first, *others = (frame.mapInArrow(mapping(_each(to_lines), LINE), LINE) for frame, to_lines in parts)
    for other in others:
        first = first.unionByName(other)
    return first.distinct()


def _each(to_lines: Any) -> Any:
    return lambda row: ((line,) for line in to_lines(row))


def _paper(row: Mapping[str, Any]) -> tuple[Paper, Sequence[Span]]:
    spans = [(s["start"], s["end"]) for s in row["sentences"] or ()]
    return Paper.model_validate_json(row["record"]), spans


def _entity(row: Mapping[str, Any]) -> Entity:
    return Entity(id=row["id"], type=row["type"], name=row["name"], aliases=tuple(row["aliases"]))


def _statement(row: Mapping[str, Any]) -> GraphStatement:
    found = row["evidence"] or ()
    return GraphStatement(
        id=row["id"],
        subject=row["subject"],
        predicate=row["predicate"],
        object=row["object"],
        qualifiers=Qualifiers.model_validate(json.loads(row["qualifiers"] or "{}")),
        evidence=tuple(
            evidence_of(e["paper"], e["start"], e["end"], e["rule"], e["how"], e["spans"]) for e in found
        ),
        belief=Decimal(row["belief"]),
        papers=tuple(row["papers"]),
        derived=row["derived"],
    )
