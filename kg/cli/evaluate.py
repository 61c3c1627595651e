"""``kg eval``: precision, recall and F1 against reference annotations, and the errors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.choices import RulesOnly, Vocabularies, chosen
from kg.cli.common import Json, command, print_json
from kg.evaluation.folds import Fold

if TYPE_CHECKING:
    from kg.evaluation.counts import Counts
    from kg.evaluation.report import Run
    from kg.evaluation.score import Score
    from kg.evaluation.spans import SpanScore


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("eval")(evaluate)


@command
def evaluate(
    reference: Annotated[
        Path, typer.Argument(metavar="ANNOTATIONS", help="Reference annotations (JSON Lines).")
    ],
    predicted: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="What `kg extract` wrote; without it, extract now.")
    ] = None,
    papers: Annotated[
        Path | None, typer.Option(help="The annotated papers; default: NAME_papers.jsonl beside NAME.jsonl.")
    ] = None,
    given_entities: Annotated[
        bool,
        typer.Option(
            "--given-entities",
            help="Use the reference entities: shows the errors of the relation rules alone.",
        ),
    ] = False,
    fold: Annotated[Fold, typer.Option(help="Score a fixed part of the papers.")] = Fold.ALL,
    errors: Annotated[int, typer.Option(help="Print this many errors.")] = 0,
    only: Annotated[
        str, typer.Option(help="Print errors of these types or predicates only, comma-separated.")
    ] = "",
    vocabulary: Vocabularies = None,
    rules_only: RulesOnly = None,
    write_precision: Annotated[
        Path | None, typer.Option(help="Write hits and false alarms per rule, for the belief of statements.")
    ] = None,
    json: Json = False,
) -> None:
    """Score an extraction: by type and predicate, with exact and with overlapping names.

    Reads the paper annotations and the span shape of other corpora; tells them apart by content.
    """
    from kg.evaluation.report import Request, run

    vocabularies, plain = chosen(vocabulary, rules_only)
    wanted = Request(
        reference=reference,
        predicted=predicted,
        papers=papers,
        given_entities=given_entities,
        fold=fold,
        vocabularies=vocabularies,
        rules_only=plain,
    )
    result = run(wanted)
    if write_precision:
        from kg.evaluation.rules import write

        write(write_precision, result.by_rule)
    if json:
        print_json(_as_json(result))
    else:
        _print(result)
    labels = {label for label in only.split(",") if label}
    shown = [m for m in result.mistakes if not labels or m.label in labels]
    for mistake in shown[:errors]:
        typer.echo("\t".join(mistake))


def _as_json(result: Run) -> dict[str, Any]:
    if result.spans:
        return {"spans": {name: counts.as_row() for name, counts in _span_rows(result.spans)}}
    return {
        **{b.value: {n: c.as_row() for n, c in _score_rows(s)} for b, s in result.scores.items()},
        "qualifiers": {p: q.as_row() for p, q in result.qualifiers.items()},
    }


def _print(result: Run) -> None:
    if result.spans:
        typer.echo(f"== spans: {result.spans.sentences} sentences")
        _table(_span_rows(result.spans))
        return
    for boundaries, score in result.scores.items():
        typer.echo(f"== {boundaries.value}: {score.papers} papers")
        _table(_score_rows(score))
    if result.qualifiers:
        typer.echo("== qualifiers of matched statements")
        for predicate, counts in result.qualifiers.items():
            typer.echo(
                f"  {predicate:16s} right {counts.right}  wrong {counts.wrong}  missing {counts.missing}"
            )


def _table(rows: list[tuple[str, Counts]]) -> None:
    for name, c in rows:
        typer.echo(f"  {name:16s} P {c.precision:.3f}  R {c.recall:.3f}  F1 {c.f1:.3f}  n={c.support}")


def _by_size(table: dict[str, Counts]) -> list[tuple[str, Counts]]:
    return sorted(table.items(), key=lambda row: (-row[1].support, row[0]))


def _score_rows(score: Score) -> list[tuple[str, Counts]]:
    return [
        *_by_size(score.entities),
        ("ENTITIES", score.all_entities),
        ("UNTYPED", score.untyped),
        *_by_size(score.relations),
        ("RELATIONS", score.all_relations),
        ("CORE", score.core_relations),
    ]


def _span_rows(score: SpanScore) -> list[tuple[str, Counts]]:
    from kg.evaluation.counts import total

    return [
        *_by_size(score.entities),
        ("ENTITIES", total(score.entities.values())),
        ("SPANS", score.spans),
        *_by_size(score.relations),
        ("RELATIONS", total(score.relations.values())),
        ("WITH TYPES", score.typed),
    ]
