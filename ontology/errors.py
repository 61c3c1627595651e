"""Errors that a user can mend: what was wrong, where, what is allowed."""

from __future__ import annotations


class KgError(Exception):
    """The job cannot be done; the message says why and what to do. Exit code 1."""


class UsageError(KgError):
    """The job was asked for wrongly (unknown name, option or format). Exit code 2."""


class MissingExtra(KgError):
    """A part that needs packages of an extra which is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs the extra '{extra}': pip install 'paper-kg[{extra}]'")
