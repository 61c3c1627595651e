"""Cypher over a derived Ladybug index: reading clauses only, in a process of its own (extra: cypher)."""
