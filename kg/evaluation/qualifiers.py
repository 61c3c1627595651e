"""Do matched statements carry the right numbers: values, deltas, bits, ratios?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extractors.annotations import as_written
from kg.evaluation.matching import any_type, match
from ontology.types import PAPER, Extraction, Statement

NUMBERS = {"achieves": "value", "outperforms": "delta", "quantizes": "bits", "prunes": "ratio"}
"""The number that each predicate carries."""

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(slots=True)
class QualifierCounts:
    """Over matched statements whose reference holds a number: same figures, other figures, none.
    ``invented`` counts those whose reference holds none although the prediction does."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    invented: int = 0

    def as_row(self) -> dict[str, int | float]:
        """For JSON."""
        asked = self.right + self.wrong + self.missing
        return {
            "right": self.right,
            "wrong": self.wrong,
            "missing": self.missing,
            "invented": self.invented,
            "share": round(self.right / max(1, asked), 4),
        }


Claim = tuple[str, str, str]


def score_qualifiers(
    reference: Mapping[str, Extraction], predicted: Mapping[str, Extraction]
) -> dict[str, QualifierCounts]:
    """By predicate. Numbers are compared by their figures ("16%" and "16% improvement" agree)."""
    result = {predicate: QualifierCounts() for predicate in NUMBERS}
    for paper, wanted in reference.items():
        found = predicted.get(paper, Extraction(paper=paper))
        same = {**match(wanted.entities, found.entities, same_type=any_type), PAPER: PAPER}
        want, have = _figures(wanted, {}), _figures(found, same)
        for claim in want.keys() & have.keys():
            _compare(result[claim[1]], want[claim], have[claim])
    return result


def _compare(counts: QualifierCounts, want: set[str], have: set[str]) -> None:
    """Of one claim, all its values together: each predicted figure must be among the reference's."""
    if not want:
        counts.invented += bool(have)
    elif not have:
        counts.missing += 1
    elif have <= want:
        counts.right += 1
    else:
        counts.wrong += 1


def _figures(extraction: Extraction, same: Mapping[str, str]) -> dict[Claim, set[str]]:
    table: dict[Claim, set[str]] = {}
    for s in extraction.statements:
        if s.predicate in NUMBERS and s.asserted:
            subject, obj = same.get(s.subject, s.subject), same.get(s.object, s.object)
            if not same or (s.subject in same and s.object in same):
                table.setdefault((subject, s.predicate, obj), set()).update(_of(s))
    return table


def _of(statement: Statement) -> set[str]:
    written = as_written(statement.qualifiers).get(NUMBERS[statement.predicate], [])
    texts = [written] if isinstance(written, str) else written
    return {figure for text in texts for figure in _FIGURE.findall(text) or [text.casefold()]}
