"""An endpoint is a function from a typed query to a typed answer; this file puts it on the wire."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from exports.web.source import Source

Q = TypeVar("Q", bound=BaseModel)
KEPT = 300


class Query(BaseModel):
    """Parameters of a request; unknown ones are refused, so that a misspelt filter is not ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Problem(BaseModel):
    """Why a request was not answered."""

    status: int
    title: str
    detail: str


class NotFoundError(Exception):
    """The graph has no such thing; the message says which."""


@dataclass(frozen=True)
class Endpoint(Generic[Q]):
    """One path of the API. ``answer`` gets the open graph and the checked query; it runs in a thread.

    ``media`` other than JSON means that ``answer`` gives text or bytes of that type.
    """

    path: str
    summary: str
    query: type[Q]
    answer: Callable[[Source, Q], Any]
    response: type[BaseModel] | None = None
    media: str = "application/json"
    method: Literal["GET", "POST"] = "GET"

    @property
    def path_fields(self) -> tuple[str, ...]:
        """Names of the parameters that stand in the path."""
        return tuple(part[1:-1].split(":")[0] for part in self.path.split("/") if part.startswith("{"))


def route(endpoint: Endpoint[Any]) -> Route:
    """The Starlette route of an endpoint."""

    async def handle(request: Request) -> Response:
        try:
            query = endpoint.query.model_validate(await _parameters(endpoint, request))
            body = await run_in_threadpool(answered, endpoint, request.app.state.source, query)
            return Response(body, media_type=endpoint.media, headers={"cache-control": "no-cache"})
        except ValidationError as error:
            return problem(400, "The request has a wrong parameter", _explain(error))
        except NotFoundError as error:
            return problem(404, "Not in this graph", str(error))

    return Route(endpoint.path, handle, methods=[endpoint.method])


def problem(status: int, title: str, detail: str) -> Response:
    """A JSON answer that says what went wrong."""
    body = Problem(status=status, title=title, detail=detail).model_dump_json()
    return Response(body, status_code=status, media_type="application/problem+json")


async def _parameters(endpoint: Endpoint[Any], request: Request) -> Mapping[str, Any]:
    if endpoint.method == "POST":
        return {**_json_object(await _limited_body(request)), **request.path_params}
    return {**_lists(request.query_params, endpoint.query), **request.path_params}


async def _limited_body(request: Request, limit: int = 1_000_000) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            return b""
    return body


def _json_object(body: bytes) -> dict[str, Any]:
    import json

    try:
        value = json.loads(body or b"{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _lists(params: QueryParams, model: type[BaseModel]) -> dict[str, Any]:
    """Repeated parameters stay lists where the model wants a tuple; elsewhere the last one counts."""
    many = {name for name, field in model.model_fields.items() if "tuple" in str(field.annotation)}
    return {name: params.getlist(name) if name in many else params[name] for name in params}


def answered(endpoint: Endpoint[Any], source: Source, query: BaseModel) -> bytes:
    """The answer as bytes. The last few hundred are kept for as long as the graph file stays the same."""
    return _kept(endpoint, source, query, source.version())


@lru_cache(maxsize=KEPT)
def _kept(endpoint: Endpoint[Any], source: Source, query: BaseModel, _version: str) -> bytes:
    value = endpoint.answer(source, query)
    text = value.model_dump_json(exclude_none=True) if isinstance(value, BaseModel) else str(value)
    return text.encode("utf-8", "surrogatepass")


def _explain(error: ValidationError) -> str:
    parts = (f"{'.'.join(map(str, item['loc'])) or 'request'}: {item['msg']}" for item in error.errors())
    return "; ".join(parts)
