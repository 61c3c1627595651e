"""The columns of the tables between the stages, and of the result, in Spark's own notation."""

from __future__ import annotations

ABOUT = "fingerprint string"
"""Of the rules that made all other tables."""

READ = "id string, title_id string, record string, source string, reason string"
"""A line that was read: a paper's record, or (``reason``) why it is none."""

PAPERS = "id string, record string"
VOTES = "form string, type string, paper string"
LEXICON = "form string, type string"
READINGS = "id string, record string, extraction binary, error string"

NAMES = (
    "paper string, e int, type string, fits int, proposes boolean, forms string, keys string, split string"
)
"""An entity of a paper with all that resolution looks at; ``keys`` is JSON."""

PAIRS = "short string, long string"
"""Abbreviations that one paper votes for."""

CLUSTERED = f"{NAMES}, cluster string"

SETTLED = (
    "cluster string, type string, fits int, proposer string, node string, node_type string, name string, "
    "aliases array<string>, suffix string, lineage array<string>"
)
"""What a cluster decides: where its rows go (``type`` set), and its nodes (``type`` null)."""

EVIDENCE = (
    "id string, subject string, predicate string, object string, qualifiers string, "
    "paper string, start int, end int, rule string, how int, spans string"
)
"""One piece of evidence with its claim."""

STATEMENTS = (
    "id string, subject string, predicate string, object string, qualifiers string, "
    "belief string, papers array<string>, derived boolean"
)
