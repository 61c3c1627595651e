"""Which media type a client wants (RFC 9110, section 12.5.1), by the names our results have."""

from __future__ import annotations

from dataclasses import dataclass

from exports.sparql.results import (
    CSV,
    GRAPH_MEDIA,
    JSON,
    JSONLD,
    NTRIPLES,
    RDF_XML,
    TABLE_MEDIA,
    TSV,
    TURTLE,
    XML,
)

ALIASES = {
    "application/json": JSON,
    "text/json": JSON,
    "application/xml": XML,
    "text/xml": XML,
    "text/turtle": TURTLE,
    "application/x-turtle": TURTLE,
    "text/plain": NTRIPLES,
    "application/rdf+xml": RDF_XML,
    "application/ld+json": JSONLD,
    **{media: media for media in (*TABLE_MEDIA, *GRAPH_MEDIA)},
}
"""What a client may say, to what we write; the answer carries the client's own name."""

CHARSET = {CSV: "; charset=utf-8; header=present", TSV: "; charset=utf-8", TURTLE: "; charset=utf-8"}


@dataclass(frozen=True)
class Wish:
    """Media types in the client's order, as (ours, the client's name); ``any`` where it takes everything."""

    named: tuple[tuple[str, str], ...]
    anything: bool

    @property
    def media(self) -> tuple[str, ...]:
        """Our names, best first."""
        return tuple(ours for ours, _ in self.named)

    def reply(self, media: str) -> str | None:
        """The content type for an answer of this media type, or None where the client does not take it."""
        said = next((theirs for ours, theirs in self.named if ours == media), None)
        if said is None and not self.anything:
            return None
        return (said or media) + CHARSET.get(media, "")


def wish(accept: str) -> Wish:
    """What an Accept header asks for; an empty one takes anything.

    >>> wish("text/csv;q=0.5, application/json").media
    ('application/sparql-results+json', 'text/csv')
    """
    ranked = [_ranked(part, number) for number, part in enumerate(accept.split(",")) if part.strip()]
    kept = sorted((q, number, media) for q, number, media in ranked if q < 0)
    named = [(ALIASES[media], media) for _, _, media in kept if media in ALIASES]
    ranges = {media for _, _, media in kept}
    groups = [media.removesuffix("*") for media in ranges if media.endswith("/*") and media != "*/*"]
    named += [(ours, ours) for ours in (*TABLE_MEDIA, *GRAPH_MEDIA) if ours.startswith(tuple(groups))]
    return Wish(tuple(named), not ranked or "*/*" in ranges)


def _ranked(part: str, number: int) -> tuple[float, int, str]:
    """Minus the quality, the position, and the media range; the quality is 1 where it cannot be read."""
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name == "q":
            try:
                quality = float(value)
            except ValueError:
                quality = 1.0
    return -quality, number, media
