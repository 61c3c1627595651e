"""The learned chooser: which of the names that might be meant are entities of the paper, and of which type.

Rules propose (:mod:`extractors.entities.discovery`); a small network that was fitted on annotated
abstracts weighs their proposals and the phrases that no rule proposed, with the rules' opinion as one of its
features. Way of the data: :mod:`spans` (where a name may stand) -> :mod:`features` (what speaks for it) and
:mod:`usage` (how a corpus uses it) -> :mod:`model` (weights, in whole numbers) -> :mod:`choice` (disjoint
names). :mod:`train` and :mod:`network` fit it; :mod:`show` prints its linear weights.
"""

from extractors.entities.chooser.choice import SURE, Chooser

CHOOSER = __name__

__all__ = ["CHOOSER", "SURE", "Chooser"]
