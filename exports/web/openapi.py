"""The OpenAPI document, made from the endpoints: what the server checks is what the document says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from exports.web.endpoint import Endpoint, Problem

_REF = "#/components/schemas/{model}"


def document(endpoints: Sequence[Endpoint[Any]], version: str) -> dict[str, Any]:
    """The whole document as plain JSON values, in the order of the endpoints."""
    models: list[type[BaseModel]] = [Problem, *(e.response for e in endpoints if e.response)]
    _, shared = models_json_schema([(m, "serialization") for m in dict.fromkeys(models)], ref_template=_REF)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kg explorer",
            "version": version,
            "description": "Read-only view of a knowledge graph of machine-learning papers. "
            "All texts are plain text; ids are the graph's own.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {_plain(e.path): {e.method.lower(): _operation(e)} for e in endpoints},
        "components": {"schemas": dict(sorted(shared.get("$defs", {}).items()))},
    }


def _plain(path: str) -> str:
    return path.replace(":path}", "}")


def _operation(endpoint: Endpoint[Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": _plain(endpoint.path)
        .removeprefix("/api/")
        .replace("/", "_")
        .replace("{", "")
        .replace("}", ""),
        "summary": endpoint.summary,
        "responses": {
            "200": {
                "description": "The answer.",
                "content": {endpoint.media: {"schema": _answer_schema(endpoint)}},
            },
            "400": _problem("A parameter is wrong."),
            "404": _problem("The graph has no such thing."),
        },
    }
    schema = endpoint.query.model_json_schema(ref_template=_REF)
    if endpoint.method == "POST":
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    else:
        operation["parameters"] = _parameters(endpoint, schema)
    return operation


def _parameters(endpoint: Endpoint[Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path" if name in endpoint.path_fields else "query",
            "required": name in schema.get("required", ()),
            "schema": {key: value for key, value in field.items() if key != "title"},
        }
        for name, field in schema.get("properties", {}).items()
    ]


def _answer_schema(endpoint: Endpoint[Any]) -> dict[str, Any]:
    if endpoint.response is None:
        return {"type": "string"}
    return {"$ref": _REF.format(model=endpoint.response.__name__)}


def _problem(description: str) -> dict[str, Any]:
    schema = {"$ref": _REF.format(model=Problem.__name__)}
    return {"description": description, "content": {"application/problem+json": {"schema": schema}}}
