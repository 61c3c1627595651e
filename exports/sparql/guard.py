"""What a query may not do: change anything, or make this machine fetch something.

The engine would follow SERVICE over the network, so the check errs on the side of refusing: it looks for
the clause's form in the raw text and in the text with its code point escapes resolved, wherever it stands.
A harmless string that holds the very form of a clause ("service <http://...> {") is refused too.
"""

from __future__ import annotations

import re

from ontology.errors import UsageError

MOST_CHARACTERS = 30_000
_GAP = r"(?:\s|\#[^\n\r]*+[\n\r])*+"
_NAME = r"[^\s:<>{}()\"']*+:"
_SERVICE = re.compile(rf"SERVICE{_GAP}(?:SILENT{_GAP})?(?:<|[?$]\w|{_NAME})", re.IGNORECASE)
_FROM = re.compile(rf"\bFROM{_GAP}(?:NAMED{_GAP})?(?:<|{_NAME}\w)", re.IGNORECASE)
_IN_NAME = re.compile(r"[\w:-]")
_PROLOGUE = re.compile(
    rf"{_GAP}(?:(?:PREFIX{_GAP}[^\s:]*:{_GAP}<[^>]*>|BASE{_GAP}<[^>]*>|VERSION{_GAP}[\"'][^\"']*[\"']){_GAP})*",
    re.IGNORECASE,
)
_UPDATE = re.compile(r"(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Refused(UsageError):
    """The query asks for something that is never done here."""


def check(query: str) -> None:
    """Let a reading query pass.

    Raises:
        Refused: it would update, or fetch from elsewhere, or it is too long to be a question.
    """
    if len(query) > MOST_CHARACTERS:
        raise Refused(f"the query has {len(query)} characters; {MOST_CHARACTERS} are allowed")
    for form in (query, unescaped(query)):
        if _finds(_SERVICE, form):
            raise Refused(
                "SERVICE is refused: queries here ask this graph only and never call other endpoints"
            )
        if _finds(_FROM, form):
            raise Refused(
                "FROM is refused: there is one graph here, and no other is fetched; leave the clause out"
            )
        if is_update(form):
            raise Refused(
                "updates are refused: the graph is read-only here; use SELECT, ASK, CONSTRUCT or DESCRIBE"
            )


def _finds(clause: re.Pattern[str], query: str) -> bool:
    return any(not _inside_name(query, found.start()) for found in clause.finditer(query))


def _inside_name(query: str, at: int) -> bool:
    """True where a variable or a prefixed name has swallowed the word that starts here. A keyword may
    follow a number, a point or another keyword without a space: nothing else makes it harmless."""
    start = at
    while start > 0 and _IN_NAME.match(query[start - 1]):
        start -= 1
    before = query[start:at]
    variable = start > 0 and query[start - 1] in "?$" and before.replace("_", "a").isalnum()
    return ":" in before or variable or (start == at and query[at - 1 : at] in ("?", "$"))


def is_update(query: str) -> bool:
    """True where the first word after the prologue is one of SPARQL Update."""
    prologue = _PROLOGUE.match(query)
    return _UPDATE.match(query, prologue.end() if prologue else 0) is not None


def unescaped(query: str) -> str:
    """The query with its code point escapes resolved (SPARQL 1.1, section 19.2)."""
    return _ESCAPE.sub(_character, query)


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code < 0x110000 else "�"
