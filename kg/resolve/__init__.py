"""From names in papers to nodes of the graph: keys, tables, abbreviations, homonyms, families, review."""
