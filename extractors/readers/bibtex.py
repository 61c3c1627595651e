"""BibTeX entries, each read by bibtexparser alone, so that a broken one does not take others with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from extractors.cleanup import clean
from extractors.readers.record import Fields, Reject, one_line
from extractors.readers.source import Source
from ontology.types import Paper

START = re.compile(r"\s*@\s*([a-zA-Z]+)\s*[{(]")
MAX_ENTRY = 1 << 20
"""Characters of the longest entry that is read."""
MAX_STRINGS = 10_000

_IGNORED = frozenset({"comment", "preamble"})
_WORD = re.compile(r"[a-zA-Z][\w:.+-]*")
_ARXIV = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE)


class _Chunk(NamedTuple):
    """The lines from one "@" to the next."""

    line: int
    kind: str
    text: str


def read_bibtex(source: Source) -> Iterator[Paper | Reject]:
    """One paper an entry. ``@string`` abbreviations of earlier lines are known to later entries."""
    strings: dict[str, str] = {}
    for chunk in _chunks(source):
        if chunk.kind == "string":
            if len(strings) < MAX_STRINGS:
                strings.update(_names(chunk))
        elif len(chunk.text) > MAX_ENTRY:
            yield source.reject(chunk.line, f"the entry has more than {MAX_ENTRY:,} characters")
        elif chunk.kind not in _IGNORED:
            yield _entry(source, chunk, strings)


def _chunks(source: Source) -> Iterator[_Chunk]:
    chunk: list[str] = []
    begun, kind, size = 0, "", 0
    for line in source.lines():
        if match := START.match(line.text):
            if chunk:
                yield _Chunk(begun, kind, "\n".join(chunk))
            chunk, begun, kind, size = [], line.number, match[1].lower(), 0
        if begun and size <= MAX_ENTRY:
            chunk.append(line.text)
            size += len(line.text) + 1
    if chunk:
        yield _Chunk(begun, kind, "\n".join(chunk))


def _names(chunk: _Chunk) -> dict[str, str]:
    """The abbreviation of a ``@string``, with the text that defines it."""
    name = _WORD.search(chunk.text, chunk.text.index("{") + 1 if "{" in chunk.text else 0)
    return {name.group().lower(): chunk.text} if name and len(chunk.text) < MAX_ENTRY else {}


def _entry(source: Source, chunk: _Chunk, strings: Mapping[str, str]) -> Paper | Reject:
    values = _parse(chunk.text, strings)
    if values is None:
        return source.reject(chunk.line, f"not a valid BibTeX entry, or cut short: {chunk.text[:60]!r}")
    return source.item(chunk.line, _fields(values))


def _parse(text: str, strings: Mapping[str, str]) -> dict[str, str] | None:
    from bibtexparser.entrypoint import parse_string

    used = {word.lower() for word in _WORD.findall(text)} & strings.keys() if strings else ()
    defined = "".join(strings[name] + "\n" for name in sorted(used))
    library: Any = parse_string(defined + text)
    if not library.entries:
        return None
    entry = library.entries[0]
    return {"ID": entry.key, **{field.key.lower(): str(field.value) for field in entry.fields}}


def _fields(values: Mapping[str, str]) -> Fields:
    arxiv = _arxiv_id(values)
    doi = values.get("doi", "").strip()
    return Fields(
        id=f"arxiv:{arxiv}" if arxiv else doi or values["ID"],
        title=without_braces(values.get("title", "")),
        abstract=one_line(without_braces(values.get("abstract", ""))),
        year=values.get("year") or values.get("date", ""),
        url=values.get("url", "") or (f"https://arxiv.org/abs/{arxiv}" if arxiv else ""),
        authors=_authors(values.get("author", "")),
    )


def _arxiv_id(values: Mapping[str, str]) -> str:
    """The arXiv number, where the entry names arXiv as where it was printed."""
    archive = values.get("archiveprefix", "") or values.get("eprinttype", "")
    match = _ARXIV.fullmatch(values.get("eprint", "").strip())
    return match[1] if match and archive.lower() in ("arxiv", "") else ""


def _authors(text: str) -> list[str]:
    from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

    names = (parse_single_name_into_parts(name, strict=False) for name in split_multiple_persons_names(text))
    return [clean(parts.merge_first_name_first).text for parts in names]


def without_braces(text: str) -> str:
    """The text without the braces that only keep capitals; those that belong to a macro stay.

    >>> without_braces(r"{GPTQ} for \\textbf{{LLM}s} with O(n^{2})")
    'GPTQ for \\\\textbf{LLMs} with O(n^{2})'
    """
    kept: list[str] = []
    stack: list[bool] = []
    for i, character in enumerate(text):
        if character == "{":
            stack.append(_belongs(text, i))
        if character not in "{}" or text[i - 1 : i] == "\\" or (stack and stack[-1]):
            kept.append(character)
        if character == "}" and stack:
            stack.pop()
    return "".join(kept)


_OWNER = re.compile(r"\\(?:[a-zA-Z]+\*?\s?|[\"'`^~=.])$|[\^_}]$")


def _belongs(text: str, at: int) -> bool:
    """Whether a brace opens the argument of a macro, or an exponent."""
    return _OWNER.search(text, max(0, at - 30), at) is not None
