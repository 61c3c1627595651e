"""The network and how it is trained; every figure of a training run stands here."""

from __future__ import annotations

from typing import Any, NamedTuple

META = {
    "name": "kg_english",
    "version": "1.0.0",
    "description": "Tags and parses machine-learning abstracts; see MODEL_CARD.md",
    "license": "CC BY-SA 4.0",
}

WIDTH = 96
_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
_TAGGER = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": _LISTENER}

PIPES: dict[str, dict[str, Any]] = {
    "tok2vec": {
        "model": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": WIDTH,
                "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"],
                "rows": [5000, 1000, 2500, 2500, 50],
                "include_static_vectors": False,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": WIDTH,
                "depth": 4,
                "window_size": 1,
                "maxout_pieces": 3,
            },
        }
    },
    "tagger": {"model": _TAGGER, "label_smoothing": 0.05},
    "morphologizer": {"model": _TAGGER, "label_smoothing": 0.05},
    "parser": {
        "min_action_freq": 30,
        "model": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": "parser",
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "nO": None,
            "tok2vec": _LISTENER,
        },
    },
}
"""spaCy configuration of each pipe, in order; the morphologizer learns parts of speech only."""


class Schedule(NamedTuple):
    """How long and how fast. ``words_first`` and ``words_last`` bound the growing batches."""

    steps: int = 6000
    seed: int = 7
    learn_rate: float = 0.002
    warm_up: int = 150
    dropout: float = 0.1
    words_first: int = 300
    words_last: int = 1000
    growth: float = 1.001
    evaluate_every: int = 1000

    def batch_words(self, step: int) -> int:
        """Words in the batch of ``step``."""
        return int(min(self.words_last, self.words_first * self.growth**step))

    def rate(self, step: int) -> float:
        """Learning rate of ``step``: linear warm-up, then linear fall to a tenth at the last step."""
        if step < self.warm_up:
            return self.learn_rate * (step + 1) / self.warm_up
        done = (step - self.warm_up) / max(1, self.steps - self.warm_up)
        return self.learn_rate * (1 - 0.9 * done)


EXCHANGE_RATES = (0.0, 0.3, 0.5)
"""Share of open-class words that a training document has exchanged; drawn for each document and pass."""

NAME_RATE = 0.15
"""Share of simple noun phrases that become one made-up name in such a document."""
BRACKET_RATE = 0.04
"""Share of nouns behind which a short form in brackets is put."""

DOCUMENT_SENTENCES = (1, 1, 2, 3, 4, 5, 6)
"""Lengths of training documents, drawn alike."""

REPEATS = {"GUM_academic": 2}
"""Documents whose name starts so are seen that often in each pass."""
DOMAIN_REPEATS = 8
"""How often each pass sees the sentences of our own (``domain.conllu``)."""
