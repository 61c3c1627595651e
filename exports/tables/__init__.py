"""The graph as tables: nodes, edges, evidence, results."""
