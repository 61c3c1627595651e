"""Fit the chooser: ``python -m extractors.entities.chooser.train --papers FILE... --out DIR ANNOTATED...``.

``ANNOTATED`` are folders of tables (:mod:`extractors.annotated`) or reference annotations (JSON Lines);
``FILE`` hold the papers they are about. Both models are logistic regressions: the gate says whether a span
may be a name at all, the chooser says of which type. Needs the extra ``[train]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extractors.annotated import Annotated, annotated
from extractors.annotated.fitting import arguments, indicators
from extractors.cleanup import clean
from extractors.entities.chooser.features import features
from extractors.entities.chooser.forms import forms
from extractors.entities.chooser.model import (
    CLASSES,
    UNIT,
    VECTOR_UNIT,
    Model,
    Vectors,
    assembled,
    load_vectors,
    surroundings,
)
from extractors.entities.chooser.spans import Proposed, Span, possible, shape
from extractors.entities.chooser.text import Text
from extractors.entities.discovery import Discovery
from extractors.entities.vocabulary import Trie
from extractors.entities.words import Words
from ontology.vocabulary import load_vocabularies

GATE_PROBABILITY = 0.02
"""Spans less likely than this are not looked at."""
GATE_STRENGTH, STRENGTH, VECTOR_WEIGHT = 0.1, 0.1, 2.0
"""Inverse regularisation of the two models, and how much freer the weights of vectors are."""

Forms = Mapping[str, str]
"""Words in lower case, joined by a space, to the type of the entity they name."""


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated paper."""

    text: Text
    rows: list[int]
    forms: Forms
    weight: float


def examples(read: Sequence[Annotated], vectors: Vectors, weight: float) -> Iterator[Example]:
    """Annotated papers, as the chooser will see them.

    Args:
        read: papers with what a reader found.
        vectors: of words.
        weight: how much each counts.
    """
    discovery = Discovery(Trie(load_vocabularies(())))
    for paper, reading in read:
        words = Words(clean(paper.text).text)
        names, _, pairs = discovery.names(words, {})
        text = Text.of(words, Proposed.of(words, names), pairs)
        typed = {
            " ".join(Words(clean(form).text).low): entity.type.value
            for entity in reading.entities
            for form in entity.forms
        }
        yield Example(text, vectors.rows(words), typed, weight)


def fit(data: Sequence[Example], vectors: Vectors) -> dict[str, Any]:
    """Both models: arrays and tables under the names of the files they are stored in."""
    gate = _fit_gate(data, vectors)
    nothing = np.zeros((5 * vectors.codes.shape[1], len(CLASSES)), dtype=np.int64)
    model = as_model(vectors, {**gate, "weights": {}, "dense": nothing})
    return {**gate, **_fit_choice(data, model)}


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


def _fit_choice(data: Sequence[Example], model: Model) -> dict[str, Any]:
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    names, numbers, kinds, weights = [], [], [], []
    columns = {None if kind is None else kind.value: index for index, kind in enumerate(CLASSES)}
    for example in data:
        forms = list(looked_at(example, model))
        numbers.append(surroundings(model.vectors, example.rows, [places for _, places in forms]))
        for form, places in forms:
            names.append(features(example.text, places))
            kinds.append(columns[example.forms.get(form)])
            weights.append(example.weight)
    known, flags = indicators(names)
    dense = csr_matrix(np.vstack(numbers).astype(np.float32) / VECTOR_UNIT * VECTOR_WEIGHT)
    fitted = LogisticRegression(C=STRENGTH, max_iter=150)
    fitted.fit(hstack([flags, dense]).tocsr(), kinds, sample_weight=weights)
    weight = np.zeros((len(known) + dense.shape[1], len(CLASSES)))
    weight[:, fitted.classes_] = fitted.coef_.T
    bias = np.full(len(CLASSES), -50.0)
    bias[fitted.classes_] = fitted.intercept_
    whole = np.rint(weight * UNIT).astype(np.int64)
    sparse = {name: whole[column] for name, column in sorted(known.items())}
    sparse["bias"] = np.rint(bias * UNIT).astype(np.int64) + sparse["bias"]
    vectors = np.rint(weight[len(known) :] * VECTOR_WEIGHT * UNIT).astype(np.int64)
    return {"weights": {name: row for name, row in sparse.items() if row.any()}, "dense": vectors}


def looked_at(example: Example, model: Model) -> Iterator[tuple[str, list[Span]]]:
    """The forms that pass the gate, with their places."""
    for places in forms(model.gate, example.text, example.rows):
        first, last = places[0]
        yield " ".join(example.text.words.low[first:last]), places


def as_model(vectors: Vectors, fitted: Mapping[str, Any]) -> Model:
    """What :func:`fit` made, ready for use."""
    gate = (fitted["gate_first"], fitted["gate_last"])
    return assembled(vectors, dict(fitted["gate"]), gate, fitted["weights"], fitted["dense"])


def write(fitted: Mapping[str, Any], out: Path) -> None:
    """The files of ``data/``, except the vectors."""
    arrays = {name: fitted[name].astype(np.int32) for name in ("gate_last", "gate_first", "dense")}
    np.savez_compressed(out / "dense.npz", **arrays)
    gate = [f"{name}\t{score}" for name, score in fitted["gate"].items()]
    (out / "gate.tsv").write_text("\n".join(["flag\tweight", *gate]) + "\n", encoding="utf-8")
    head = "\t".join(["feature", *("none" if kind is None else kind.value for kind in CLASSES)])
    rows = ["\t".join([name, *map(str, row.tolist())]) for name, row in fitted["weights"].items()]
    (out / "weights.tsv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


def main() -> None:
    """Write ``gate.tsv``, ``weights.tsv`` and ``dense.npz``."""
    given = arguments(main.__doc__)
    vectors = load_vectors()
    data: list[Example] = []
    for path, weight in given.sets:
        data += examples(annotated(path, given.papers), vectors, weight)
    write(fit(data, vectors), given.out)


if __name__ == "__main__":
    main()
