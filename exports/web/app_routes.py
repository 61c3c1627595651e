"""All endpoints of the API in one table, and the document that describes them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from exports.web.api import compare, entity, graph, leaderboard, meta, paper, search, statement, turtle
from exports.web.endpoint import Endpoint, Query
from exports.web.models import Overview
from exports.web.openapi import document
from exports.web.sparql import ENDPOINTS as GALLERY
from kg import __version__


def _drawn_elsewhere(*_: object) -> None:
    raise NotImplementedError("the overview is sent as the file it is kept in; see server.py")


OVERVIEW = Endpoint(
    "/api/overview", "The map of the whole graph, by communities", Query, _drawn_elsewhere, Overview
)

ENDPOINTS: tuple[Endpoint[Any], ...] = (
    *meta.ENDPOINTS,
    *search.ENDPOINTS,
    *entity.ENDPOINTS,
    *statement.ENDPOINTS,
    *paper.ENDPOINTS,
    *graph.ENDPOINTS,
    *leaderboard.ENDPOINTS,
    *compare.ENDPOINTS,
    *turtle.ENDPOINTS,
    *GALLERY,
)


FIRST_VIEW: tuple[tuple[Endpoint[Any], BaseModel], ...] = (
    (meta.ENDPOINTS[0], Query()),
    (search.ENDPOINTS[2], search.EntityQuery(type="Method", limit=10)),
    (search.ENDPOINTS[2], search.EntityQuery(type="Model", limit=10)),
    (leaderboard.ENDPOINTS[0], leaderboard.BenchmarksQuery(limit=10)),
)
"""What the start page asks."""


def openapi() -> dict[str, Any]:
    """The OpenAPI document of the whole API."""
    return document((*ENDPOINTS, OVERVIEW), __version__)
