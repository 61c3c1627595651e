"""One record as a format gives it, made into a paper or into the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from extractors.cleanup import clean
from ontology.ids import digest
from ontology.types import Paper

MAX_TITLE = 2_000
MAX_ABSTRACT = 50_000
"""Characters. The longest abstracts of arXiv have about 6,000; more is a full text or not text at all."""
MAX_ID = 500

_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that could not be read as it stands; where, and why."""

    source: str
    line: int | None
    reason: str
    kept: bool = False
    """True where the record was mended and kept, and this is only a remark."""

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.reason}"


class Fields(NamedTuple):
    """What a format says of a paper, still as it stands there."""

    id: str = ""
    title: str = ""
    abstract: str = ""
    year: str = ""
    url: str = ""
    authors: Sequence[str] = ()


class BadRecord(ValueError):
    """The record is no paper; the message says why."""


def paper(fields: Fields, source: str) -> Paper:
    """A checked paper. The title is one line; the abstract keeps its line breaks.

    Raises:
        BadRecord: nothing to read, too long, or an id that is none.
    """
    title = one_line(fields.title)
    abstract = _safe(fields.abstract).strip()
    _check(title, abstract)
    return Paper(
        id=_id(fields.id, title or abstract),
        title=title,
        abstract=abstract,
        year=year(fields.year),
        url=_url(fields.url),
        authors=tuple(name for name in map(one_line, fields.authors) if name),
        source=(source,),
    )


def one_line(text: str) -> str:
    """The text with every run of white space as one space, without characters that break files."""
    return _SPACES.sub(" ", _safe(text)).strip()


def title_id(title: str) -> str:
    """The id of a paper whose source gives none: the same for one title however it is written.

    >>> title_id("GPTQ:  accurate quantization") == title_id("{GPTQ}: Accurate Quantization")
    True
    """
    return "t:" + digest(normal_title(title))[:12]


def normal_title(title: str) -> str:
    """Letters and digits of the title alone, without case and markup.

    >>> normal_title("LLM.int8(): 8-bit ...")
    'llmint88bit'
    """
    return _NOT_WORD.sub("", clean(title).text.casefold())


def year(text: str) -> int | None:
    """The first year from 1900 to 2099 in a date.

    >>> year("Mon, 31 Oct 2022 11:42:00 GMT")
    2022
    """
    match = _YEAR.search(text)
    return int(match.group()) if match else None


def texts(value: Any) -> list[str]:
    """The strings of a loosely typed value: nothing, a string, a number, or a list of such."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int | float):
        return [str(value)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in texts(item)]
    if isinstance(value, Mapping):
        return texts(value.get("name"))
    return []


def _check(title: str, abstract: str) -> None:
    if not abstract:
        raise BadRecord(f'no abstract for "{title[:80]}"' if title else "neither title nor abstract")
    if len(title) > MAX_TITLE:
        raise BadRecord(f"the title has {len(title):,} characters, at most {MAX_TITLE:,} are read")
    if len(abstract) > MAX_ABSTRACT:
        raise BadRecord(
            f"the abstract has {len(abstract):,} characters, at most {MAX_ABSTRACT:,} are read;"
            " is it a full text?"
        )


def _id(given: str, title: str) -> str:
    own = one_line(given)
    if len(own) > MAX_ID:
        raise BadRecord(f"the id has {len(own):,} characters, at most {MAX_ID} are read")
    return own or title_id(title)


def _url(given: str) -> str | None:
    """Web addresses only: a paper's link is shown as a link."""
    address = given.strip()
    fit = address.startswith(("https://", "http://")) and not _SPACES.search(address) and len(address) < 2_000
    return address if fit else None


def _safe(text: str) -> str:
    """Without characters that XML, JSON or UTF-8 cannot hold; each becomes a space."""
    return _UNSAFE.sub(" ", text)
