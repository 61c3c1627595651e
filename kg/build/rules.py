"""The rules that turn extractions into a graph, loaded from data files and the user's review."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.believe.precision import load_precision
from kg.build.absorb import Rules
from kg.resolve.names import load_names
from kg.resolve.review import NO_REVIEW, Review
from kg.resolve.tables import Apart, text
from ontology.ids import digest
from ontology.vocabulary import load_vocabularies

ASSEMBLY = "4"
"""To be raised when code changes what the same extractions become."""


def load_rules(review: Review = NO_REVIEW, vocabularies: Sequence[Path] = ()) -> Rules:
    """Compile names, review and precision.

    Raises:
        KgError: a vocabulary file is not valid.
    """
    vocabulary = load_vocabularies(vocabularies)
    apart = tuple(Apart(*pair.names, pair.reason) for pair in review.apart)
    names = load_names(vocabulary.entries, tuple(review.aliases()), apart)
    precision = load_precision()
    parts = (ASSEMBLY, vocabulary.fingerprint, text(), review.fingerprint, precision.fingerprint)
    return Rules(names, review, precision, digest("\n".join(parts))[:16])
