"""Fit the chooser: ``python -m extractors.entities.chooser.train --papers FILE... --corpus FILE... --out DIR
--held-out FILE... -- ANNOTATED...``.

``ANNOTATED`` are folders of tables (:mod:`extractors.annotated`) or reference annotations (JSON Lines);
``--papers`` hold the papers they are about; ``--corpus`` the papers in which the use of forms is counted
(:mod:`usage`), without those that are annotated and those of ``--held-out``. The gate, a logistic
regression, says whether a span may be a name at all; the chooser (:mod:`network`) says of which type.
Needs the extra ``[train]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extractors.annotated import Annotated, annotated
from extractors.annotated.fitting import arguments, indicators
from extractors.cleanup import clean
from extractors.entities.chooser import network
from extractors.entities.chooser.features import features
from extractors.entities.chooser.forms import Gate, forms
from extractors.entities.chooser.known import Known
from extractors.entities.chooser.model import (
    CLASSES,
    UNIT,
    VECTOR_UNIT,
    Model,
    Vectors,
    assembled,
    gate_of,
    load_vectors,
    numbers_of,
)
from extractors.entities.chooser.naming import names_of
from extractors.entities.chooser.spans import Proposed, Span, possible, shape
from extractors.entities.chooser.text import Text
from extractors.entities.chooser.usage import Tally, Usage, context
from extractors.entities.discovery import Discovery
from extractors.entities.vocabulary import Trie
from extractors.entities.words import Words
from extractors.readers import Reject, read
from ontology.types import Paper
from ontology.vocabulary import load_vocabularies

GATE_PROBABILITY = 0.02
"""Spans less likely than this are not looked at."""
GATE_STRENGTH, VECTOR_WEIGHT = 0.1, 2.0
"""Inverse regularisation of the gate, and how much freer the weights of vectors are."""
CONTEXT_STRENGTH = 0.1
"""Inverse regularisation of the model of the context alone."""
COLUMNS = {None if kind is None else kind.value: index for index, kind in enumerate(CLASSES)}
ARRAYS = ("gate_last", "gate_first", "sparse", "deep", "dense", "out")

_WORD = re.compile(r"\w+")

Forms = Mapping[str, str]
"""Words in lower case, joined by a space, to the type of the entity they name."""


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated paper."""

    text: Text
    rows: list[int]
    forms: Forms
    weight: float


def examples(found: Sequence[Annotated], vectors: Vectors, weight: float) -> Iterator[Example]:
    """Annotated papers, as the chooser will see them.

    Args:
        found: papers with what a reader found.
        vectors: of words.
        weight: how much each counts.
    """
    discovery = Discovery(Trie(load_vocabularies(())))
    for paper, reading in found:
        text = _text(discovery, paper)
        typed = {
            " ".join(Words(clean(form).text).low): entity.type.value
            for entity in reading.entities
            for form in entity.forms
        }
        yield Example(text, vectors.rows(text.words), typed, weight)


def _text(discovery: Discovery, paper: Paper) -> Text:
    words = Words(clean(paper.text).text)
    names, _, pairs = discovery.names(words, {})
    return Text.of(words, Proposed.of(words, names), pairs)


def fit(data: Sequence[Example], vectors: Vectors, corpus: Iterable[Paper]) -> dict[str, Any]:
    """Both models: arrays and tables under the names of the files they are stored in.

    Args:
        data: annotated papers.
        vectors: of words.
        corpus: papers that nobody annotated, which show how forms are used.
    """
    found = _fit_gate(data, vectors)
    gate = gate_of(vectors, found["gate"], found["gate_first"], found["gate_last"])
    usage = _usage(data, vectors, gate, corpus)
    return {**found, "usage": usage, **fit_choice(data, vectors, usage, gate)}


def _usage(data: Sequence[Example], vectors: Vectors, gate: Gate, corpus: Iterable[Paper]) -> Usage:
    tally = _context(data, gate)
    discovery = Discovery(Trie(load_vocabularies(())))
    for paper in corpus:
        text = _text(discovery, paper)
        tally.add(text, forms(gate, text, vectors.rows(text.words)))
    return tally.usage()


def _context(data: Sequence[Example], gate: Gate) -> Tally:
    """A model of the context alone."""
    from sklearn.linear_model import LogisticRegression

    names, kinds, weights = [], [], []
    for example in data:
        for form, places in looked_at(example, gate):
            told = (names_of(part) for part in context(example.text, places))
            names.append(sorted({name for some in told for name in some}))
            kinds.append(COLUMNS[example.forms.get(form)])
            weights.append(example.weight)
    known, flags = indicators(names)
    fitted = LogisticRegression(C=CONTEXT_STRENGTH, max_iter=150).fit(flags, kinds, sample_weight=weights)
    found = np.zeros((len(known), len(CLASSES)), dtype=np.int64)
    found[:, fitted.classes_] = np.rint(fitted.coef_.T * UNIT)
    return Tally(Known(known), found, UNIT)


def _fit_gate(data: Sequence[Example], vectors: Vectors) -> dict[str, Any]:
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    names, last, first, right, weights = [], [], [], [], []
    for example in data:
        words = example.text.words
        for a, b in possible(words, example.text.proposed):
            names.append(gate_flags(example.text, a, b))
            last.append(example.rows[b - 1])
            first.append(example.rows[a])
            right.append(" ".join(words.low[a:b]) in example.forms)
            weights.append(example.weight)
    known, flags = indicators(names)
    codes = vectors.codes.astype(np.float32) / VECTOR_UNIT * VECTOR_WEIGHT
    table = hstack([flags, csr_matrix(codes[last]), csr_matrix(codes[first])]).tocsr()
    model = LogisticRegression(C=GATE_STRENGTH, max_iter=100).fit(table, right, sample_weight=weights)
    weight, size = model.coef_[0], vectors.codes.shape[1]
    bias = model.intercept_[0] - np.log(GATE_PROBABILITY / (1 - GATE_PROBABILITY))
    scores = {name: weight[column] + bias * name.startswith("size=") for name, column in known.items()}
    ends = np.rint(weight[len(known) :] * VECTOR_WEIGHT * UNIT).astype(np.int64)
    return {
        "gate": {name: round(score * UNIT) for name, score in sorted(scores.items())},
        "gate_last": ends[:size],
        "gate_first": ends[size:],
    }


def gate_flags(text: Text, first: int, last: int) -> list[str]:
    """What the gate knows of a span beside the vectors of its ends."""
    form = text.words.form
    ends = (f"first={shape(form[first])}", f"last={shape(form[last - 1])}")
    return [*ends, f"size={last - first}", f"overlap={text.proposed.overlap(first, last)}"]


def fit_choice(data: Sequence[Example], vectors: Vectors, usage: Usage, gate: Gate) -> dict[str, Any]:
    """The chooser proper, behind a gate and with the use of forms as they are."""
    names, numbers, kinds, weights = [], [], [], []
    for example in data:
        forms = list(looked_at(example, gate))
        places = [place for _, place in forms]
        numbers.append(numbers_of(vectors, usage, example.text, example.rows, places))
        names += [features(example.text, place) for place in places]
        kinds += [COLUMNS[example.forms.get(form)] for form, _ in forms]
        weights += [example.weight] * len(forms)
    known, flags = indicators(names)
    dense = (np.vstack(numbers) / VECTOR_UNIT * VECTOR_WEIGHT).astype(np.float32)
    layers = network.fit(flags, dense, kinds, weights, len(CLASSES))
    return _whole(layers, list(known), network.frequent(flags).tolist())


def _whole(layers: network.Layers, names: Sequence[str], frequent: Sequence[int]) -> dict[str, Any]:
    """The weights in whole units; the features of the hidden layer first."""
    first = dict.fromkeys(map(int, frequent))
    order = [*first, *(column for column in range(len(names)) if column not in first)]
    wide, deep, out = (
        np.rint(part.astype(np.float64) * UNIT) for part in (layers.wide, layers.deep, layers.out)
    )
    bias = [names[column] for column in order].index("bias")
    deep[bias] += deep[-1]
    dense = np.hstack([layers.wide[len(names) :], layers.deep[len(first) : -1]]).astype(np.float64)
    found = {
        "sparse": wide[order],
        "deep": np.vstack([deep[: len(first)], np.zeros((1, deep.shape[1]))]),
        "dense": np.rint(dense * VECTOR_WEIGHT * UNIT),
        "out": out,
    }
    whole = {name: array.astype(np.int64) for name, array in found.items()}
    return {"names": [names[column] for column in order], **whole}


def looked_at(example: Example, gate: Gate) -> Iterator[tuple[str, list[Span]]]:
    """The forms that pass the gate, with their places."""
    for places in forms(gate, example.text, example.rows):
        first, last = places[0]
        yield " ".join(example.text.words.low[first:last]), places


def as_model(vectors: Vectors, fitted: Mapping[str, Any]) -> Model:
    """What :func:`fit` made, ready for use."""
    return assembled(vectors, fitted["usage"], fitted["gate"], fitted["names"], fitted)


def write(fitted: Mapping[str, Any], out: Path) -> None:
    """The files of ``data/``, except the vectors."""
    arrays = {name: fitted[name].astype(np.int32) for name in ARRAYS}
    names = np.frombuffer("\n".join(fitted["names"]).encode(), dtype=np.uint8)
    np.savez_compressed(out / "weights.npz", names=names, **arrays)
    usage: Usage = fitted["usage"]
    forms = np.frombuffer("\n".join(usage.row).encode(), dtype=np.uint8)
    np.savez_compressed(out / "usage.npz", forms=forms, codes=usage.codes)
    gate = [f"{name}\t{score}" for name, score in fitted["gate"].items()]
    (out / "gate.tsv").write_text("\n".join(["flag\tweight", *gate]) + "\n", encoding="utf-8")


def corpus(paths: Sequence[Path], without: Iterable[Paper]) -> Iterator[Paper]:
    """The papers of a corpus, each title once, and none that is among the others."""
    seen = {_title(paper) for paper in without}
    for paper in read(paths, on_reject=_skip):
        title = _title(paper)
        if title not in seen:
            seen.add(title)
            yield paper


def _title(paper: Paper) -> str:
    return " ".join(_WORD.findall(paper.title.lower()))


def _skip(reject: Reject) -> None:
    """A line that is no paper uses no form."""


def main() -> None:
    """Write ``gate.tsv``, ``weights.npz`` and ``usage.npz``."""
    given = arguments(main.__doc__, "corpus", "held-out")
    vectors = load_vectors()
    data: list[Example] = []
    known = list(read(given.held_out, on_reject=_skip))
    for path, weight in given.sets:
        found = annotated(path, given.papers)
        known += [paper for paper, _ in found]
        data += examples(found, vectors, weight)
    write(fit(data, vectors, corpus(given.corpus, known)), given.out)


if __name__ == "__main__":
    main()
