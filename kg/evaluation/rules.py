"""How often is each rule right: hits and false alarms by rule and predicate, for the belief of statements."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.evaluation.counts import Counts
from kg.evaluation.matching import any_type, match
from ontology.types import PAPER, Extraction

ByRule = dict[tuple[str, str], Counts]
"""(predicate, rule) to its counts; misses stay 0: no rule is to blame for what none found."""


def count_by_rule(reference: Mapping[str, Extraction], predicted: Mapping[str, Extraction]) -> ByRule:
    """Each asserted claim of a paper counts once for each rule that found it."""
    result: ByRule = {}
    for paper, wanted in reference.items():
        found = predicted.get(paper, Extraction(paper=paper))
        same = {**match(wanted.entities, found.entities, same_type=any_type), PAPER: PAPER}
        claims = {(s.subject, s.predicate, s.object) for s in wanted.statements}
        for s in found.statements:
            right = (same.get(s.subject), s.predicate, same.get(s.object)) in claims
            for rule in sorted({e.rule for e in s.evidence if e.asserted}):
                counts = result.setdefault((s.predicate, rule), Counts())
                counts += Counts(hits=int(right), false_alarms=int(not right))
    return result


def write(path: Path, table: ByRule) -> None:
    """Write the counts as TSV: predicate, rule, right, wrong."""
    lines = ["predicate\trule\tright\twrong"]
    for (predicate, rule), counts in sorted(table.items()):
        lines.append(f"{predicate}\t{rule}\t{counts.hits}\t{counts.false_alarms}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
