"""Candidates for the vocabularies, mined from any corpus by strong patterns and counted per paper.

Nothing mined enters a vocabulary by itself: the table is there to be read by a person.
"""

from extractors.mining.mine import mine, table
from extractors.mining.sightings import Sighting, sightings
from extractors.mining.tally import Candidate

__all__ = ["Candidate", "Sighting", "mine", "sightings", "table"]
