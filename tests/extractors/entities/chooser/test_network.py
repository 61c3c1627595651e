"""The hidden layer: what it can learn, and that whole numbers say the same."""

import numpy as np
import pytest

from extractors.entities.chooser import naming, network
from extractors.entities.chooser.model import CLASSES, UNIT, VECTOR_UNIT, Vectors, assembled
from extractors.entities.chooser.train import VECTOR_WEIGHT, _whole
from extractors.entities.chooser.usage import Usage

NAMES = ["before=a", "behind=b", "bias", "form=c"]
FREQUENT = [0, 2]
DIMENSIONS = 2
ENTRIES = 5 * DIMENSIONS + 4


def _layers(draw: np.random.Generator) -> network.Layers:
    shapes = (
        (len(NAMES) + ENTRIES, len(CLASSES)),
        (len(FREQUENT) + ENTRIES + 1, 3),
        (3, len(CLASSES)),
    )
    return network.Layers(*(draw.standard_normal(shape).astype(np.float32) for shape in shapes))


def _exactly(layers: network.Layers, flags: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    inputs = np.hstack([flags[:, FREQUENT], numbers, np.ones((len(flags), 1))])
    hidden = np.maximum(inputs @ layers.deep, 0)
    told: np.ndarray = np.hstack([flags, numbers]) @ layers.wide + hidden @ layers.out
    return told


def test_whole_numbers_say_what_the_network_says() -> None:
    draw = np.random.default_rng(5)
    layers = _layers(draw)
    fitted = _whole(layers, NAMES, FREQUENT)
    ends = np.zeros(DIMENSIONS, dtype=np.int64)
    vectors = Vectors({}, np.zeros((1, DIMENSIONS), dtype=np.int8))
    usage = Usage({}, np.zeros((1, 4), dtype=np.int16))
    arrays = {**fitted, "gate_first": ends, "gate_last": ends}
    model = assembled(vectors, usage, {}, fitted["names"], arrays)
    numbers = draw.integers(-200, 200, (2, ENTRIES)).astype(np.float64)
    found: list[list[naming.Part]] = [
        [(naming.size, 1, "O"), (naming.before, "a"), (naming.behind, "b")],
        [(naming.size, 1, "O")],
    ]
    flags = np.array([[1, 1, 1, 0], [0, 0, 1, 0]])
    wanted = _exactly(layers, flags, numbers / VECTOR_UNIT * VECTOR_WEIGHT)
    assert np.abs(model.scores(found, numbers) / UNIT - wanted).max() < 0.05


def test_it_learns_what_no_sum_can_say(monkeypatch: pytest.MonkeyPatch) -> None:
    sparse = pytest.importorskip("scipy.sparse")
    monkeypatch.setattr(network, "PASSES", 60)
    flags = np.array([[1, a, b] for a in (0, 1) for b in (0, 1)] * 200, dtype=np.float32)
    kinds = [int(a != b) for _, a, b in flags]
    numbers, weights = np.zeros((len(kinds), 1), dtype=np.float32), [1.0] * len(kinds)
    layers = network.fit(sparse.csr_matrix(flags), numbers, kinds, weights, 2)
    again = network.fit(sparse.csr_matrix(flags), numbers, kinds, weights, 2)
    assert np.array_equal(layers.deep, again.deep)
    inputs = np.hstack([flags, numbers, np.ones_like(numbers)])
    hidden = np.maximum(inputs @ layers.deep, 0)
    told = np.hstack([flags, numbers]) @ layers.wide + hidden @ layers.out
    assert told.argmax(axis=1).tolist() == kinds
