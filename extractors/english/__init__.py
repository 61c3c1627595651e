"""Our English pipeline: tokenizer, sentence rule, tagger, parser and lemmas for machine-learning text."""

from extractors.english.pipeline import English

__all__ = ["English"]
