"""What a build needs of the extraction: any object with these three is a pipeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from extractors.lexicon import Vote
from ontology.types import EntityType, Extraction, Paper


class Pipeline(Protocol):
    """Pure functions of a paper (and the corpus lexicon). :class:`extractors.extract.Extractor` is one.

    The lexicon may matter to a paper only by forms that its cleaned text contains (in any case).
    """

    @property
    def fingerprint(self) -> str:
        """Changes whenever the result for any paper may change."""

    def votes(self, paper: Paper) -> Sequence[Vote]:
        """What this paper's strong contexts say of the types of forms."""

    def extract(self, papers: Sequence[Paper], lexicon: Mapping[str, EntityType]) -> Sequence[Extraction]:
        """The entities that each paper names and the statements it makes, whatever the other papers are."""


class Watcher(Protocol):
    """Is told how a build goes on."""

    def begin(self, step: str, total: int | None) -> None:
        """A step starts; ``total`` papers are to be done, None where that is not known."""

    def advance(self, papers: int) -> None:
        """More papers are done in this step."""


class Silent:
    """A watcher that looks away."""

    def begin(self, step: str, total: int | None) -> None:
        """Nothing."""

    def advance(self, papers: int) -> None:
        """Nothing."""
