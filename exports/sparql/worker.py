"""A process that answers queries from an index and can be killed: ``python -m exports.sparql.worker INDEX``.

It reads one JSON request per line ({"query", "media", "rows", "bytes", "prefixes"}) and writes one JSON
header per answer ({"kind", "media", "size"} or {"error", "message"}), a line feed, and the body.
It cannot reach the network where the system lets it give that up.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

import pyoxigraph as ox

from exports.confine import bound_memory, leave_network
from exports.sparql import results


class TooMany(Exception):
    """The answer has more rows or bytes than allowed."""


def main() -> None:
    """Answer requests from standard input until it ends."""
    leave_network()  # before the store starts its threads: a process with several cannot leave
    store = ox.Store.read_only(sys.argv[1])
    bound_memory(int(sys.argv[2]))
    for line in sys.stdin.buffer:
        _reply(sys.stdout.buffer, store, json.loads(line))


def _reply(out: BinaryIO, store: ox.Store, request: dict[str, Any]) -> None:
    body = b""
    try:
        header, body = answer(store, request)
    except SyntaxError as error:
        header = {"error": "syntax", "message": str(error)}
    except TooMany as error:
        header = {"error": "too-many", "message": str(error)}
    except (ValueError, OSError, RuntimeError, MemoryError) as error:
        header = {"error": "failed", "message": str(error) or type(error).__name__}
    out.write(json.dumps({**header, "size": len(body)}).encode() + b"\n" + body)
    out.flush()


def answer(store: ox.Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Run one query.

    Raises:
        SyntaxError: the query is not SPARQL.
        TooMany: more rows or bytes than the request allows.
    """
    most, prefixes, media = request["rows"], request["prefixes"], request["media"]
    found = store.query(request["query"], prefixes=prefixes)
    if isinstance(found, ox.QueryBoolean):
        kind, chosen = "boolean", _first(media, results.TABLE_MEDIA)
        body = results.truth(bool(found), chosen)
    elif isinstance(found, ox.QuerySolutions):
        kind, chosen = "solutions", _first(media, results.TABLE_MEDIA)
        names = [variable.value for variable in found.variables]
        body = results.table(names, _limited((tuple(row) for row in found), most), chosen)
    else:
        kind, chosen = "graph", _first(media, results.GRAPH_MEDIA)
        body = results.graph(list(_limited(found, most)), chosen, prefixes)
    if len(body) > request["bytes"]:
        raise TooMany(f"the answer has {len(body)} bytes; {request['bytes']} are allowed")
    return {"kind": kind, "media": chosen}, body


def _first(wanted: list[str], offered: tuple[str, ...]) -> str:
    """The first wanted media type that fits the kind of answer, else the first that is offered."""
    return next((media for media in wanted if media in offered), offered[0])


def _limited(rows: Any, most: int) -> Iterator[Any]:
    for number, row in enumerate(rows):
        if number == most:
            raise TooMany(f"the answer has more than {most} rows")
        yield row


if __name__ == "__main__":
    main()
