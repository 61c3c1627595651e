"""The SPARQL endpoint and the gallery: the protocol is in ``exports.sparql``, this puts it on the wire."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from exports.rdf.names import Names
from exports.sparql import protocol
from exports.sparql.service import Service
from exports.web.endpoint import Endpoint, Query
from exports.web.models import Gallery, GalleryQuery
from exports.web.source import Source
from kg.records import GraphView
from kg.store.store import Store


def gallery(_: Source, __: Query) -> Gallery:
    """All ready-made queries."""
    from exports.sparql.gallery import gallery as questions

    names = Names()
    return Gallery(
        base=names.base,
        prefixes=names.prefixes,
        queries=tuple(
            GalleryQuery(
                name=q.name,
                title=q.title,
                description=q.description,
                query=_self_contained(q.query, names.prefixes),
            )
            for q in questions()
        ),
    )


def _self_contained(query: str, prefixes: Mapping[str, str]) -> str:
    """The query with declarations of the prefixes it uses, so that it runs on any endpoint."""
    used = [name for name in prefixes if re.search(rf"(?<![\w:]){re.escape(name)}:[^/]", query)]
    return "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in used) + query


def service(source: Source) -> Service:
    """The long-lived SPARQL service of a graph file."""

    @contextmanager
    def opened() -> Iterator[tuple[GraphView, str]]:
        with Store(source.path) as store:
            yield store, store.content_hash()

    return Service(opened, source.path)


def wants_page(request: Request) -> bool:
    """True for a browser that opens the address, false for a program that asks a query."""
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")


async def answer(request: Request, asked: Service) -> Response:
    """Answer one request of the SPARQL protocol."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > protocol.MOST_BYTES:
            break
    arrived = protocol.Request(
        method=request.method,
        query_string=request.url.query,
        content_type=request.headers.get("content-type", ""),
        accept=request.headers.get("accept", ""),
        body=body[: protocol.MOST_BYTES + 1],
    )
    endpoint = str(request.url.replace(query=""))
    sent = await run_in_threadpool(protocol.respond, arrived, asked.ask, endpoint=endpoint)
    headers = {"content-type": sent.content_type, "cache-control": "no-cache", **sent.headers}
    return Response(sent.body, status_code=sent.status, headers=headers)


ENDPOINTS = (Endpoint("/api/gallery", "Ready-made SPARQL queries", Query, gallery, Gallery),)
