"""The learned judge: which of the statements that rules found are to be believed at all.

Rules say what a sentence may mean; the judge, a logistic regression over what is known of a statement (its
rule, its predicate, how its ends were found, where it stands, the words around it), drops those that
annotated papers show to be wrong more often than right. It never adds or changes a statement.
``--rules-only`` does without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files

from extractors.document import Reading
from extractors.judge.features import features
from ontology.ids import digest
from ontology.schema import load_schema
from ontology.types import Extraction, Statement

UNIT = 1000
"""Weights are thousandths of a natural logarithm of odds."""
LEAST_ODDS = {True: 200, False: -200}
"""Score of a statement that is kept, by whether its predicate is a core one: 55 % and 45 %. Who beats what on
what and by how much is what people build on: a wrong claim costs more than a missing one. Of core statements
between the two scores fewer than half are right, in annotated papers as where independent readers looked."""

_CODE = ("__init__.py", "features.py", "words.py")


class Judge:
    """The weights, loaded once; pure in the paper and its statements."""

    def __init__(self, weights: Mapping[str, int], fingerprint: str) -> None:
        self._weights = weights
        self.fingerprint = fingerprint
        """Changes with any weight, and with the code of the features."""

    @classmethod
    def load(cls) -> Judge:
        """The shipped weights."""
        folder = files(__package__)
        text = folder.joinpath("data", "weights.tsv").read_text(encoding="utf-8")
        code = [folder.joinpath(name).read_text(encoding="utf-8") for name in _CODE]
        weights = dict(line.split("\t") for line in text.splitlines()[1:])
        return cls({name: int(w) for name, w in weights.items()}, digest("\n".join((text, *code)))[:16])

    def judged(self, reading: Reading) -> Extraction:
        """The extraction without the statements that are more likely wrong; unasserted ones stay.

        A text without a title is none of the papers that the weights were fitted on: it is not judged.
        """
        paper, extraction, _ = reading
        if not paper.title or not extraction.statements:
            return extraction
        rows = features(reading)
        kept = tuple(s for s, names in zip(extraction.statements, rows, strict=True) if self._holds(s, names))
        return extraction.model_copy(update={"statements": kept})

    def _holds(self, statement: Statement, names: Sequence[str]) -> bool:
        if not statement.asserted:
            return True
        least = LEAST_ODDS[load_schema().predicates[statement.predicate].core]
        return sum(self._weights.get(name, 0) for name in names) >= least
