"""Scores and speed: ``python -m extractors.english.evaluate --treebank DIR [--arcs FILE --papers FILE]``."""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.english.arcs import check, share_found
from extractors.english.conllu import TreebankDocument
from extractors.english.corpus import gold_doc, load
from extractors.english.merging import text_of
from extractors.english.pipeline import MODEL, English
from extractors.english.scores import accuracy

_ROUNDS = 3
"""Speeds are the best of so many rounds, in seconds of this process: the machine may be busy."""


class Speed(NamedTuple):
    """Words per second of a stage, the stages before it not counted."""

    stage: str
    words_per_second: float


def test_parts(treebank: Path, english: English) -> dict[str, list[TreebankDocument]]:
    """The test part of each treebank, and of GUM's academic genre alone."""
    parts = load(treebank, "test", english.tokenizer)
    academic = [doc for doc in parts.get("gum", []) if doc.name.startswith("GUM_academic")]
    return parts | ({"gum academic": academic} if academic else {})


def speeds(english: English, texts: Sequence[str]) -> list[Speed]:
    """How fast each stage runs over ``texts`` on one thread, everything warm."""
    docs = [english.tokens(text) for text in texts]
    sentences = [sentence for doc in docs for sentence in doc.sents]
    words = sum(map(len, docs))
    stages: list[tuple[str, Callable[[], object]]] = [
        ("tokenizer", lambda: [english.tokenizer(text) for text in texts]),
        ("tokenizer and sentences", lambda: [english.tokens(text) for text in texts]),
        ("tagger and lemmas", lambda: english.tag(sentences)),
        ("tagger, lemmas and parser", lambda: english.parse(sentences)),
    ]
    return [Speed(name, words / min(_seconds(run) for _ in range(_ROUNDS))) for name, run in stages]


def load_seconds(model: Path = MODEL) -> float:
    """From nothing to the first parse, import of spaCy not counted."""

    def first_parse() -> list[Doc]:
        english = English(model)
        return english.parse([_whole(english.tokens("It loads ."))])

    return _seconds(first_parse)


def report_scores(treebank: Path, english: English, network: Language) -> list[str]:
    """One line for each test part: documents whole, then sentence by sentence."""
    lines = []
    for name, documents in sorted(test_parts(treebank, english).items()):
        lines.append(f"{name}, documents: {accuracy(network, documents)}")
        lines.append(f"{name}, sentences: {accuracy(network, documents, gold_sentences=True)}")
        lines.append(f"{name}, lemmas: {lemma_accuracy(english, documents):.1f}")
    return lines


def lemma_accuracy(english: English, documents: Sequence[TreebankDocument]) -> float:
    """Percent of words with the treebank's lemma, case aside, with our tags."""
    gold = [gold_doc((sentence,), english.vocab) for document in documents for sentence in document.sentences]
    tagged = english.tag([_whole(doc) for doc in gold])
    pairs = [(a, b) for one, other in zip(gold, tagged, strict=True) for a, b in zip(one, other, strict=True)]
    return 100 * sum(a.lemma_.lower() == b.lemma_.lower() for a, b in pairs) / max(1, len(pairs))


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _whole(doc: Doc) -> Span:
    return doc[:]


def _texts(treebank: Path, english: English) -> list[str]:
    documents = load(treebank, "test", english.tokenizer).get("gum", [])
    sentences = [sentence for document in documents for sentence in document.sentences]
    return ["".join(map(text_of, sentences[at : at + 8])) for at in range(0, len(sentences), 8)]


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebank", type=Path, required=True, help="folder of *-test CoNLL-U files")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--arcs", type=Path, help="arcs written by hand (tests/extractors/english/arcs.tsv)")
    parser.add_argument("--papers", type=Path, help="JSON Lines that hold their abstracts")
    options = parser.parse_args()
    for line in _figures(options):
        print(line, flush=True)  # noqa: T201


def _figures(options: argparse.Namespace) -> list[str]:
    loading = load_seconds(options.model)
    english = English(options.model)
    lines = [f"load {loading:.2f} s", *report_scores(options.treebank, english, english.network)]
    if options.arcs and options.papers:
        found, total = share_found(check(english, options.arcs, options.papers))
        lines.append(f"arcs written by hand: {found} of {total} ({found / total:.1%})")
    texts = _texts(options.treebank, english)
    lines += [f"{speed.stage}: {speed.words_per_second:,.0f} words/s" for speed in speeds(english, texts)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*lines, f"peak memory {peak:.0f} MB"]


if __name__ == "__main__":
    main()
