"""Text without its markup, and the way back to the text as it was given."""

from extractors.cleanup.clean import clean
from extractors.cleanup.spans import CleanText

__all__ = ["CleanText", "clean"]
