"""Questions to a graph, whether it lies in a file or in memory."""
