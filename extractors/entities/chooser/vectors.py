"""Word vectors: ``python -m extractors.entities.chooser.vectors --out DIR FILE.jsonl[.xz]...``.

Counts of the words on the left, on the right and two words away; positive pointwise mutual information with
the context distribution smoothed to the power 0.75; the first 100 singular vectors, weighted by the root of
the singular values (Levy, Goldberg and Dagan, "Improving Distributional Similarity with Lessons Learned from
Word Embeddings", TACL 2015). Needs the extra ``[train]``.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.entities.chooser.model import VECTOR_UNIT
from extractors.readers import Reject, read

DIMENSIONS = 100
WORDS, CONTEXTS, RAREST = 60_000, 10_000, 5
"""Words with a vector, words that count as neighbours, and how often a word must occur."""
_WORD = re.compile(r"[^\W_]+")


def texts(paths: Sequence[Path]) -> Iterator[str]:
    """Title and abstract of every paper, in lower case."""
    for paper in read(paths, on_reject=_skip):
        yield paper.text.lower()


def _skip(reject: Reject) -> None:
    """A line that is no paper has no words."""


def word_vectors(corpus: Iterable[str]) -> tuple[list[str], NDArray[np.int8]]:
    """The commonest words, and one vector for each, length 1 and in units of 1/VECTOR_UNIT; last, zeros."""
    from sklearn.utils.extmath import randomized_svd

    documents = [_WORD.findall(text) for text in corpus]
    counts = Counter(word for document in documents for word in document)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    words = [word for word, count in ordered[:WORDS] if count >= RAREST]
    matrix = _informative(_neighbours(documents, words))
    left, strength, _ = randomized_svd(matrix, DIMENSIONS, random_state=0, n_iter=3)
    vectors = left * np.sqrt(strength)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    codes = np.clip(np.rint(vectors * VECTOR_UNIT), -127, 127).astype(np.int8)
    return words, np.vstack([codes, np.zeros((1, DIMENSIONS), dtype=np.int8)])


def _neighbours(documents: Sequence[Sequence[str]], words: Sequence[str]) -> Any:
    import scipy.sparse as sparse

    row = {word: index for index, word in enumerate(words)}
    stream = np.array([row.get(w, -1) for d in documents for w in (*d, "", "")], dtype=np.int64)
    blocks = []
    for distances in ((-1,), (1,), (-2, 2)):
        block = sparse.csr_matrix((len(words), CONTEXTS), dtype=np.float32)
        for distance in distances:
            other = np.roll(stream, -distance)
            both = (stream >= 0) & (other >= 0) & (other < CONTEXTS)
            ones = np.ones(int(both.sum()), dtype=np.float32)
            block = block + sparse.csr_matrix((ones, (stream[both], other[both])), shape=block.shape)
        blocks.append(block)
    return sparse.hstack(blocks).tocoo()


def _informative(counts: Any) -> Any:
    import scipy.sparse as sparse

    rows = np.asarray(counts.sum(axis=1)).ravel()
    columns = np.asarray(counts.sum(axis=0)).ravel() ** 0.75
    columns /= columns.sum()
    expected = rows[counts.row] * columns[counts.col]
    values = np.log(np.maximum(counts.data / np.maximum(expected, 1e-12), 1e-9))
    keep = values > 0
    return sparse.csr_matrix((values[keep], (counts.row[keep], counts.col[keep])), shape=counts.shape)


def main() -> None:
    """Write ``vectors.npz``."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("papers", type=Path, nargs="+")
    arguments = parser.parse_args()
    words, codes = word_vectors(texts(arguments.papers))
    packed = np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
    np.savez_compressed(arguments.out / "vectors.npz", words=packed, codes=codes)


if __name__ == "__main__":
    main()
