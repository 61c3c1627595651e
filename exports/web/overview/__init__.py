"""The map of the whole graph: communities, places, and the file that keeps them beside the graph."""
