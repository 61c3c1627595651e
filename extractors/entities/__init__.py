"""Entities: what a title and an abstract name."""

from extractors.entities.recognizer import EntityRecognizer

__all__ = ["EntityRecognizer"]
