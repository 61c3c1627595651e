"""An answer for a terminal: a table with short names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote


def rows(body: bytes, prefixes: Mapping[str, str]) -> tuple[list[str], list[list[str]]]:
    """Column names and cells of an answer in SPARQL JSON; IRIs in their short form."""
    answer = json.loads(body)
    if "boolean" in answer:
        return ["answer"], [["yes" if answer["boolean"] else "no"]]
    names = answer["head"]["vars"]
    found = answer["results"]["bindings"]
    return names, [[_cell(row.get(name), prefixes) for name in names] for row in found]


def _cell(term: Mapping[str, Any] | None, prefixes: Mapping[str, str]) -> str:
    if term is None:
        return ""
    value = str(term["value"])
    if term["type"] != "uri":
        return " ".join(value.split())
    cut = max(value.rfind("/"), value.rfind("#")) + 1
    named = next((name for name, iri in prefixes.items() if iri == value[:cut]), None)
    return f"{named}:{unquote(value[cut:])}" if named else value
