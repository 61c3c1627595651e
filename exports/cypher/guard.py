"""Which Cypher may run: reading clauses, by a list of what is allowed.

Ladybug opened read-only still reads and writes files (LOAD FROM, COPY TO), so the text is checked: each word
that starts a clause must be one of the reading clauses, and no word of any other statement may stand
anywhere outside strings, names after a point or colon, and names in backticks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.errors import UsageError

MOST_CHARACTERS = 30_000
FIRST = frozenset({"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN"})
CLAUSES = FIRST | {"WHERE", "ORDER", "SKIP", "LIMIT", "UNION"}
_INFIX = """
ACYCLIC ALL AND AS ASC ASCENDING BY CASE CONTAINS COUNT DESC DESCENDING DISTINCT ELSE END ENDS EXISTS
FALSE IN IS MATCH NOT NULL ON OR SHORTEST STARTS THEN TRAIL TRUE WHEN XOR
"""
INFIX = frozenset(_INFIX.split())
_FORBIDDEN = """
ALTER ANALYZE ATTACH BEGIN CALL CHECKPOINT COMMENT COMMIT COPY CREATE DELETE DETACH DROP EXPLAIN EXPORT
EXTENSION FORCE FOREACH GRANT IMPORT INSERT INSTALL LOAD MACRO MERGE PRAGMA PROFILE PROJECT REMOVE RENAME
REVOKE ROLLBACK SET TRUNCATE UNINSTALL UPDATE USE
"""
FORBIDDEN = frozenset(_FORBIDDEN.split())
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
      | (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<quoted>`[^`]*`)
      | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\w))
      | (?P<word>[^\W\d]\w*)
      | (?P<parameter>\$\w+)
      | (?P<other>[-+*/%^=<>!.,:|&(){}\[\]]|\.\.)""",
    re.VERBOSE | re.DOTALL,
)


class Refused(UsageError):
    """The query asks for something that is never done here."""


def check(query: str) -> None:
    """Let a reading query pass.

    Raises:
        Refused: it is none; says which word it is about.
    """
    if len(query) > MOST_CHARACTERS:
        raise Refused(f"the query has {len(query)} characters; {MOST_CHARACTERS} are allowed")
    depth, before, first = 0, ("other", ""), True
    for kind, token in tokens(query.strip().removesuffix(";")):
        if first and token.upper() not in FIRST:
            raise Refused(_says(token))
        depth += (token in _OPENING) - (token in _CLOSING)
        if kind == "word" and before[1] not in (".", ":", "|", "&"):
            _check_word(token, depth, before)
        before, first = (kind, token), False
    if first:
        raise Refused("an empty query")


def _check_word(token: str, depth: int, before: tuple[str, str]) -> None:
    word = token.upper()
    if word in FORBIDDEN:
        raise Refused(_says(token))
    ended = before[0] in ("text", "quoted", "number", "parameter") or before[1] in _CLOSING
    ended = ended or (before[0] == "word" and before[1].upper() not in CLAUSES | INFIX)
    if depth == 0 and ended and word not in CLAUSES | INFIX:
        raise Refused(_says(token))


def tokens(query: str) -> Iterator[tuple[str, str]]:
    """Kind and text of each token but space and comments.

    Raises:
        Refused: a character that no reading query needs.
    """
    at = 0
    while at < len(query):
        found = _TOKEN.match(query, at)
        if found is None:
            raise Refused(f"{query[at]!r} at character {at + 1} has no place in a reading query")
        at = found.end()
        if found.lastgroup not in (None, "space"):
            yield str(found.lastgroup), found.group()


def _says(token: str) -> str:
    return (
        f"{token} is refused: the graph is read-only here; a query is made of MATCH, OPTIONAL MATCH, WHERE, "
        "WITH, UNWIND, RETURN, ORDER BY, SKIP, LIMIT and UNION"
    )
