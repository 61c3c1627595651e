"""A process that answers Cypher and can be killed: ``python -m exports.cypher.worker INDEX MEGABYTES``."""

from __future__ import annotations

import json
import sys
from typing import Any, BinaryIO

import ladybug

from exports.confine import leave_network, write_nothing

_INTERNAL = frozenset({"_ID", "_SRC", "_DST"})


def main() -> None:
    """Answer requests from standard input until it ends."""
    leave_network()  # before the database starts its threads: a process with several cannot leave
    database = ladybug.Database(sys.argv[1], read_only=True, buffer_pool_size=int(sys.argv[2]) << 20)
    connection = ladybug.Connection(database, num_threads=2)
    write_nothing()
    for line in sys.stdin.buffer:
        _reply(sys.stdout.buffer, connection, json.loads(line))


def _reply(out: BinaryIO, connection: Any, request: dict[str, Any]) -> None:
    body = b""
    try:
        header, body = answer(connection, request)
    except RuntimeError as error:
        header = {"error": "failed", "message": str(error)}
    out.write(json.dumps({**header, "size": len(body)}).encode() + b"\n" + body)
    out.flush()


def answer(connection: Any, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Run one query; the body is {"columns": [...], "rows": [[...], ...]}."""
    found = connection.execute(request["query"])
    rows: list[Any] = []
    while found.has_next():
        if len(rows) == request["rows"]:
            return {"error": "too-many", "message": f"the answer has more than {request['rows']} rows"}, b""
        rows.append([plain(value) for value in found.get_next()])
    body = json.dumps({"columns": found.get_column_names(), "rows": rows}, ensure_ascii=False, default=str)
    return {"kind": "rows"}, body.encode()


def plain(value: Any) -> Any:
    """A value without the engine's internal ids; a node or relationship keeps its label and what it has."""
    if isinstance(value, dict):
        kept = {k: v for k, v in value.items() if k.upper() not in _INTERNAL and v is not None}
        return {"_label" if k == "_LABEL" else k: plain(v) for k, v in kept.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


if __name__ == "__main__":
    main()
