"""From weighed forms to names: the likeliest first, none over another, long ones before their parts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from extractors.entities.abbreviations import Definition
from extractors.entities.chooser.features import parts
from extractors.entities.chooser.forms import forms
from extractors.entities.chooser.model import (
    CLASSES,
    UNIT,
    Model,
    data_fingerprint,
    load_model,
    numbers_of,
    probabilities,
)
from extractors.entities.chooser.spans import Proposed, Span
from extractors.entities.chooser.text import Text
from extractors.entities.chooser.usage import UNIT as USAGE_UNIT
from extractors.entities.keys import key
from extractors.entities.spans import CERTAIN, Found
from extractors.entities.words import Words
from ontology.types import EntityType


class Least(NamedTuple):
    """Least probabilities of being an entity, in percent; a measure by which a text reports is what readers
    leave out most, so less is enough where a metric is the likeliest type."""

    any: int
    metric: int

    def met(self, kind: EntityType, chance: int) -> bool:
        """Whether this probability is enough for a name whose likeliest type is ``kind``."""
        return chance >= (self.metric if kind is EntityType.METRIC else self.any)


SURE = Least(56, 46)
"""From here on a name is an entity without more ado."""
DOUBT = Least(45, 32)
"""From here on a name is doubtful: it stays if the text states something of it."""
HOPELESS = 3500
"""So far below "no entity", all types together are less than 25 % likely (they are 7: e**3.5 > 33)."""
WORD, GLUED = 3.0, 4.0
"""By how much (logarithm of odds) each word more, and each hyphen inside, brings a name forward: how likely
a form is says nothing of the one place where a longer name holds it."""
LEAST_ODDS = 1e-9
USER = "vocabulary:user"
RULE = "chosen"
"""Rule id of names that no rule proposed, or proposed as something else."""


class _Option(NamedTuple):
    """Sorts by doubt, rank, then place: a doubtful name takes no place from a sure one."""

    doubtful: bool
    rank: float
    place: Span
    type: EntityType
    chance: int


class Chooser:
    """The model, loaded once; pure in the text and what the rules found in it."""

    def __init__(self, model: Model, fingerprint: str, doubt: Least = DOUBT) -> None:
        self._model = model
        self._doubt = doubt
        self.fingerprint = fingerprint
        """Changes with any weight."""

    @classmethod
    def load(cls) -> Chooser:
        """The shipped model."""
        return cls(load_model(), data_fingerprint())

    def explain(self, words: Words) -> Iterator[str]:
        """What is most for and against a form: linear weights of it, if it was seen often enough, of its
        last and first word; and what its places in the corpus speak for. What the hidden layer makes of them
        together depends on the place and is not told."""
        form = " ".join(words.low)
        if self._model.weights(f"form={form}") is not None:
            for name in (f"form={form}", f"last={words.low[-1]}", f"first={words.low[0]}"):
                if (weights := self._model.weights(name)) is not None:
                    yield f"learned: {name}: {_extremes(weights, UNIT)}"
        if (use := self._model.usage.means(form)) is not None:
            yield f"learned: use in the corpus: {_extremes(use, USAGE_UNIT)}"

    def choose(self, words: Words, names: Sequence[Found], pairs: Sequence[Definition]) -> list[Found]:
        """The entities' names, in text order, disjoint; their rank is how likely they are, in percent.

        Args:
            words: of the paper.
            names: what the rules found, in text order, disjoint.
            pairs: the abbreviations that the paper defines.
        """
        proposed = Proposed.of(words, names)
        text = Text.of(words, proposed, pairs)
        taken = [False] * len(words)
        chosen = []
        for option in sorted((*self._told(text), *self._options(text))):
            first, last = option.place
            if not any(taken[first:last]):
                taken[first:last] = [True] * (last - first)
                chosen.append(self._name(text, option))
        return sorted(chosen)

    def _options(self, text: Text) -> Iterator[_Option]:
        model = self._model
        rows = model.vectors.rows(text.words)
        found = forms(model.gate, text, rows)
        if not found:
            return
        numbers = numbers_of(model.vectors, model.usage, text, rows, found)
        scores = model.scores([parts(text, places) for places in found], numbers)
        likely = np.flatnonzero(scores[:, 0] - scores[:, 1:].max(axis=1) < HOPELESS).tolist()
        for index in likely:
            chances = probabilities(scores[index].tolist())
            kind = CLASSES[max(range(1, len(CLASSES)), key=chances.__getitem__)]
            chance = int(100 * (1 - chances[0]))
            if kind is not None and self._doubt.met(kind, chance):
                odds = math.log(max(chances[0] / (1 - chances[0]), LEAST_ODDS))
                for place in found[index]:
                    rank = odds - _length(text.words, place)
                    yield _Option(not SURE.met(kind, chance), rank, place, kind, chance)

    @staticmethod
    def _told(text: Text) -> Iterator[_Option]:
        """What the user's own vocabulary holds is taken as it is."""
        for name in text.proposed.names:
            if name.rule == USER and name.type is not None:
                yield _Option(False, -math.inf, (name.first, name.last), name.type, CERTAIN)

    @staticmethod
    def _name(text: Text, option: _Option) -> Found:
        (first, last), kind = option.place, option.type
        index = text.proposed.by_span.get(option.place, -1)
        if index < 0:
            return Found(first, last, kind, RULE, key(text.words.slice(first, last)), option.chance)
        name = text.proposed.names[index]._replace(rank=option.chance)
        return name if name.type is kind else name._replace(type=kind, rule=f"{RULE}:{name.rule}")


def _length(words: Words, place: Span) -> float:
    inner = range(place[0] + 1, place[1])
    return WORD * len(inner) + GLUED * sum(map(words.glued_left, inner))


def _extremes(weights: Sequence[int], unit: int) -> str:
    told = sorted(zip(weights, CLASSES, strict=True), key=lambda pair: -pair[0])
    return ", ".join(f"{weight / unit:+.2f} {kind or 'no entity'}" for weight, kind in (told[0], told[-1]))
