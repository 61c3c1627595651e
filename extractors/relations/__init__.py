"""Relations between entities, with their numbers, by rules kept as data."""

from extractors.relations.extractor import RelationExtractor

__all__ = ["RelationExtractor"]
