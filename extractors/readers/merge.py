"""One paper where several sources give the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from extractors.readers.record import Reject, normal_title, title_id
from ontology.types import Paper


def better(one: Paper, other: Paper) -> Paper:
    """Both as one: the longer abstract with its title, what is known of either, all sources.

    Commutative, associative and idempotent, so the result does not depend on the order of reading. Of equally
    long abstracts the one that sorts first is taken; of two years the earlier; of two lists of authors the
    longer; of two addresses the shorter.
    """
    text = min(one, other, key=lambda p: (-len(p.abstract), p.text))
    years = [p.year for p in (one, other) if p.year is not None]
    urls = [p.url for p in (one, other) if p.url is not None]
    return Paper(
        id=min(one.id, other.id, key=lambda own: (is_title_id(own), own)),
        title=text.title,
        abstract=text.abstract,
        year=min(years, default=None),
        url=min(urls, key=lambda url: (len(url), url), default=None),
        authors=min(one.authors, other.authors, key=lambda names: (-len(names), names)),
        source=tuple(sorted({*one.source, *other.source})),
    )


def merge(papers: Iterable[Paper], *, on_reject: Callable[[Reject], None] | None = None) -> Iterator[Paper]:
    """Each paper once, sorted by id. All are held in memory; a store does the same with :func:`better`.

    A paper whose source gave no id joins the paper of the same title that has one; where several have, the
    first by id. Two different titles under one id are reported, and the longer abstract is kept.
    """
    merged: dict[str, Paper] = {}
    for paper in papers:
        known = merged.get(paper.id)
        if known is not None and on_reject is not None and (remark := conflict(known, paper)):
            on_reject(remark)
        merged[paper.id] = better(known, paper) if known is not None else paper
    _join_titles(merged)
    for own in sorted(merged):
        yield merged[own]


def conflict(one: Paper, other: Paper) -> Reject | None:
    """A remark where two papers of one id have different titles."""
    first, second = sorted((one, other), key=lambda p: (p.source, p.text))
    if normal_title(first.title) == normal_title(second.title):
        return None
    kept = better(first, second)
    titles = f'"{first.title[:60]}" and "{second.title[:60]}"'
    reason = f'the id {kept.id} stands for {titles}; kept "{kept.title[:60]}"'
    return Reject(", ".join(kept.source), None, reason, kept=True)


def is_title_id(own: str) -> bool:
    """Whether an id was made from a title.

    >>> is_title_id("t:0123456789ab"), is_title_id("arxiv:2210.17323")
    (True, False)
    """
    return own.startswith("t:")


def _join_titles(merged: dict[str, Paper]) -> None:
    for own in sorted(own for own in merged if not is_title_id(own)):
        made = title_id(merged[own].title)
        if made in merged:
            merged[own] = better(merged[own], merged.pop(made))
