"""Papers from files, folders and standard input, one at a time."""

from extractors.readers.merge import better, conflict, merge
from extractors.readers.read import FORMATS, read
from extractors.readers.record import Reject, title_id

__all__ = ["FORMATS", "Reject", "better", "conflict", "merge", "read", "title_id"]
