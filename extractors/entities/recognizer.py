"""The recogniser: one paper's entities from vocabularies, grammars, contexts and the corpus lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.document import Document
from extractors.entities.injection import GIVEN, find_forms, with_mentions
from extractors.entities.placing import Placed, TokenIndex, occurrences
from extractors.lexicon import Lexicon, Vote
from ontology.types import PaperEntity

if TYPE_CHECKING:
    from extractors.english import English


class EntityRecognizer:
    """Finds what a paper names. Loaded once; pure in the paper and the lexicon."""

    def __init__(self) -> None:
        self.fingerprint = "0"

    @classmethod
    def load(cls, english: English, vocabularies: Sequence[Path] = ()) -> EntityRecognizer:  # noqa: ARG003
        """Load the shipped rules and vocabularies, and the user's own vocabulary files.

        Raises:
            KgError: a file is not valid; says where.
        """
        return cls()

    def votes(self, document: Document) -> tuple[Vote, ...]:  # noqa: ARG002
        """What this paper's strong contexts say of the types of forms."""
        return ()

    def recognize(self, document: Document, lexicon: Lexicon) -> None:
        """Fill ``document.entities`` and ``document.occurrences``."""

    def inject(self, document: Document, entities: Sequence[PaperEntity]) -> None:
        """Take these entities as found: all places of their forms, longest first.

        An entity none of whose forms occurs stays in ``document.entities``, without mentions.
        """
        found = find_forms(document.paper.text, entities)
        placed: list[Placed] = []
        for entity in entities:
            for start, end in found.get(entity.id, ()):
                placed.append((*document.clean.cleaned(start, end), entity.type, GIVEN, entity.id))
        document.entities = [with_mentions(e, found.get(e.id, ())) for e in entities]
        document.occurrences = occurrences(TokenIndex(document.doc), placed)
