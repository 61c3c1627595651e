"""The whole way from one paper to its extraction: clean, tokenise, find entities, find relations."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from extractors.cleanup import clean
from extractors.document import Document, Reading
from extractors.english import English
from extractors.entities import EntityRecognizer
from extractors.entities.doubt import without_doubtful
from extractors.judge import Judge
from extractors.lexicon import Lexicon, Vote, lexicon
from extractors.relations import RelationExtractor
from ontology.ids import digest
from ontology.types import EntityType, Extraction, Paper, PaperEntity

NO_LEXICON: Mapping[str, EntityType] = MappingProxyType({})


BATCH = 32
"""Papers to extract at a time: more are hardly faster."""


class Extractor:
    """Pure functions of a paper (and the corpus lexicon), with the models and rules they need loaded once."""

    def __init__(
        self,
        english: English,
        entities: EntityRecognizer,
        relations: RelationExtractor,
        judge: Judge | None = None,
    ) -> None:
        self._english = english
        self._entities = entities
        self._relations = relations
        self._judge = judge

    @classmethod
    def load(
        cls, *, vocabularies: Sequence[Path] = (), rules_only: bool = False, judge: bool = True
    ) -> Extractor:
        """Load the shipped pipeline, vocabularies and rules, and the user's own vocabulary files.

        Args:
            vocabularies: TSV files, in order.
            rules_only: whether to do without all that was learned from annotated papers.
            judge: whether to drop statements that are more likely wrong.

        Raises:
            KgError: a vocabulary or rule file is not valid; says where.
        """
        english = English.load()
        return cls(
            english,
            EntityRecognizer.load(vocabularies, rules_only=rules_only),
            RelationExtractor.load(english),
            Judge.load() if judge and not rules_only else None,
        )

    @property
    def fingerprint(self) -> str:
        """Changes whenever the model, a vocabulary or a rule does: what a build compares to know its work."""
        parts = (self._english.fingerprint, self._entities.fingerprint, self._relations.fingerprint)
        learned = () if self._judge is None else (self._judge.fingerprint,)
        return digest("\n".join((*parts, *learned)))[:16]

    def votes(self, paper: Paper) -> tuple[Vote, ...]:
        """What this paper's strong contexts say of the types of forms; no tokens, no parsing: cheap."""
        return self._entities.votes(clean(paper.text))

    def extract(self, papers: Sequence[Paper], lexicon: Lexicon = NO_LEXICON) -> list[Extraction]:
        """The entities that each paper names and the statements it makes.

        A paper gives the same in any company; many at a time are faster, because their sentences are parsed
        together. About 100 kB a paper are held meanwhile.
        """
        return [self.settled(reading) for reading in self.read(papers, lexicon)]

    def read(self, papers: Sequence[Paper], lexicon: Lexicon = NO_LEXICON) -> list[Reading]:
        """Each paper as the rules read it: with doubtful names, and statements that nobody judged."""
        with _no_collection():
            documents = [self._document(paper) for paper in papers]
            for document in documents:
                self._entities.recognize(document, lexicon)
            found = self._related(documents)
        return [Reading(d.paper, e, d.chances) for d, e in zip(documents, found, strict=True)]

    def settled(self, reading: Reading) -> Extraction:
        """What is believed of a reading."""
        judged = reading.extraction if self._judge is None else self._judge.judged(reading)
        return without_doubtful(judged, reading.chances)

    def extract_with(self, paper: Paper, entities: Sequence[PaperEntity]) -> Extraction:
        """The statements, with the entities given: tells errors of the rules from errors of the entities."""
        document = self._document(paper)
        self._entities.inject(document, entities)
        return self._related([document])[0]

    def _document(self, paper: Paper) -> Document:
        cleaned = clean(paper.text)
        return self._english.document(paper, cleaned)

    def _related(self, documents: Sequence[Document]) -> list[Extraction]:
        return [
            Extraction(paper=d.paper.id, entities=tuple(d.entities), statements=tuple(statements))
            for d, statements in zip(documents, self._relations.extract(documents), strict=True)
        ]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Do not look for cyclic garbage: there is little, and the search walks over all vocabularies."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def extract_all(extractor: Extractor, papers: Sequence[Paper]) -> Iterator[Extraction]:
    """Both readings of a collection held in memory: votes over all papers, then each with the lexicon.

    A build does the same over a stream and several processes; this is for scripts, tests and measuring.
    """
    return map(extractor.settled, read_all(extractor, papers))


def read_all(extractor: Extractor, papers: Sequence[Paper]) -> Iterator[Reading]:
    """The same, as the rules read it."""
    votes: dict[str, Counter[EntityType]] = {}
    for paper in papers:
        for form, kind in sorted({(v.form, v.type) for v in extractor.votes(paper)}):
            votes.setdefault(form, Counter())[kind] += 1
    known = lexicon(votes.items())
    batches = (papers[start : start + BATCH] for start in range(0, len(papers), BATCH))
    return (reading for batch in batches for reading in extractor.read(batch, known))
