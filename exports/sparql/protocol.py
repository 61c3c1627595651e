"""The SPARQL 1.1 Protocol (W3C, 2013), query operation, without a web framework.

A server hands over a :class:`Request` and sends back the :class:`Response`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from exports.sparql.engine import Answer, BadQuery, TooExpensive
from exports.sparql.guard import Refused
from exports.sparql.negotiation import Wish, wish
from exports.sparql.results import TURTLE
from ontology.errors import KgError

Ask = Callable[[str, tuple[str, ...]], Answer]
"""Answers a query in the first media type that fits: ``Engine.ask``, ``Service.ask``."""

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
MOST_BYTES = 100_000


@dataclass(frozen=True)
class Request:
    """What arrived. ``query_string`` is still percent-encoded; headers are "" where absent."""

    method: str
    query_string: str = ""
    content_type: str = ""
    accept: str = ""
    body: bytes = b""


@dataclass(frozen=True)
class Response:
    """What to send."""

    status: int
    content_type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


class _Problem(Exception):
    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(message)
        self.response = Response(status, "text/plain; charset=utf-8", f"{message}\n".encode(), headers)


def respond(request: Request, ask: Ask, *, endpoint: str = "") -> Response:
    """Answer one request; every failure becomes a response with its reason in plain text.

    Args:
        endpoint: the address of the service, for its description.
    """
    try:
        query = _query(request)
        if query is None:
            return _description(endpoint)
        return _answered(query, wish(request.accept), ask)
    except _Problem as problem:
        return problem.response


def _answered(query: str, wanted: Wish, ask: Ask) -> Response:
    try:
        answer = ask(query, wanted.media)
    except Refused as error:
        raise _Problem(403, str(error)) from error
    except BadQuery as error:
        raise _Problem(400, str(error)) from error
    except TooExpensive as error:
        raise _Problem(500, str(error)) from error
    except KgError as error:
        raise _Problem(500, str(error)) from error
    content_type = wanted.reply(answer.media)
    if content_type is None:
        raise _Problem(406, f"this query answers with {answer.media} or its like, which Accept does not name")
    return Response(200, content_type, answer.body, {"Vary": "Accept"})


def _query(request: Request) -> str | None:
    """The query, by GET, by form or as the body itself; None for a bare GET."""
    if request.method in ("GET", "HEAD"):
        return _from_pairs(_pairs(request.query_string), bare=True)
    if request.method != "POST":
        raise _Problem(405, f"{request.method} is not taken: use GET or POST", Allow="GET, HEAD, POST")
    if len(request.body) > MOST_BYTES:
        raise _Problem(413, f"a query may have {MOST_BYTES} bytes")
    return _posted(request)


def _posted(request: Request) -> str | None:
    kind, _, parameters = request.content_type.lower().partition(";")
    charset = dict(parse_qsl(parameters.replace(" ", "").replace(";", "&"))).get("charset", "utf-8")
    if charset.strip('"') not in ("utf-8", "us-ascii"):
        raise _Problem(415, f"charset {charset} is not taken: send UTF-8")
    if kind.strip() == FORM:
        return _from_pairs(_pairs(_decoded(request.body)))
    if kind.strip() == QUERY:
        _no_other_graph(_pairs(request.query_string))
        return _decoded(request.body)
    if kind.strip() == UPDATE:
        raise _Problem(403, "updates are refused: the graph is read-only here")
    raise _Problem(415, f"content type {kind.strip() or '(none)'} is not taken: send {QUERY} or {FORM}")


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _Problem(400, f"the body is not UTF-8: {error}") from error


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError as error:
        raise _Problem(400, f"the parameters cannot be read: {error}") from error


def _from_pairs(pairs: list[tuple[str, str]], *, bare: bool = False) -> str | None:
    if any(name == "update" for name, _ in pairs):
        raise _Problem(403, "updates are refused: the graph is read-only here")
    _no_other_graph(pairs)
    queries = [value for name, value in pairs if name == "query"]
    if not queries and bare and not pairs:
        return None
    if len(queries) != 1:
        raise _Problem(400, f"give the parameter query exactly once, not {len(queries)} times")
    return queries[0]


def _no_other_graph(pairs: list[tuple[str, str]]) -> None:
    if any(name in ("default-graph-uri", "named-graph-uri") for name, _ in pairs):
        raise _Problem(400, "there is one graph here: leave out default-graph-uri and named-graph-uri")


def _description(endpoint: str) -> Response:
    """SPARQL 1.1 Service Description (W3C, 2013) for a GET without a query."""
    results = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
    formats = ", ".join(f"format:{name}" for name in (*results, "Turtle", "N-Triples"))
    at = f"    sd:endpoint <{endpoint}> ;\n" if endpoint else ""
    text = (
        "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n"
        "@prefix format: <http://www.w3.org/ns/formats/> .\n\n"
        f"<{endpoint}> a sd:Service ;\n{at}"
        "    sd:supportedLanguage sd:SPARQL11Query ;\n"
        f"    sd:resultFormat {formats} .\n"
    )
    return Response(200, f"{TURTLE}; charset=utf-8", text.encode())
