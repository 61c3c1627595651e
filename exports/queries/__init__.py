"""The queries of the gallery, as files."""
