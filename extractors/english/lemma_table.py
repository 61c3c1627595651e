"""The table of forms and lemmas, counted in the training part of the treebanks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.english.conllu import TreebankDocument, Word

_CLASSES = {"VERB": "V", "AUX": "V", "NOUN": "N", "ADJ": "J", "ADV": "R"}


def write_table(documents: Iterable[TreebankDocument], path: Path) -> None:
    """Write class, form and most frequent lemma of each open-class form, sorted, tab-separated."""
    counts = Counter(row for document in documents for row in _rows(document))
    best: dict[tuple[str, str], tuple[int, str]] = {}
    for (kind, form, lemma), count in counts.items():
        best[kind, form] = max(best.get((kind, form), (0, "")), (count, lemma))
    lines = sorted(f"{kind}\t{form}\t{lemma}\n" for (kind, form), (_, lemma) in best.items())
    path.write_text("".join(lines), encoding="utf-8")


def _rows(document: TreebankDocument) -> Iterator[tuple[str, str, str]]:
    for sentence in document.sentences:
        for word in sentence:
            if word.pos in _CLASSES and _is_plain(word):
                yield _CLASSES[word.pos], word.form.lower(), word.lemma.lower()


def _is_plain(word: Word) -> bool:
    return word.form.isalpha() and word.form.isascii() and word.lemma.isalpha()
