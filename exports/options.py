"""What a user may choose about an export."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from exports.rdf.names import Names


@dataclass(frozen=True)
class Options:
    """Settings that writers read; each uses what concerns its format."""

    names: Names = field(default_factory=Names)
    min_belief: Decimal | None = None
    unasserted: bool = False
    """With the claims that papers only deny, doubt or aim at."""
    around: str | None = None
    """Name of the entity whose neighbourhood a page shows."""
    hops: int = 1
    limit: int = 150
    """Most nodes on a page."""
    rdf12: bool = False
    """Write triple terms (RDF 1.2) in place of rdf:subject, rdf:predicate and rdf:object."""
