"""SPARQL over the graph: an Oxigraph index beside the store, guarded and limited."""
