"""Write docs/quality.md: python scripts/quality.py ANNOTATIONS.jsonl SPANS.jsonl

The annotations are not part of this repository; see `kg eval` for their shape.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from kg.evaluation.counts import Counts, total
from kg.evaluation.folds import Fold
from kg.evaluation.matching import Boundaries
from kg.evaluation.report import Request, Run, run

HEAD = """# How good the extraction is

Measured against 215 abstracts that were annotated by careful reading (1,626 entities, 1,491 relations),
with exact names; two careful readers agree at F1 0.93 on entities and 0.90 on core relations. Two thirds of
the papers were used to develop the rules (`develop`), and none to fit what is learned; of one third
(`unseen`) no text and no error was read, but its totals were looked at on the way and guided a few choices:
that column, perhaps a little high, tells what to expect on your papers.
Made by `python scripts/quality.py`; `kg eval` measures the same on annotations of your own.

"""
PREDICATES = (
    *(
        "proposes",
        "outperforms",
        "matches",
        "evaluated-on",
        "achieves",
        "evaluates",
        "applies-to",
        "quantizes",
    ),
    *("prunes", "fine-tunes", "runs-on", "used-for", "uses", "is-a", "benchmark-for"),
)


def row(name: str, *counts: Counts) -> str:
    cells = (f"{c.precision:.2f} | {c.recall:.2f} | **{c.f1:.2f}**" for c in counts)
    return f"| {name} | {' | '.join(cells)} |"


def tables(develop: Run, unseen: Run) -> Iterable[str]:
    both = [r.scores[Boundaries.EXACT] for r in (develop, unseen)]
    yield "| | P | R | develop F1 | P | R | unseen F1 |\n| --- | --- | --- | --- | --- | --- | --- |"
    for kind in ("Method", "Model", "Benchmark", "Task", "Metric", "Hardware"):
        yield row(kind, *(s.entities.get(kind, Counts()) for s in both))
    yield row("**all entities**", *(s.all_entities for s in both))
    for predicate in PREDICATES:
        yield row(predicate, *(s.relations.get(predicate, Counts()) for s in both))
    yield row("**core relations**", *(s.core_relations for s in both))
    yield row("**all relations**", *(s.all_relations for s in both))


def numbers(found: Run) -> Iterable[str]:
    yield "\nNumbers on matched statements of all 215 papers (value, delta, bits):\n"
    yield "| | right | wrong | missing |\n| --- | --- | --- | --- |"
    for predicate in ("achieves", "outperforms", "quantizes"):
        q = found.qualifiers[predicate]
        yield f"| {predicate} | {q.right} | {q.wrong} | {q.missing} |"


def main() -> None:
    annotations, spans = (Path(argument) for argument in sys.argv[1:3])
    develop, unseen, everything = (
        run(Request(annotations, fold=f)) for f in (Fold.DEVELOP, Fold.UNSEEN, Fold.ALL)
    )
    given = run(Request(annotations, given_entities=True)).scores[Boundaries.EXACT]
    rules = run(Request(annotations, fold=Fold.UNSEEN, rules_only=True)).scores[Boundaries.EXACT]
    both = unseen.scores[Boundaries.EXACT]
    lines = [*tables(develop, unseen)]
    lines.append("\nWhat the learned chooser and judge add ([learned.md](learned.md)), on `unseen`:\n")
    lines.append(
        "| | rules only: P | R | F1 | with both: P | R | F1 |\n| --- | --- | --- | --- | --- | --- | --- |"
    )
    lines += [
        row("entities", rules.all_entities, both.all_entities),
        row("core relations", rules.core_relations, both.core_relations),
        row("all relations", rules.all_relations, both.all_relations),
    ]
    lines += numbers(everything)
    lines.append(
        "\nWith the reference entities given, which tells errors of the rules from errors of the names:\n"
    )
    lines.append("| | P | R | F1 |\n| --- | --- | --- | --- |")
    lines += [row("core relations", given.core_relations), row("all relations", given.all_relations)]
    other = run(Request(spans)).spans
    assert other is not None
    lines.append("\nOn SciER dev, full texts annotated by others (exact spans; methods, tasks, data sets):\n")
    lines.append("| | P | R | F1 |\n| --- | --- | --- | --- |")
    lines += [
        row("entities", total(other.entities.values())),
        row("relations", total(other.relations.values())),
    ]
    Path("docs/quality.md").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
