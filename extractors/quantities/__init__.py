"""Numbers of a text as typed quantities: decimal, unit, kind, and the words they came from."""

from extractors.quantities.grammar import Found, Role, find

__all__ = ["Found", "Role", "find"]
