"""The recogniser: one paper's entities from vocabularies, grammars, contexts and the corpus lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.document import Document
from extractors.entities import models
from extractors.entities.chooser import CHOOSER, Chooser
from extractors.entities.discovery import Discovery
from extractors.entities.injection import GIVEN, find_forms, with_mentions
from extractors.entities.placing import Placed, TokenIndex, occurrences
from extractors.entities.rules import NAMES, source
from extractors.entities.vocabulary import Trie
from extractors.entities.words import Words
from extractors.lexicon import NO_VOTES, Lexicon, Tally, Vote, decide
from ontology.ids import digest
from ontology.types import EntityType, Mention, PaperEntity
from ontology.vocabulary import Entry, Vocabulary, load_vocabularies

if TYPE_CHECKING:
    from extractors.cleanup import CleanText


class EntityRecognizer:
    """Finds what a paper names. Loaded once; pure in the paper and the lexicon."""

    def __init__(self, discovery: Discovery, vocabulary: Vocabulary, fingerprint: str) -> None:
        self._discovery = discovery
        self._vocabulary = vocabulary
        self.fingerprint = fingerprint
        """Changes with any vocabulary row, rule file or line of this package's code."""

    @classmethod
    def load(cls, vocabularies: Sequence[Path] = (), *, rules_only: bool = False) -> EntityRecognizer:
        """Load the shipped rules, vocabularies and chooser, and the user's own vocabulary files.

        Args:
            vocabularies: TSV files, in order.
            rules_only: whether to do without the learned chooser.

        Raises:
            KgError: a file is not valid; says where.
        """
        vocabulary = load_vocabularies(vocabularies)
        chooser = None if rules_only else Chooser.load()
        parts = (vocabulary.fingerprint, *(source(name) for name in NAMES), *_code(__package__))
        learned = () if chooser is None else (chooser.fingerprint, *_code(CHOOSER))
        return cls(
            Discovery(Trie(vocabulary), chooser), vocabulary, digest("\n".join((*parts, *learned)))[:16]
        )

    def votes(self, cleaned: CleanText) -> tuple[Vote, ...]:
        """What this paper's strong contexts say of the types of forms."""
        return tuple(self._discovery.votes(Words(cleaned.text)))

    def recognize(self, document: Document, lexicon: Lexicon) -> None:
        """Fill ``document.entities``, ``document.chances`` and ``document.occurrences``."""
        words = Words(document.clean.text)
        placed: list[Placed] = []
        entities: list[PaperEntity] = []
        for number, found in enumerate(self._discovery.entities(words, lexicon), start=1):
            name, kind = f"e{number}", found.type
            placed += [(words.start[a], words.end[b - 1], kind, rule, name) for a, b, rule in found.places]
            entities.append(_entity(document, words, name, kind, found.places))
            document.chances[name] = found.chance
        document.entities = entities
        listed = {entity.id: rows for entity in entities if (rows := self._listed(entity))}
        versions = (e.id for e in entities if any(_told(m.rule) == models.RULE for m in e.mentions))
        document.known = frozenset((*listed, *versions))
        document.common = frozenset(name for name, rows in listed.items() if rows[0].name.islower())
        document.occurrences = occurrences(TokenIndex(document.doc), placed)

    def _listed(self, entity: PaperEntity) -> tuple[Entry, ...]:
        """The rows of the vocabularies that list all its names, none where one is of its own: a new thing's
        short form may be another's, "Deep Policy Research (DPR)"."""
        if _LISTS.isdisjoint(_told(mention.rule) for mention in entity.mentions):
            return ()
        entries = [self._vocabulary.find(form) for form in entity.forms]
        rows = tuple(e for e in entries if e is not None and e.group in _GROUPS)
        return rows if len(rows) == len(entries) else ()

    def explain(self, form: str, tally: Tally = NO_VOTES) -> tuple[str, ...]:
        """Why a form has its type: the vocabulary row, the grammar, and the papers' votes, surest first.

        Args:
            tally: in how many papers a strong context said each type.
        """
        reasons = list(self._discovery.explain(form))
        entry = self._vocabulary.find(form)
        if entry is not None:
            reasons.insert(0, f"vocabulary {entry.group}: {entry.name} is a {entry.type} ({entry.source})")
        if tally:
            counts = ", ".join(f"{kind} {tally[kind]}" for kind in sorted(tally))
            verdict = decide(tally)
            reasons.append(f"corpus: {counts} papers; decided: {verdict or 'nothing'}")
        reasons += self._discovery.learned(form)
        return tuple(reasons)

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


_GROUPS = ("methods", "models", "benchmarks", "datasets", "formats")
_LISTS = frozenset(f"vocabulary:{group}" for group in _GROUPS)


def _told(rule: str) -> str:
    """The rule that proposed a mention, whatever chose it or gave it a second name."""
    return rule.removeprefix("chosen:").removeprefix("abbreviation:")


def _code(package: str) -> Iterator[str]:
    folder = files(package)
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".py"):
            yield item.read_text(encoding="utf-8")


def _entity(
    document: Document, words: Words, name: str, kind: EntityType, spans: Sequence[tuple[int, int, str]]
) -> PaperEntity:
    mentions = tuple(_mentions(document, words, kind, spans))
    text = document.paper.text
    forms = tuple(dict.fromkeys(text[m.start : m.end] for m in mentions))
    return PaperEntity.model_construct(id=name, type=kind, forms=forms, mentions=mentions)


def _mentions(
    document: Document, words: Words, kind: EntityType, spans: Sequence[tuple[int, int, str]]
) -> Iterator[Mention]:
    for first, last, rule in spans:
        start, end = document.clean.original(words.start[first], words.end[last - 1])
        yield Mention.model_construct(start=start, end=end, type=kind, rule=rule)
