"""Papers as JSON: one object on each line, or an array (or values one after the other) over many lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from extractors.readers.fields import from_mapping
from extractors.readers.record import BadRecord, Reject
from extractors.readers.source import Source
from ontology.types import Paper

MAX_VALUE = 1 << 23
"""Characters of the longest object within an array that is read."""
LISTS = ("papers", "data", "results", "items", "records", "entries")
"""Names of a list of papers within an outer object."""

_OPENING = re.compile(r'\s*(?:\{\s*"(?:' + "|".join(LISTS) + r')"\s*:\s*)?\[|')
_BETWEEN = re.compile(r"[\s,]*")
_PART = 1 << 16


def begins_list(head: str) -> bool:
    """Whether a text begins with an array, or with an object that holds one of papers."""
    return _opening(head) > 0


def read_json_lines(source: Source) -> Iterator[Paper | Reject]:
    """One object on each line; blank lines are passed over."""
    for line in source.lines():
        if not line.text.strip():
            continue
        try:
            value = json.loads(line.text)
        except (ValueError, RecursionError) as error:
            yield source.reject(line.number, f"not valid JSON, or cut short ({_short(error)})")
        else:
            yield from _papers(source, line.number, value)


def read_json(source: Source) -> Iterator[Paper | Reject]:
    """Objects of an array, of an object that holds a list of papers, or one after the other.

    One object at a time is held. What follows an object that is not valid JSON is not read: where it ends
    cannot be told.
    """
    for line, value in _values(source):
        if isinstance(value, Exception):
            yield source.reject(line, f"not valid JSON, or cut short, from here on ({_short(value)})")
        else:
            yield from _papers(source, line, value)


def _values(source: Source) -> Iterator[tuple[int, Any]]:
    """Line and value of each element; an error comes last."""
    decoder, text, at, line, wanted = json.JSONDecoder(), "", 0, 1, 0
    error: Exception | None = None
    for part in _parts(source):
        first = not text and line == 1
        text, at = text[at:] + part, _opening(part) if first else 0
        if len(text) < wanted:
            continue
        error = None
        while (start := _skip(text, at)) < len(text) and error is None:
            if text[start] == "]":
                return
            line += text.count("\n", at, start)
            try:
                value, end = decoder.raw_decode(text, start)
            except (ValueError, RecursionError) as failure:
                error, at = failure, start
            else:
                yield line, value
                line, at = line + text.count("\n", start, end), end
        if error is None:
            at = len(text)
        wanted = 2 * (len(text) - at)
        if wanted > MAX_VALUE:
            break
    if error is not None:
        yield line, error


def _parts(source: Source) -> Iterator[str]:
    """The text in pieces of whole lines."""
    held: list[str] = []
    size = 0
    for line in source.lines():
        held.append(line.text + "\n")
        size += len(line.text)
        if size > _PART:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)


def _opening(text: str) -> int:
    match = _OPENING.match(text)
    return match.end() if match else 0


def _skip(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _papers(source: Source, line: int, value: Any) -> Iterator[Paper | Reject]:
    """The paper of an object, or the papers of a list within it."""
    if not isinstance(value, Mapping):
        yield source.reject(line, f"not a JSON object but {type(value).__name__}: {str(value)[:60]!r}")
        return
    inner = next((value[name] for name in LISTS if isinstance(value.get(name), list)), None)
    if inner is not None and "title" not in value:
        for item in inner:
            yield from _papers(source, line, item)
        return
    try:
        yield source.item(line, from_mapping(value))
    except BadRecord as error:
        yield source.reject(line, str(error))


def _short(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:100]
