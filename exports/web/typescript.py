"""TypeScript types of the API's answers, from the OpenAPI document, so that app and server agree.

``python -m exports.web.typescript`` writes them; a test says so when they are out of date.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from exports.web.app_routes import openapi

TARGET = Path(__file__).parent / "app" / "src" / "api" / "types.ts"
_SIMPLE = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def types(document: dict[str, Any]) -> str:
    """One interface for every schema of the document."""
    blocks = ["// Made from the API by `python -m exports.web.typescript`; do not edit."]
    for name, schema in document["components"]["schemas"].items():
        fields = "".join(_field(key, value, schema) for key, value in schema.get("properties", {}).items())
        comment = " ".join(schema.get("description", "").split())
        blocks.append(f"/** {comment} */\nexport interface {name} {{\n{fields}}}")
    return "\n\n".join(blocks) + "\n"


def _field(name: str, value: dict[str, Any], schema: dict[str, Any]) -> str:
    # None is left out of answers, so a field that may be None may be missing.
    nullable = any(option.get("type") == "null" for option in value.get("anyOf", ()))
    mark = "?" if nullable or name not in schema.get("required", ()) else ""
    return f"  {name}{mark}: {expression(value)};\n"


def expression(value: dict[str, Any]) -> str:
    """A JSON schema as a TypeScript type.

    >>> expression({"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]}})
    '(string | number)[]'
    """
    if "$ref" in value:
        return str(value["$ref"]).rpartition("/")[2]
    if "enum" in value:
        return " | ".join(f'"{item}"' for item in value["enum"])
    if "const" in value:
        return f'"{value["const"]}"'
    if "anyOf" in value:
        return " | ".join(expression(o) for o in value["anyOf"] if o.get("type") != "null")
    return _compound(value)


def _compound(value: dict[str, Any]) -> str:
    if "prefixItems" in value:
        return f"[{', '.join(expression(item) for item in value['prefixItems'])}]"
    if value.get("type") == "array":
        inner = expression(value.get("items", {}))
        return f"({inner})[]" if "|" in inner else f"{inner}[]"
    if value.get("type") == "object":
        return f"Record<string, {expression(value.get('additionalProperties') or {})}>"
    return _SIMPLE.get(value.get("type", ""), "unknown")


if __name__ == "__main__":
    TARGET.write_text(types(openapi()), encoding="utf-8")
