"""The application: API, SPARQL endpoint, and the bundle of the app where it has been built."""

from __future__ import annotations

import asyncio
import gzip
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import State
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from exports.web import bundle, sparql
from exports.web.app_routes import ENDPOINTS, FIRST_VIEW, openapi
from exports.web.endpoint import answered, problem, route
from exports.web.overview.keep import WAITING, OverviewKeeper
from exports.web.security import Guard, hosts_for
from exports.web.source import Source
from ontology.errors import KgError


def create_app(graph: Path, *, host: str = "127.0.0.1", folder: Path | None = None) -> Starlette:
    """The application over one graph file.

    Args:
        graph: the graph file; it is only read.
        host: the address it will be bound to, which decides the Host names it answers to.
        folder: the built app; by default the one in this package.

    Raises:
        UsageError, KgError: the file is not a readable graph.
    """
    source = Source(graph)
    app = Starlette(
        routes=_routes(folder or bundle.FOLDER),
        middleware=[Middleware(Guard, hosts=hosts_for(host)), Middleware(GZipMiddleware, minimum_size=2000)],
        exception_handlers={KgError: _failed, sqlite3.Error: _failed, OSError: _failed},
        lifespan=_lifespan,
    )
    app.state.source = source
    app.state.keeper = OverviewKeeper(graph)
    app.state.sparql = sparql.service(source)
    return app


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    warming = asyncio.get_running_loop().run_in_executor(None, _warm, app.state.source)
    yield
    app.state.sparql.close()
    app.state.keeper.close()
    app.state.source.close()
    await warming


def _warm(source: Source) -> None:
    """Count what the first view shows before it is asked for; a graph that cannot be read says so then."""
    with suppress(KgError, sqlite3.Error):
        for endpoint, query in FIRST_VIEW:
            answered(endpoint, source, query)


def _routes(folder: Path) -> list[Route | Mount]:
    async def page(_: Request) -> Response:
        return bundle.page(folder)

    async def sparql_or_page(request: Request) -> Response:
        if sparql.wants_page(request):
            return bundle.page(folder)
        return await sparql.answer(request, request.app.state.sparql)

    return [
        *(route(endpoint) for endpoint in ENDPOINTS),
        Route("/api/overview", _overview),
        Route("/api/openapi.json", _openapi),
        Route("/api/{rest:path}", _no_such_call),
        Route("/sparql", sparql_or_page, methods=["GET", "POST"]),
        *bundle.static_routes(folder),
        Route("/{rest:path}", page),
    ]


def _drawn(state: State) -> bytes | None:
    drawn: bytes | None = state.keeper.get(state.source.content())
    return drawn


async def _overview(request: Request) -> Response:
    """The map; 202 while it is being drawn. It is kept packed and sent packed."""
    try:
        packed = await run_in_threadpool(_drawn, request.app.state)
    except OSError as error:
        return problem(500, "The map could not be drawn", str(error))
    if packed is None:
        return Response(
            WAITING, status_code=202, media_type="application/json", headers={"cache-control": "no-store"}
        )
    headers = {"cache-control": "no-cache", "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            packed, media_type="application/json", headers={**headers, "content-encoding": "gzip"}
        )
    return Response(gzip.decompress(packed), media_type="application/json", headers=headers)


async def _openapi(_: Request) -> Response:
    return JSONResponse(openapi())


async def _no_such_call(request: Request) -> Response:
    return problem(
        404, "No such call", f"{request.url.path} is not in the API; /api/openapi.json lists what is"
    )


async def _failed(_: Request, error: Exception) -> Response:
    return problem(500, "The graph cannot be read", str(error))


def document_text() -> str:
    """The OpenAPI document as it stands in the repository."""
    return json.dumps(openapi(), indent=2, ensure_ascii=False) + "\n"
