"""A page in one file: a readable part of the graph, drawn by pyvis, that needs no network."""
