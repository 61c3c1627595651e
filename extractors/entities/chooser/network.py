"""Fitting of a linear model with a hidden layer beside it: what speaks for a form is more than a sum.

Wide and deep (Cheng et al., "Wide & Deep Learning for Recommender Systems", 2016): the scores of the classes
are linear in all features, plus a layer of rectified sums of the frequent features and of the vectors. Both
parts are fitted together by Adam (Kingma and Ba, 2015) with decoupled weight decay (Loshchilov and Hutter,
2019), dropout (Srivastava et al., 2014) and a rate that falls to nothing along a cosine. Fits from several
seeds differ more from each other than most improvements bring; their mean score (an ensemble; Hansen and
Salamon, "Neural Network Ensembles", 1990) is one model again: linear parts averaged, layers side by side. The
same seeds and one thread give the same weights. Needs the extra ``[train]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SEEDS = (0, 1, 2)
HIDDEN = 24
"""Rectified sums of each fit."""
FREQUENT = 30
"""Forms that a feature must have to count in the hidden layer."""
PASSES, BATCH, RATE = 5, 256, 2e-3
DROPPED, DROPPED_HIDDEN = 0.1, 0.3
"""Shares of what goes into the hidden layer, and of what comes out of it, that a step does without."""
WIDE_DECAY, DEEP_DECAY = 2e-2, 1e-3
MOMENTUM, SCALE, LEAST = 0.9, 0.999, 1e-7
"""Of Adam."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Weights, in natural logarithms of odds.

    Attributes:
        wide: of all features and then of the numbers, shape (features + numbers, classes).
        deep: of the frequent features, of the numbers, and of a constant, shape (..., hidden).
        out: shape (hidden, classes).
    """

    wide: Floats
    deep: Floats
    out: Floats

    @classmethod
    def mean(cls, fits: Sequence[Layers]) -> Layers:
        """One model whose scores are the mean of theirs."""
        size = np.float32(len(fits))
        wide: Floats = sum((fit.wide for fit in fits[1:]), start=fits[0].wide) / size
        return cls(wide, np.hstack([fit.deep for fit in fits]), np.vstack([fit.out for fit in fits]) / size)


def frequent(flags: Any) -> NDArray[np.intp]:
    """The columns of the features that count in the hidden layer."""
    return np.flatnonzero(np.asarray(flags.sum(axis=0)).ravel() >= FREQUENT)


def fit(flags: Any, numbers: Floats, kinds: Sequence[int], weights: Sequence[float], classes: int) -> Layers:
    """Fit both parts, from every seed.

    Args:
        flags: ones and zeros, a CSR matrix of shape (forms, features).
        numbers: shape (forms, numbers).
        kinds: class of each form.
        weights: of each form.
        classes: how many there are.
    """
    right, counts = np.array(kinds), np.array(weights, dtype=np.float32)
    narrow = flags[:, frequent(flags)]

    def from_seed(seed: int) -> Layers:
        draw = np.random.default_rng(seed)
        layers = _start(flags.shape[1], narrow.shape[1], numbers.shape[1], classes, draw)
        optimiser = _Adam(layers)
        for rows, rate in _steps(len(kinds), draw):
            wide, deep = (flags[rows], numbers[rows]), _inputs(narrow[rows], numbers[rows])
            optimiser.step(_gradients(layers, wide, deep, right[rows], counts[rows], draw), rate)
        return layers

    return Layers.mean([from_seed(seed) for seed in SEEDS])


def _start(features: int, narrow: int, numbers: int, classes: int, draw: np.random.Generator) -> Layers:
    spread = [np.full(narrow, 0.1), np.full(numbers, numbers**-0.5), np.zeros(1)]
    deep = draw.standard_normal((narrow + numbers + 1, HIDDEN)) * np.concatenate(spread)[:, None]
    out = draw.standard_normal((HIDDEN, classes)) * 0.1
    wide = np.zeros((features + numbers, classes), dtype=np.float32)
    return Layers(wide, deep.astype(np.float32), out.astype(np.float32))


def _inputs(narrow: Any, numbers: Floats) -> Floats:
    ones = np.ones((len(numbers), 1), dtype=np.float32)
    return np.hstack([narrow.toarray(), numbers, ones])


def _steps(forms: int, draw: np.random.Generator) -> Iterator[tuple[NDArray[np.int64], float]]:
    """Rows of each step, in a new order at each pass, and its rate."""
    total, step = PASSES * -(-forms // BATCH), 0
    for _ in range(PASSES):
        order = draw.permutation(forms)
        for start in range(0, forms, BATCH):
            step += 1
            yield order[start : start + BATCH], RATE * (1 + np.cos(np.pi * step / total)) / 2


def _gradients(
    layers: Layers,
    wide: tuple[Any, Floats],
    deep: Floats,
    kinds: NDArray[np.int64],
    weights: Floats,
    draw: np.random.Generator,
) -> list[Floats]:
    flags, numbers = wide
    features = flags.shape[1]
    deep = deep * _kept(deep.shape, DROPPED, draw)
    sums = deep @ layers.deep
    open_ = (sums > 0) * _kept(sums.shape, DROPPED_HIDDEN, draw)
    hidden = sums * open_
    scores = hidden @ layers.out + flags @ layers.wide[:features] + numbers @ layers.wide[features:]
    error = _softmax(scores)
    error[np.arange(len(kinds)), kinds] -= 1
    error *= weights[:, None] / np.float32(len(kinds))
    back = (error @ layers.out.T) * open_
    return [np.vstack([flags.T @ error, numbers.T @ error]), deep.T @ back, hidden.T @ error]


def _kept(shape: tuple[int, ...], dropped: float, draw: np.random.Generator) -> Floats:
    kept = draw.random(shape, dtype=np.float32) > dropped
    return kept.astype(np.float32) / np.float32(1 - dropped)


def _softmax(scores: Floats) -> Floats:
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Floats = odds / odds.sum(axis=1, keepdims=True)
    return found


class _Adam:
    """Changes the weights in place."""

    def __init__(self, layers: Layers) -> None:
        self._weights = [layers.wide, layers.deep, layers.out]
        self._decay = [WIDE_DECAY, DEEP_DECAY, DEEP_DECAY]
        self._means = [np.zeros_like(weights) for weights in self._weights]
        self._squares = [np.zeros_like(weights) for weights in self._weights]
        self._steps = 0

    def step(self, gradients: Sequence[Floats], rate: float) -> None:
        """One step against the gradients."""
        self._steps += 1
        first, second = 1 - MOMENTUM**self._steps, 1 - SCALE**self._steps
        parts = zip(self._weights, gradients, self._means, self._squares, self._decay, strict=True)
        for weights, gradient, mean, square, decay in parts:
            mean += np.float32(1 - MOMENTUM) * (gradient - mean)
            square += np.float32(1 - SCALE) * (gradient * gradient - square)
            change = (mean / np.float32(first)) / (np.sqrt(square / np.float32(second)) + np.float32(LEAST))
            weights -= np.float32(rate) * (change + np.float32(decay) * weights)
