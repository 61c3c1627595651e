"""Sample papers: real methods and figures, in abstracts written for this project, in three formats.

Some papers stand in two or three of the files, so that merging can be seen. The abstracts are not those of
the authors; identifiers, years and figures are.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_FILES = {"listing": "listing.txt", "jsonl": "papers.jsonl", "bibtex": "papers.bib"}


def sample_paths() -> dict[str, Path]:
    """The sample files, by format: a listing, JSON Lines and BibTeX."""
    folder = files(__package__)
    return {form: Path(str(folder.joinpath(name))) for form, name in _FILES.items()}
