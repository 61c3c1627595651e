"""Words per second of each stage on one core, and the whole against plain runs of tagger and parser."""

from __future__ import annotations

import resource
from collections import Counter
from collections.abc import Sequence

from extractors.cleanup import CleanText, clean
from extractors.document import Document
from extractors.english import English
from extractors.english.plain import plain_run
from extractors.entities import EntityRecognizer
from extractors.extract import BATCH, Extractor, extract_all
from extractors.relations import RelationExtractor
from kg.bench.measure import Row, cpu_seconds
from ontology.types import Paper

GROUP = "one core"


def stages(papers: Sequence[Paper]) -> list[Row]:
    """Each stage alone over the same papers, then both readings together; the budget is the ratio."""
    words = sum(len(p.text.split()) for p in papers)

    def row(name: str, elapsed: float) -> Row:
        return Row(GROUP, name, words / elapsed, "words/s")

    rows = [Row(GROUP, "load", cpu_seconds(_load), "s", "<= 0.9")]
    english = English.load()
    recognizer, relations = EntityRecognizer.load(), RelationExtractor.load(english)
    texts = [clean(p.text) for p in papers]
    rows.append(row("clean up", cpu_seconds(lambda: [clean(p.text) for p in papers])))
    rows.append(row("tokens", cpu_seconds(lambda: _documents(english, papers, texts))))
    documents = _documents(english, papers, texts)
    sentences = [s for d in documents for s in d.doc.sents]
    rows.append(row("tagger", cpu_seconds(lambda: english.tag(sentences))))
    ours = cpu_seconds(lambda: english.parse(sentences))
    rows.append(row("tagger and parser", ours))
    plain = cpu_seconds(plain_run(english, [d.doc for d in documents], BATCH))
    rows.append(row("tagger and parser, run by spaCy", plain))
    votes: Counter[str] = Counter()
    rows.append(
        row("votes", cpu_seconds(lambda: votes.update(v.form for t in texts for v in recognizer.votes(t))))
    )
    rows.append(row("entities", cpu_seconds(lambda: _recognize(recognizer, documents))))
    rows.append(row("relations", cpu_seconds(lambda: _relate(relations, documents))))
    extractor = Extractor(english, recognizer, relations)
    whole = cpu_seconds(lambda: list(extract_all(extractor, papers)))
    rows.append(row("whole extraction", whole))
    tokens = cpu_seconds(lambda: _documents(english, papers, texts))
    rows.append(Row(GROUP, "extraction / plain tagger and parser", whole / (plain + tokens), "x", "<= 1.0"))
    rows.append(Row(GROUP, "extraction / our faster run of them", whole / (ours + tokens), "x"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*rows, Row(GROUP, "memory", peak, "MB")]


def _load() -> object:
    return Extractor.load()


def _relate(relations: RelationExtractor, documents: Sequence[Document]) -> None:
    for start in range(0, len(documents), BATCH):
        relations.extract(documents[start : start + BATCH])


def _recognize(recognizer: EntityRecognizer, documents: Sequence[Document]) -> None:
    for document in documents:
        recognizer.recognize(document, {})


def _documents(english: English, papers: Sequence[Paper], texts: Sequence[CleanText]) -> list[Document]:
    return [english.document(p, t) for p, t in zip(papers, texts, strict=True)]
