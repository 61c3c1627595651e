"""Counts of sightings per form, in papers, with a few contexts to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.mining.sightings import Sighting
from ontology.types import EntityType

AROUND = 40
"""Characters of text shown on either side of a context."""
WINDOW = 20_000
"""Papers after which forms seen once are forgotten, as in lossy counting (Manku and Motwani 2002,
"Approximate frequency counts over data streams"): memory follows the frequent forms, not the corpus, and a
count is too low by one per window at most."""


class Candidate(NamedTuple):
    """A form, in how many papers each type was said of it, by which rules, and examples."""

    form: str
    papers: int
    types: tuple[tuple[str, int], ...]
    rules: tuple[tuple[str, int], ...]
    short_forms: tuple[tuple[str, int], ...]
    examples: tuple[str, ...]


@dataclass(slots=True)
class _Count:
    papers: int = 0
    types: Counter[EntityType] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    short_forms: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)


class Tally:
    """Sums over papers; each paper counts once per form, type, rule and short form."""

    def __init__(self, examples: int) -> None:
        self._examples = examples
        self._counts: dict[str, _Count] = {}
        self._papers = 0

    def add(self, text: str, found: Iterable[Sighting]) -> None:
        """Count one paper."""
        by_form: dict[str, list[Sighting]] = {}
        for sighting in found:
            by_form.setdefault(sighting.form, []).append(sighting)
        for form, group in by_form.items():
            self._add_form(self._counts.setdefault(form, _Count()), text, group)
        self._papers += 1
        if self._papers % WINDOW == 0:
            self._counts = {form: count for form, count in self._counts.items() if count.papers > 1}

    def _add_form(self, count: _Count, text: str, group: list[Sighting]) -> None:
        count.papers += 1
        count.types.update({s.type for s in group if s.type})
        count.rules.update({s.rule for s in group})
        count.short_forms.update({s.other for s in group if s.other})
        if len(count.examples) < self._examples:
            count.examples.append(_example(text, group[0]))

    def candidates(self, least: int) -> Iterator[Candidate]:
        """Forms seen in at least ``least`` papers, the most frequent first."""
        often = ((form, c) for form, c in self._counts.items() if c.papers >= least)
        for form, count in sorted(often, key=lambda pair: (-pair[1].papers, pair[0])):
            yield Candidate(
                form,
                count.papers,
                _ranked(count.types),
                _ranked(count.rules),
                _ranked(count.short_forms),
                tuple(count.examples),
            )


def _ranked(counter: Counter[EntityType] | Counter[str]) -> tuple[tuple[str, int], ...]:
    pairs = ((str(key), n) for key, n in counter.items())
    return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))


def _example(text: str, sighting: Sighting) -> str:
    around = text[max(0, sighting.start - AROUND) : sighting.end + AROUND]
    return " ".join(around.split())
