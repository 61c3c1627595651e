"""Fit the judge: ``python -m extractors.judge.train --papers FILE... --out DIR ANNOTATED...``.

``ANNOTATED`` are folders of tables (:mod:`extractors.annotated`) or reference annotations (JSON Lines);
``FILE`` hold the papers they are about. A statement is right where the reader wrote the same predicate of
the same two things; papers whose reading holds no relations are left out. Needs the extra ``[train]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.annotated import Annotated, annotated
from extractors.annotated.fitting import arguments, indicators
from extractors.annotations import normalise
from extractors.extract import Extractor, extract_all
from extractors.judge import UNIT
from extractors.judge.features import features
from ontology.types import PAPER, Extraction

STRENGTH = 0.05
"""Inverse regularisation."""

Row = tuple[list[str], bool, float]
"""Features, whether the statement is right, weight."""


def rows(read: Sequence[Annotated], extractor: Extractor, weight: float) -> Iterator[Row]:
    """One row for each asserted statement that the extractor finds."""
    told = [item for item in read if item.reading.statements]
    found = extract_all(extractor, [item.paper for item in told])
    for item, extraction in zip(told, found, strict=True):
        yield from rows_of(item, extraction, weight)


def rows_of(told: Annotated, extraction: Extraction, weight: float) -> Iterator[Row]:
    """One row for each asserted statement found in a paper."""
    paper, reading = told
    claims = {(s.subject, s.predicate, s.object) for s in reading.statements}
    same = _same(reading, extraction)
    for statement, names in zip(extraction.statements, features(paper, extraction), strict=True):
        claim = (same.get(statement.subject), statement.predicate, same.get(statement.object))
        if any(e.asserted for e in statement.evidence):
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
    """Write ``weights.tsv``."""
    given = arguments(main.__doc__)
    extractor = Extractor.load(judge=False)
    data: list[Row] = []
    for path, weight in given.sets:
        data += rows(annotated(path, given.papers), extractor, weight)
    lines = [f"{name}\t{weight}" for name, weight in fit(data).items()]
    table = "\n".join(["feature\tweight", *lines, ""])
    (given.out / "weights.tsv").write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
