"""Small numbers for enumerations in the tables, and compact forms of records."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import Any

from ontology.types import Certainty, EntityType, Evidence, Origin, Paper, Polarity

KINDS = tuple(EntityType)
KIND_CODE = {kind: code for code, kind in enumerate(KINDS)}
_POLARITY, _CERTAINTY, _ORIGIN = tuple(Polarity), tuple(Certainty), tuple(Origin)
_FORMS = "\x1f"
ASSERTED = 0
"""``how`` modulo :data:`FINDING` of evidence that affirms a claim as fact."""
FINDING = 8
"""``how`` from here on: reported of others."""


def pack_fits(kinds: Iterable[EntityType]) -> int:
    """A set of types as bits."""
    return sum(1 << KIND_CODE[kind] for kind in kinds)


def unpack_fits(bits: int) -> frozenset[EntityType]:
    """The set of types of :func:`pack_fits`."""
    return frozenset(kind for code, kind in enumerate(KINDS) if bits >> code & 1)


def pack_forms(forms: Iterable[str]) -> str:
    """Forms as one text."""
    return _FORMS.join(form.replace(_FORMS, " ") for form in forms)


def unpack_forms(text: str) -> tuple[str, ...]:
    """The forms of :func:`pack_forms`."""
    return tuple(text.split(_FORMS))


def pack_how(polarity: str, certainty: str, origin: str) -> int:
    """How a claim is said, as one number."""
    return (
        _POLARITY.index(Polarity(polarity))
        + 2 * _CERTAINTY.index(Certainty(certainty))
        + FINDING * _ORIGIN.index(Origin(origin))
    )


def unpack_how(code: int) -> tuple[Polarity, Certainty, Origin]:
    """The three of :func:`pack_how`."""
    return _POLARITY[code % 2], _CERTAINTY[code % FINDING // 2], _ORIGIN[code // FINDING]


def pack_json(value: Any) -> bytes:
    """JSON, compressed, the same for the same value."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack_json(data: bytes) -> Any:
    """The value of :func:`pack_json`."""
    return json.loads(zlib.decompress(data))


def evidence(paper: str, start: int, end: int, rule: str, how: int, spans: str | None) -> Evidence:
    """A row of the table ``evidence`` as a record."""
    polarity, certainty, origin = unpack_how(how)
    parts = json.loads(spans) if spans else [None, None, None]
    subject, object_, trigger = (tuple(span) if span else None for span in parts)
    return Evidence(
        paper=paper,
        start=start,
        end=end,
        rule=rule,
        subject_span=subject,
        object_span=object_,
        trigger_span=trigger,
        polarity=polarity,
        certainty=certainty,
        origin=origin,
    )


def pack_paper(paper: Paper) -> str:
    """What has no column of its own."""
    rest = {"url": paper.url, "authors": paper.authors, "source": paper.source}
    return json.dumps({k: v for k, v in rest.items() if v}, ensure_ascii=False, separators=(",", ":"))


PAPER_COLUMNS = "id, title, abstract, year, rest"


def unpack_paper(row: tuple[str, str, str, int | None, str]) -> Paper:
    """A paper from :data:`PAPER_COLUMNS`."""
    id_, title, abstract, year, rest = row
    return Paper(id=id_, title=title, abstract=abstract, year=year, **json.loads(rest))
