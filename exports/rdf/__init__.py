"""The graph as RDF: direct triples, statement nodes, sentences as Web Annotations."""
