"""From words to entities: all sources put together, types decided, forms grouped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from extractors.entities.abbreviations import Definition, definitions
from extractors.entities.boundaries import with_vendor, without_use, without_vendor
from extractors.entities.chooser import Chooser
from extractors.entities.contexts import Evidence, is_list, lists, load_contexts
from extractors.entities.deciding import RESOURCES, Named, accepted, grouped, named, settled, type_of
from extractors.entities.heads import load_heads
from extractors.entities.keys import key
from extractors.entities.linking import defined_links, spelled_links, things
from extractors.entities.listed import load_listed
from extractors.entities.metrics import load_metrics
from extractors.entities.models import load_pieces, model_names
from extractors.entities.names import Name, Strength, is_strong, load_generic, possible_names
from extractors.entities.openphrases import load_open_phrases
from extractors.entities.phrases import load_phrases
from extractors.entities.roles import Roles, load_roles
from extractors.entities.spans import Found, disjoint
from extractors.entities.variants import parts as variant_parts
from extractors.entities.variants import variant
from extractors.entities.vocabulary import Trie
from extractors.entities.words import JOINS, Words
from extractors.lexicon import Lexicon, Vote
from ontology.types import EntityType

RANK_USER, RANK_VOCABULARY, RANK_AMBIGUOUS, RANK_LEXICON = 90, 40, 6, 18
RANK_DEFINED, RANK_LAST_WORD, RANK_SUFFIX = 60, 24, 25
RANK_MATE, RANK_ENUMERATED, RANK_FAMILY = 29, 13, 14
VOTING = 28
"""Least rank of a context whose word counts beyond its own paper."""


class Discovery:
    """All rules, loaded once."""

    def __init__(self, trie: Trie, chooser: Chooser | None = None) -> None:
        self._trie = trie
        self._chooser = chooser
        self._pieces = load_pieces()
        self._generic = load_generic(self._pieces.outside)
        self._heads = load_heads()
        self._contexts = load_contexts(self._heads)
        self._phrases = load_phrases()
        self._listed = load_listed()
        self._open = load_open_phrases()
        self._roles: Roles = load_roles()
        self._metrics = load_metrics()

    def votes(self, words: Words) -> Iterator[Vote]:
        """Strong contexts, one vote for each form."""
        names = possible_names(words, self._generic)
        best: dict[str, Evidence] = {}
        for name, evidence in zip(names, self._contexts.evidence(words, names), strict=True):
            if name.strength is Strength.OPENING:
                continue
            form = words.slice(name.first, name.last)
            for item in evidence:
                if item.rank >= VOTING and (form not in best or item.rank > best[form].rank):
                    best[form] = item
        for form, item in best.items():
            yield Vote(form, item.type, item.rule)

    def explain(self, form: str) -> Iterator[str]:
        """What the grammars and the shape say of a form that stands alone."""
        words = Words(form)
        for item in sorted(self._everything_known(words), key=lambda f: -f.rank):
            if (item.first, item.last) == (0, len(words)) and not item.rule.startswith("vocabulary"):
                yield f"rule {item.rule}: {item.type}"
        if len(words) and is_strong(words, 0, len(words)):
            yield "shape: a coined name; its context tells the type"

    def learned(self, form: str) -> list[str]:
        """What the chooser has learned of a form and of its words."""
        return [] if self._chooser is None else list(self._chooser.explain(Words(form)))

    def entities(self, words: Words, lexicon: Lexicon) -> list[Named]:
        """All entities in order of first mention, the doubtful ones among them."""
        names, links, pairs = self.names(words, lexicon)
        if self._chooser is not None:
            names = self._chooser.choose(words, names, pairs)
            links = {**links, **defined_links(words, names, pairs)}
        links |= spelled_links(words, names, links)
        groups = things(words, names, links)
        return [named(items, chosen=self._chooser is not None) for items in groups]

    def names(self, words: Words, lexicon: Lexicon) -> tuple[list[Found], dict[str, str], list[Definition]]:
        """What the rules find: names in text order, equal in key and type if of one thing; the links from
        keys of short forms to keys of long ones; the abbreviations that the paper defines."""
        sure = list(self._everything_known(words))
        known = list(self._known(words, sure))
        ends = {item.last for item in known if not _lengthens(item)}
        known += [self._trimmed(words, i) for i in self._open.find(words) if i.last not in ends]
        known += [self._trimmed(words, i) for i in self._listed.headed(words) if i.last not in ends]
        known += [self._trimmed(words, i) for i in self._title_tasks(words) if i.last not in ends]
        pairs = definitions(words)
        named = self._named(words, lexicon, known, pairs, variant_parts(sure, RANK_VOCABULARY))
        defined, links = self._defined(words, known, named, pairs)
        repeated = self._repeated(words, [*named, *defined])
        kept = self._roles.keep(words, disjoint([*known, *named, *defined, *repeated]))
        return sorted(self._settled(words, grouped(kept, links))), links, pairs

    def _known(self, words: Words, items: Iterable[Found]) -> Iterator[Found]:
        for item in items:
            trimmed = self._trimmed(words, item)
            if self._bounded(words, trimmed):
                yield trimmed

    def _trimmed(self, words: Words, item: Found) -> Found:
        """In the boundaries that the guidelines ask for, with a key."""
        if item.type is EntityType.METRIC:
            item = self._metrics.trim(words, item)
        elif item.type is EntityType.METHOD:
            item = without_use(words, item)
        elif item.type is EntityType.MODEL:
            item = without_vendor(words, item)
        elif item.type is EntityType.TASK:
            item = self._roles.trim(words, item)
        elif item.type is EntityType.HARDWARE:
            item = with_vendor(words, item)
        return item if item.key else item._replace(key=key(words.slice(item.first, item.last)))

    def _everything_known(self, words: Words) -> Iterator[Found]:
        for match in self._trie.matches(words):
            group = match.entry.group
            rank = {"user": RANK_USER, "ambiguous": RANK_AMBIGUOUS}.get(group, RANK_VOCABULARY)
            yield Found(
                match.first, match.last, match.entry.type, f"vocabulary:{group}", key(match.entry.name), rank
            )
        yield from model_names(words, self._pieces)
        yield from self._phrases.find(words)
        yield from self._listed.find(words)

    def _bounded(self, words: Words, item: Found) -> bool:
        """Not inside a hyphenated name of its own ("LoRA" in "LoRA-Pro")."""
        if words.glued_right(item.last - 1) and words.form[item.last] not in self._pieces.outside:
            return False
        return not words.glued_left(item.first) or words.low[item.first - 1] in _PREFIXES

    def _named(
        self,
        words: Words,
        lexicon: Lexicon,
        known: list[Found],
        pairs: list[Definition],
        parts: dict[tuple[int, bool], EntityType],
    ) -> list[Found]:
        tasks = {(i.first, i.last) for i in known if i.type is EntityType.TASK}
        names = [n for n in possible_names(words, self._generic) if (n.first, n.last) not in tasks]
        resources = {
            (i.first, i.last): i.type for i in known if i.type in RESOURCES and i.rank >= RANK_VOCABULARY
        }
        surroundings = self._contexts.evidence(words, names)
        self._add_mates(words, names, surroundings, known)
        shorts = {pair.short for pair in pairs}
        evidence: dict[str, list[Evidence]] = defaultdict(list)
        strength: dict[str, Strength] = {}
        for name, items in zip(names, surroundings, strict=True):
            form = words.slice(name.first, name.last)
            bracketed = (name.first, name.last) in shorts
            evidence[form] += [e for e in items if not (bracketed and e.rule == "our")]
            evidence[form] += self._about(words, name, lexicon)
            evidence[form] += variant(words, name, parts)
            strength[form] = max(strength.get(form, Strength.OPENING), name.strength)
        found = []
        for name in names:
            form = words.slice(name.first, name.last)
            best = max(evidence[form], key=lambda e: e.rank, default=None)
            if best is not None and accepted(evidence[form], strength[form]):
                best = settled(best, evidence[form])
                held = resources.get((name.first, name.last))
                if held is not None and best.type in RESOURCES:
                    best = best._replace(type=held)
                found.append(
                    Found(name.first, name.last, best.type, f"context:{best.rule}", key(form), best.rank)
                )
        return found

    def _add_mates(
        self, words: Words, names: list[Name], surroundings: list[list[Evidence]], known: list[Found]
    ) -> None:
        """Members of one list are of one type: those that are known tell the others."""
        types = {(item.first, item.last): item.type for item in known if item.rank >= RANK_VOCABULARY}
        for group in lists(words, names):
            told = {types[span] for i in group if (span := (names[i].first, names[i].last)) in types}
            kind = told.pop() if len(told) == 1 else None
            if kind is not None and is_list(words, names, group):
                for index in group:
                    surroundings[index].append(Evidence(kind, RANK_MATE, "list", False))

    def _about(self, words: Words, name: Name, lexicon: Lexicon) -> Iterator[Evidence]:
        if (kind := lexicon.get(words.slice(name.first, name.last))) is not None:
            yield Evidence(kind, RANK_LEXICON, "lexicon", True)
        colon = name.last < len(words) and words.gap[name.last].startswith(":")
        if colon and name.first == 0:
            yield self._titled(words, name.last)
        elif colon and words.gap[name.first].endswith(") "):
            yield Evidence(EntityType.METHOD, RANK_ENUMERATED, "enumerated", True)
        form = words.form[name.last - 1]
        if name.strength is Strength.STRONG and form.lower().endswith(_BENCHMARK_ENDINGS):
            yield Evidence(EntityType.BENCHMARK, RANK_SUFFIX, "suffix", True)
        if name.strength is Strength.STRONG and form.lower().endswith(_MODEL_ENDINGS):
            yield Evidence(EntityType.MODEL, RANK_FAMILY, "family", False)
        if name.last - name.first > 1 and name.strength is Strength.TITLE:
            kind = self._heads.by_last_word(words, name.first, name.last)
            if kind is not None and words.low[name.last - 1] not in _CLASSES:
                yield Evidence(kind, RANK_LAST_WORD, "last-word", True)

    def _titled(self, words: Words, first: int) -> Evidence:
        """What a title says behind the colon."""
        if words.low[first] in _EVALUATING:
            return Evidence(EntityType.BENCHMARK, 15, "title", True)
        kind = self._heads.describe(words, first + (words.low[first] in ("a", "an", "the")))
        if kind in (None, EntityType.TASK, EntityType.METRIC):
            return Evidence(EntityType.METHOD, 7, "title", True)
        return Evidence(kind, 20, "title", True)

    def _title_tasks(self, words: Words) -> Iterator[Found]:
        """What a title says that its item is for: "... for Traffic Video Interpretation"."""
        stops = [i for i, low in enumerate(words.low) if words.sentence[i] == 0 and low == "for"]
        for index in stops:
            last = first = index + 1
            while last < len(words) and words.sentence[last] == 0 and words.form[last][0].isupper():
                if last > first and words.gap[last] not in JOINS:
                    break
                last += 1
            while first < last and words.low[first] in self._generic.openers and not words.glued_right(first):
                first += 1
            ended = last == len(words) or words.sentence[last] or words.low[last] in _AFTER_TASK
            kind = self._heads.by_last_word(words, first, last) if last - first > 1 else None
            if ended and kind is EntityType.TASK and last - first < 6:
                yield Found(first, last, EntityType.TASK, "title-task", "", RANK_ENUMERATED)

    def _defined(
        self, words: Words, known: list[Found], named: list[Found], pairs: list[Definition]
    ) -> tuple[list[Found], dict[str, str]]:
        at: dict[tuple[int, int], Found] = {}
        for item in [*named, *known]:
            at[item.first, item.last] = max(at.get((item.first, item.last), item), item, key=lambda f: f.rank)
        found: list[Found] = []
        links: dict[str, str] = {}
        ends = {item.last: item.first for item in reversed(known)}
        capitals = {item.last: item.first for item in named if item.last - item.first > 1}
        for long, short in pairs:
            if long not in at and (start := ends.get(long[1], long[0])) < long[0]:
                long = (start, long[1])
            if (start := capitals.get(long[1], long[0])) < long[0] and words.form[long[0]][0].isupper():
                long = (start, long[1])
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
            best = max(options, key=lambda f: (f.type is EntityType.TASK and f.rule == "phrase", f.rank))
            if (
                best.rule.startswith("context")
                and words.slice(*pair.long).islower()
                and not _introduced(best.rule)
            ):
                return self._by_long_form(words, pair), "abbreviation"
            kind = self._heads.by_last_word(words, *pair.long)
            if (
                kind is not None
                and best.rank < RANK_LAST_WORD
                and best.rule.endswith(("results-on", "rival"))
            ):
                return kind, "abbreviation"
            return best.type, f"abbreviation:{best.rule}"
        if self._generic.excludes(words.slice(*pair.short)):
            return None, ""
        return self._by_long_form(words, pair), "abbreviation"

    def _by_long_form(self, words: Words, pair: Definition) -> EntityType | None:
        """By its last words; several models are a class of models."""
        kind = self._heads.by_last_word(words, *pair.long)
        last = words.low[pair.long[1] - 1]
        return None if last in _CLASSES or (kind is EntityType.MODEL and last.endswith("s")) else kind

    def _repeated(self, words: Words, named: Iterable[Found]) -> list[Found]:
        """Other places of accepted names, in the same case or, of several words, in any."""
        forms: dict[str, list[tuple[list[str], list[str], Found]]] = defaultdict(list)
        distinct = {
            (words.slice(i.first, i.last), i.type, i.key, i.rank): i for i in sorted(named, reverse=True)
        }
        for item in distinct.values():
            low = words.low[item.first : item.last]
            forms[low[0]].append((low, words.form[item.first : item.last], item))
        found = []
        for index, word in enumerate(words.low):
            for low, form, item in forms.get(word, ()):
                last = index + len(low)
                if index == item.first or not _same_words(words.low[index:last], low):
                    continue
                if not _same_words(words.form[index:last], form) and not _same_name(
                    words, index, len(low), item
                ):
                    continue
                if any(words.gap[k] not in JOINS for k in range(index + 1, last)):
                    continue
                repeat = item._replace(first=index, last=last)
                if self._bounded(words, repeat) and not self._generic.excludes(words.slice(index, last)):
                    found.append(repeat)
        return found

    def _settled(self, words: Words, groups: Mapping[str, list[Found]]) -> Iterator[Found]:
        for name, items in groups.items():
            kind = type_of(items)
            if kind is EntityType.METRIC and not any(
                "propose" in i.rule or "apposition" in i.rule for i in items
            ):
                items = self._metrics.reported(words, items)
            yield from (item._replace(type=kind, key=name) for item in items if kind is not None)


def _lengthens(item: Found) -> bool:
    """A bare word that a noun in front makes a name of its own: "latency" of "checkpointing latency"."""
    return item.rule == "vocabulary:generic" or (
        item.type is EntityType.METRIC and item.last - item.first == 1
    )


_CLASSES = frozenset({"systems", "networks", "agents", "objectives", "interfaces", "services", "protocols"})
"""Several of these are a class of things, no technique."""


def _introduced(rule: str) -> bool:
    return rule.endswith(("propose", "named", "title"))


def _same_words(here: list[str], form: list[str]) -> bool:
    """The same words, the last one perhaps in the plural."""
    return here == form or (
        len(here) == len(form) > 1 and here[:-1] == form[:-1] and here[-1] == form[-1] + "s"
    )


def _same_name(words: Words, index: int, length: int, item: Found) -> bool:
    """Another case: of a defined name, or in a title, if it has several words."""
    return length > 1 and (item.rank == RANK_DEFINED or words.sentence[index] == 0)


_AFTER_TASK = frozenset({"with", "via", "using", "in", "by", "through", "on", "from", "under", "and", "of"})
_EVALUATING = frozenset({"benchmarking", "evaluating", "assessing", "measuring", "testing", "probing"})
_BENCHMARK_ENDINGS = ("bench", "eval", "arena", "benchmark")
_MODEL_ENDINGS = (
    "llama",
    "gpt",
    "bert",
    "qwen",
    "mistral",
    "llava",
    "gemma",
    "vicuna",
    "mamba",
    "chat",
    "gemini",
)
_PREFIXES = frozenset(
    [
        "non",
        "pre",
        "post",
        "based",
        "vanilla",
        "standard",
        "naive",
        "fine",
        "self-supervised",
        "state",
        "our",
        "and",
    ]
)
