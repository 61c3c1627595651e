"""Names under which formats with named fields keep what a paper has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extractors.readers.record import BadRecord, Fields, texts

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": (
        *("id", "paper_id", "paperid", "arxiv_id", "arxivid", "arxiv", "acl_id", "corpusid", "corpus_id"),
        *("doi", "di", "eid", "pmid", "uid", "ut", "key"),
    ),
    "title": ("title", "paper_title", "article_title", "document_title", "ti"),
    "abstract": ("abstract", "abstract_note", "abstracttext", "abstract_text", "summary", "ab"),
    "year": (
        *("year", "publication_year", "pub_year", "py", "published", "publication_date", "publicationdate"),
        *("created", "date"),
    ),
    "url": ("url", "link", "paper_url", "abs_url", "html_url"),
    "authors": ("authors", "author", "author_full_names", "authors_parsed", "au", "af"),
    "text": ("text",),
}
"""In order of preference; compared without case, spaces and hyphens as underscores."""

_SEPARATOR = re.compile(r"\s*;\s*|\s+and\s+|\n")
_COMMA = re.compile(r"\s*,\s*(?:and\s+)?")
_MAX_TITLE_LINE = 300


def normal(name: str) -> str:
    """The name of a field as it is compared.

    >>> normal(" Abstract Note")
    'abstract_note'
    """
    return re.sub(r"[\s-]+", "_", name.strip().casefold())


def has_text(names: list[str]) -> bool:
    """Whether a record with these field names can hold a paper."""
    known = {normal(name) for name in names}
    return not known.isdisjoint((*NAMES["title"], *NAMES["abstract"], *NAMES["text"]))


def from_mapping(record: Mapping[str, Any]) -> Fields:
    """The fields of a JSON object or a table row.

    Raises:
        BadRecord: no field for a title, an abstract or a text.
    """
    named = {normal(str(name)): value for name, value in record.items() if value not in (None, "", [])}
    if not has_text(list(named)):
        raise BadRecord(
            f"no title, abstract or text among the fields ({', '.join(sorted(named)[:8]) or 'none'})"
        )
    title, abstract = _first(named, "title"), _first(named, "abstract")
    if not abstract and not title:
        title, abstract = split_text(_first(named, "text"))
    return Fields(
        id=_first(named, "id"),
        title=title,
        abstract=abstract,
        year=_first(named, "year") or _first_version(named),
        url=_first(named, "url"),
        authors=_authors(named),
    )


def split_text(text: str) -> tuple[str, str]:
    """Title and abstract of a bare text: a short first line, where a blank line or one single line follows.

    >>> split_text("A title\\nAn abstract.")
    ('A title', 'An abstract.')
    >>> split_text("A text that was\\nwrapped at some\\nwidth.")[0]
    ''
    """
    text = text.strip()
    first, _, rest = text.partition("\n")
    parted = rest.startswith(("\n", "\r\n")) or "\n" not in rest
    if rest.strip() and parted and len(first) <= _MAX_TITLE_LINE:
        return first.strip(), rest
    return "", text


def _first(named: Mapping[str, Any], field: str) -> str:
    """The first name of a field that has a value."""
    return next((" ".join(found) for name in NAMES[field] if (found := texts(named.get(name)))), "")


def _first_version(named: Mapping[str, Any]) -> str:
    """The date of the first version, as arXiv's own dump has it."""
    versions = named.get("versions")
    first = versions[0] if isinstance(versions, list) and versions else None
    return str(first.get("created", "")) if isinstance(first, Mapping) else ""


def _authors(named: Mapping[str, Any]) -> list[str]:
    for name in NAMES["authors"]:
        value = named.get(name)
        if isinstance(value, list):
            return [author for item in value if (author := _author(item))]
        if isinstance(value, str):
            return split_authors(value)
    return []


def _author(item: Any) -> str:
    """A name, a record with a name, or arXiv's [last, first, suffix]."""
    if isinstance(item, list):
        last, first, *_ = [*texts(item), "", ""]
        return f"{first} {last}".strip()
    return " ".join(texts(item))


def split_authors(text: str) -> list[str]:
    """Names of one string: parted by semicolons, "and" or line breaks, else by commas.

    >>> split_authors("Ann Lee, Bo Li and Cy Ma"), split_authors("Lee, Ann; Li, Bo")
    (['Ann Lee', 'Bo Li', 'Cy Ma'], ['Ann Lee', 'Bo Li'])
    """
    names = [name for name in _SEPARATOR.split(text) if name.strip()]
    if ";" in text:
        return [first_name_first(name) for name in names]
    return [name for part in names for name in _COMMA.split(part) if name.strip()]


def first_name_first(name: str) -> str:
    """The name as it is spoken.

    >>> first_name_first("Frantar, Elias")
    'Elias Frantar'
    """
    last, _, first = name.partition(",")
    return f"{first.strip()} {last.strip()}".strip()
