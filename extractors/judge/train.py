"""Fit the judge: ``python -m extractors.judge.train --papers FILE... --out DIR --crossed DIR ANNOTATED...``.

``ANNOTATED`` are folders of tables (:mod:`extractors.annotated`) or reference annotations (JSON Lines);
``FILE`` hold the papers they are about. Each paper is read by a chooser that was fitted on others
(:mod:`crossed`); papers whose annotation holds no relations are left out. A statement is right where the
annotator wrote the same predicate of the same two things.

In ``--crossed`` are left ``crossed.jsonl`` and ``crossed_papers.jsonl``, the annotated papers, and
``found.jsonl``, what is extracted from them with a judge that was fitted on other papers too: how often a
rule is right is counted there, ``kg eval DIR/crossed.jsonl DIR/found.jsonl --write-precision FILE``.
Needs the extra ``[train]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.annotated import Annotated
from extractors.annotated.fitting import arguments, indicators
from extractors.annotations import dump, normalise
from extractors.document import Reading
from extractors.entities.doubt import without_doubtful
from extractors.judge import UNIT, Judge
from extractors.judge.crossed import PARTS, Crossed, readings
from extractors.judge.features import features
from ontology.types import PAPER, Extraction

STRENGTH = 0.05
"""Inverse regularisation."""

Row = tuple[list[str], bool, float]
"""Features, whether the statement is right, weight."""


def rows_of(told: Annotated, found: Reading, weight: float) -> Iterator[Row]:
    """One row for each asserted statement found in a paper."""
    claims = {(s.subject, s.predicate, s.object) for s in told.reading.statements}
    same = _same(told.reading, found.extraction)
    for statement, names in zip(found.extraction.statements, features(found), strict=True):
        claim = (same.get(statement.subject), statement.predicate, same.get(statement.object))
        if statement.asserted:
            yield names, claim in claims, weight


def _same(reading: Extraction, found: Extraction) -> dict[str, str]:
    """From local ids of what was found to those of the reading, by a common form."""
    known = {form: entity.id for entity in reading.entities for form in map(normalise, entity.forms)}
    same = {PAPER: PAPER}
    for entity in found.entities:
        ids = sorted({known[form] for form in map(normalise, entity.forms) if form in known})
        if ids:
            same[entity.id] = ids[0]
    return same


def fit(data: Sequence[Row]) -> dict[str, int]:
    """Weights in thousandths, by feature."""
    from sklearn.linear_model import LogisticRegression

    known, table = indicators([names for names, _, _ in data])
    model = LogisticRegression(C=STRENGTH, max_iter=300)
    model.fit(table, [right for _, right, _ in data], sample_weight=[weight for _, _, weight in data])
    weights = {name: round(float(model.coef_[0][column]) * UNIT) for name, column in known.items()}
    weights["bias"] += round(float(model.intercept_[0]) * UNIT)
    return {name: weight for name, weight in weights.items() if weight}


def main() -> None:
    """Write ``weights.tsv``, and what was read."""
    given = arguments(__doc__, "crossed")
    read = list(readings(given.sets, given.papers))
    rows = [list(rows_of(item.told, item.found, item.weight)) for item in read]
    weights = fit([row for told in rows for row in told])
    table = "\n".join(["feature\tweight", *(f"{name}\t{weight}" for name, weight in weights.items()), ""])
    (given.out / "weights.tsv").write_text(table, encoding="utf-8")
    for folder in given.crossed:
        _write(folder, read, rows)


def _write(folder: Path, read: Sequence[Crossed], rows: Sequence[Sequence[Row]]) -> None:
    lines: list[tuple[str, ...]] = []
    for part in range(PARTS):
        others = [row for item, told in zip(read, rows, strict=True) if item.part != part for row in told]
        judge = Judge(fit(others), "crossed")
        for item in read:
            if item.part == part:
                paper = item.told.paper
                found = without_doubtful(judge.judged(item.found), item.found.chances)
                lines.append(
                    (paper.id, dump(item.told.reading, paper), paper.model_dump_json(), dump(found, paper))
                )
    lines.sort()
    folder.mkdir(parents=True, exist_ok=True)
    for column, name in enumerate(("crossed.jsonl", "crossed_papers.jsonl", "found.jsonl"), start=1):
        (folder / name).write_text("".join(line[column] + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
