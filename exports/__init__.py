"""Graph in; RDF, SPARQL, tables, pages and the explorer out."""
