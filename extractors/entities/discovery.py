"""From words to entities: all sources put together, types decided, forms grouped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractors.entities.abbreviations import Definition, definitions
from extractors.entities.contexts import Evidence, load_contexts, sentence_text
from extractors.entities.heads import load_heads
from extractors.entities.keys import key
from extractors.entities.models import load_pieces, model_names
from extractors.entities.names import Name, Strength, load_generic, possible_names
from extractors.entities.phrases import load_phrases
from extractors.entities.spans import Found, disjoint
from extractors.entities.vocabulary import Match, Trie
from extractors.entities.words import JOINS, Words
from extractors.lexicon import Lexicon, Vote
from ontology.types import EntityType

Placed = tuple[int, int, str]
"""First word, last word (exclusive), rule."""

RANK_USER, RANK_VOCABULARY, RANK_AMBIGUOUS, RANK_LEXICON = 90, 40, 6, 18
RANK_DEFINED, RANK_LAST_WORD = 60, 24
VOTING = 28
"""Least rank of a context whose word counts beyond its own paper."""

_REPORT = re.compile(
    r"\d|improv|reduc|increas|decreas|lower|higher|better|boost|outperform|enhanc|minimi|maximi|sacrific|cut|save|saving|"
    r"gain|superior|compar|accelerat|faster|achiev|degrad|drop|without|preserv|maintain|surpass|exceed|less|fewer|more|best|state-of-the-art|shrink|lessen|slash|trim"
)


class Group(NamedTuple):
    """An entity in words: its type and its places."""

    type: EntityType
    places: list[Placed]


class Discovery:
    """All rules, loaded once."""

    def __init__(self, trie: Trie) -> None:
        self._trie = trie
        self._pieces = load_pieces()
        self._generic = load_generic(self._pieces.outside)
        self._heads = load_heads()
        self._contexts = load_contexts(self._heads)
        self._phrases = load_phrases()

    def votes(self, words: Words) -> Iterator[Vote]:
        """Strong contexts, one vote for each form."""
        names = possible_names(words, self._generic)
        best: dict[str, Evidence] = {}
        for name, evidence in zip(names, self._contexts.evidence(words, names), strict=True):
            form = words.slice(name.first, name.last)
            for item in evidence:
                if item.rank >= VOTING and (form not in best or item.rank > best[form].rank):
                    best[form] = item
        for form, item in best.items():
            yield Vote(form, item.type, item.rule)

    def entities(self, words: Words, lexicon: Lexicon) -> list[tuple[EntityType, list[Placed]]]:
        """All entities in order of first mention."""
        known = [*self._vocabulary(words), *model_names(words, self._pieces), *self._phrases.find(words)]
        known = [self._keyed(words, item) for item in known if self._bounded(words, item)]
        named = self._named(words, lexicon, known)
        defined, links = self._defined(words, known, named)
        everything = [*known, *named, *defined]
        repeated = self._repeated(words, [*named, *defined])
        kept = disjoint([*everything, *repeated])
        return list(self._grouped(words, kept, links))

    def _vocabulary(self, words: Words) -> Iterator[Found]:
        for match in self._trie.matches(words):
            rank = {"user": RANK_USER, "ambiguous": RANK_AMBIGUOUS}.get(match.entry.group, RANK_VOCABULARY)
            if match.entry.group == "generic" and not self._generic_fits(words, match):
                continue
            if match.entry.group == "formats":
                continue
            if rank == RANK_AMBIGUOUS:
                continue
            yield Found(
                match.first,
                match.last,
                match.entry.type,
                f"vocabulary:{match.entry.group}",
                key(match.entry.name),
                rank,
            )

    def _generic_fits(self, words: Words, match: Match) -> bool:
        after = words.low[match.last] if match.last < len(words) and words.gap[match.last] == " " else ""
        if match.entry.type is EntityType.TASK:
            return after in ("task", "tasks", "benchmarks", "benchmark")
        return False

    def _keyed(self, words: Words, item: Found) -> Found:
        return item if item.key else item._replace(key=key(words.slice(item.first, item.last)))

    def _bounded(self, words: Words, item: Found) -> bool:
        """Not inside a hyphenated name of its own ("LoRA" in "LoRA-Pro")."""
        if words.glued_right(item.last - 1) and words.low[item.last] not in self._pieces.outside:
            return False
        return not words.glued_left(item.first) or words.low[item.first - 1] in _PREFIXES

    def _named(self, words: Words, lexicon: Lexicon, known: list[Found]) -> list[Found]:
        names = possible_names(words, self._generic)
        evidence: dict[str, list[Evidence]] = defaultdict(list)
        strength: dict[str, Strength] = {}
        for name, items in zip(names, self._contexts.evidence(words, names), strict=True):
            form = words.slice(name.first, name.last)
            evidence[form] += items
            evidence[form] += self._about(words, name, lexicon)
            strength[form] = max(strength.get(form, Strength.OPENING), name.strength)
        found = []
        for name in names:
            form = words.slice(name.first, name.last)
            best = max(evidence[form], key=lambda e: e.rank, default=None)
            if best is not None and _accepted(best, evidence[form], strength[form]):
                found.append(
                    Found(name.first, name.last, best.type, f"context:{best.rule}", key(form), best.rank)
                )
        return found

    def _about(self, words: Words, name: Name, lexicon: Lexicon) -> Iterator[Evidence]:
        if (kind := lexicon.get(words.slice(name.first, name.last))) is not None:
            yield Evidence(kind, RANK_LEXICON, "lexicon", True)
        if name.first == 0 and name.last < len(words) and words.gap[name.last].startswith(":"):
            described = self._heads.describe(words, name.last + (words.low[name.last] in ("a", "an", "the")))
            yield Evidence(
                described[0] if described else EntityType.METHOD, 20 if described else 7, "title", True
            )
        if name.last - name.first > 1 and name.strength is Strength.TITLE:
            kind = self._heads.by_last_word(words, name.first, name.last)
            if kind is not None:
                yield Evidence(kind, RANK_LAST_WORD, "last-word", True)

    def _defined(
        self, words: Words, known: list[Found], named: list[Found]
    ) -> tuple[list[Found], dict[str, str]]:
        at: dict[tuple[int, int], Found] = {}
        for item in [*named, *known]:
            at[item.first, item.last] = max(at.get((item.first, item.last), item), item, key=lambda f: f.rank)
        found: list[Found] = []
        links: dict[str, str] = {}
        for long, short in definitions(words):
            kind, rule = self._definition_type(words, at, Definition(long, short))
            if kind is None:
                continue
            long_key = at[long].key if long in at else key(words.slice(*long))
            short_key = key(words.slice(*short))
            links[short_key] = long_key
            found.append(Found(*long, kind, rule, long_key, RANK_DEFINED))
            found.append(Found(*short, kind, rule, short_key, RANK_DEFINED))
        return found, links

    def _definition_type(
        self, words: Words, at: dict[tuple[int, int], Found], pair: Definition
    ) -> tuple[EntityType | None, str]:
        if self._generic.excludes(words.slice(*pair.long)):
            return None, ""
        options = [at[span] for span in pair if span in at]
        if options:
            best = max(options, key=lambda f: f.rank)
            return best.type, f"abbreviation:{best.rule}"
        if self._generic.excludes(words.slice(*pair.short)):
            return None, ""
        kind = self._heads.by_last_word(words, *pair.long)
        return kind, "abbreviation"

    def _repeated(self, words: Words, named: Iterable[Found]) -> list[Found]:
        """Other places of accepted names, in the same case or, of several words, in any."""
        forms: dict[str, list[tuple[list[str], list[str], Found]]] = defaultdict(list)
        for item in named:
            low = words.low[item.first : item.last]
            forms[low[0]].append((low, words.form[item.first : item.last], item))
        found = []
        for index, word in enumerate(words.low):
            for low, form, item in forms.get(word, ()):
                last = index + len(low)
                if words.low[index:last] != low or index == item.first:
                    continue
                if len(low) == 1 and words.form[index] != form[0]:
                    continue
                if any(words.gap[k] not in JOINS for k in range(index + 1, last)):
                    continue
                repeat = item._replace(first=index, last=last)
                if self._bounded(words, repeat):
                    found.append(repeat)
        return found

    def _grouped(
        self, words: Words, kept: list[Found], links: dict[str, str]
    ) -> Iterator[tuple[EntityType, list[Placed]]]:
        groups: dict[str, list[Found]] = defaultdict(list)
        for item in kept:
            name = item.key
            for _ in range(3):
                name = links.get(name, name)
            groups[name].append(item)
        for items in groups.values():
            best = max(items, key=lambda f: (f.rank, -f.first))
            kind = best.type
            if kind is EntityType.METRIC:
                items = [i for i in items if _REPORT.search(sentence_text(words, i.first))]
            if items and kind is not None:
                yield kind, [(i.first, i.last, i.rule) for i in items]


_PREFIXES = frozenset("non pre post based vanilla standard naive fine self-supervised state our and".split())


def _accepted(best: Evidence, evidence: list[Evidence], strength: Strength) -> bool:
    if any(item.strong for item in evidence):
        return True
    if strength is Strength.STRONG:
        return best.rank >= 8
    return strength is Strength.TITLE and best.rank >= 10
