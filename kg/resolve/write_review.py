"""Add decisions to a review file, leaving the user's own lines and comments as they are."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from kg.resolve.review import Review, load_review, parse_review

_HEADER = "# Decisions on names, applied on every build; see: kg review --help\n"


def add_decision(path: Path, section: str, decision: dict[str, Any]) -> Review:
    """Write one more decision, as the first of its section; the file is replaced in one go.

    Args:
        path: the review file; made if it is not there.
        section: "merge", "apart", ...
        decision: fields of the section's record.

    Raises:
        KgError: the file is not a valid review file; it is left as it was.
    """
    load_review(path if path.exists() else None)
    text = path.read_text(encoding="utf-8") if path.exists() else _HEADER
    new = _inserted(text, section, json.dumps(decision, ensure_ascii=False))
    review = parse_review(new, str(path))
    scratch = path.with_name(f".{path.name}.new")
    scratch.write_text(new, encoding="utf-8")
    scratch.replace(path)
    return review


def _inserted(text: str, section: str, item: str) -> str:
    """JSON is YAML, so an item is written as JSON; indented as the section's first item is."""
    head = re.search(rf"^{section}:[ \t]*(?:#.*)?$", text, re.MULTILINE)
    if head is None:
        return f"{text.rstrip()}\n{section}:\n  - {item}\n".lstrip("\n")
    first = re.match(r"\n(?:[ \t]*#.*\n|\s*\n)*([ \t]*)- ", text[head.end() :])
    indent = first[1] if first else "  "
    return f"{text[: head.end()]}\n{indent}- {item}{text[head.end() :]}"
