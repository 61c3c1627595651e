"""Papers in, extractions out. The only place that imports spaCy."""
