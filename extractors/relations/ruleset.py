"""The rule files, read, checked and compiled to spaCy matchers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from spacy.matcher import DependencyMatcher, Matcher
from spacy.vocab import Vocab

from extractors.relations.governor import governor
from extractors.relations.notation import (
    Lexicon,
    Node,
    NodeType,
    Row,
    must_hold,
    needs,
    read,
    to_spacy,
    trigger_of,
    within_gaps,
    written_words,
)
from extractors.relations.schema import Rule, RuleFile, Vars
from extractors.relations.sentence import Sentence
from extractors.relations.trees import read_tree
from ontology.errors import KgError


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched: where its trigger is and what it captured, as indexes of units."""

    predicate: str
    rule: Rule
    sentence: Sentence
    trigger: int
    captures: dict[str, int]

    @property
    def rule_id(self) -> str:
        """ "outperforms.verb": the file's predicate and the rule's id."""
        return f"{self.predicate}.{self.rule.id}"


Aligned = tuple[int, int, int, list[int]]
"""A match of spaCy's Matcher: key, start, end, and for each token the index of its pattern node."""


class CompiledRule:
    """A rule and its matcher. ``words``: a sentence without one of them cannot match.

    ``known`` gathers the words that patterns and trees of all rules ask for.
    """

    def __init__(
        self, predicate: str, rule: Rule, lexicon: Lexicon, names: Vars, vocab: Vocab, known: set[str]
    ) -> None:
        self.predicate, self.rule = predicate, rule
        self.rows: list[Row] = [row for line in rule.pattern for row in read(line, lexicon)]
        held = [must_hold(row) for row in self.rows]
        self.words = frozenset().union(*held) if all(held) else frozenset()
        self._kinds = frozenset(k for row in self.rows for n in row if n.capture == "O" for k in n.kinds)
        self._single = all(len(row) == 1 and row[0].capture for row in self.rows)
        self._needs = [needs(row) for row in self.rows]
        self._required = [_required(row) for row in self.rows]
        self.signs = [_telling(need.words) for need in self._needs]
        self._unless = written_words(rule.unless, lexicon)
        self._not_after = written_words(rule.not_after, lexicon)
        self._not_before = written_words(rule.not_before, lexicon)
        self._behind = written_words(rule.behind, lexicon)
        self._requires = [written_words([name], lexicon) for name in rule.requires]
        self._vocab = vocab
        self._matchers: list[Matcher | None] = [None] * len(self.rows)
        self.trees = [read_tree(line, lexicon, names.relations) for line in rule.tree]
        nodes = (node for line in (*self.rows, *(tree.nodes for tree in self.trees)) for node in line)
        known.update(word for node in nodes for word in node.words)
        self._known = known
        self._tree_matcher = DependencyMatcher(vocab)
        for i, tree in enumerate(self.trees):
            self._tree_matcher.add(str(i), [tree.pattern])

    def applies(self, sentence: Sentence, kinds: frozenset[str]) -> bool:
        """Cheap tests before the matcher runs: words, kinds of units, part of the text."""
        if self.words and self.words.isdisjoint(sentence.words):
            return False
        if self._kinds and self._kinds.isdisjoint(kinds):
            return False
        if any(needed.isdisjoint(sentence.words) for needed in self._requires):
            return False
        return self._in_place(sentence) and self._unless.isdisjoint(sentence.words)

    def possible(self, rows: Iterable[int], sentence: Sentence, kinds: frozenset[str]) -> list[int]:
        """Those of some rows all of whose needs the sentence holds."""
        words, needs = sentence.words, self._needs
        return [i for i in rows if needs[i].met(words, kinds) and _in_order(self._required[i], sentence)]

    def _in_place(self, sentence: Sentence) -> bool:
        place = self.rule.where
        if sentence.title:
            return place in {"title", "anywhere"}
        if place == "title":
            return False
        return not sentence.background or (place != "result" and (self.rule.background or self.rule.named))

    def match(self, sentence: Sentence, rows: Sequence[int]) -> list[Hit]:
        """All hits of these rows, each set of captures once, the shortest match of each."""
        if self._single:
            return [hit for hit in self._each_unit(sentence) if not self._misplaced(hit)]
        best: dict[tuple[object, ...], tuple[int, Hit]] = {}
        for row, start, end, aligned in self._matches(sentence, rows):
            if (row[0].first and start) or not within_gaps(row, aligned):
                continue
            hit = self._hit(sentence, row, start, aligned)
            identity = (hit.trigger, *sorted(hit.captures.items()))
            if identity not in best or end - start < best[identity][0]:
                best[identity] = (end - start, hit)
        hits = [hit for _, hit in best.values() if not self._misplaced(hit)]
        return sorted(hits, key=lambda hit: (hit.trigger, sorted(hit.captures.items())))

    def _matches(self, sentence: Sentence, rows: Sequence[int]) -> Iterator[tuple[Row, int, int, list[int]]]:
        doc = sentence.as_doc(self._vocab, self._known)
        for i in rows:
            for found in self._matcher(i)(doc, with_alignments=True):
                _, start, end, aligned = cast(Aligned, found)
                yield self.rows[i], start, end, aligned

    def _matcher(self, row: int) -> Matcher:
        """The matcher of one row, made when it is first needed."""
        matcher = self._matchers[row]
        if matcher is None:
            matcher = self._matchers[row] = Matcher(self._vocab, validate=False)
            matcher.add(f"{self.predicate}.{self.rule.id}.{row}", [to_spacy(self.rows[row])])
        return matcher

    def _each_unit(self, sentence: Sentence) -> Iterator[Hit]:
        """Hits of rows of one unit, which need no matcher."""
        for at, unit in enumerate(sentence.units):
            for row in self.rows:
                if unit.kind in row[0].kinds:
                    yield Hit(self.predicate, self.rule, sentence, at, {row[0].capture: at})

    def supposed(self, sentence: Sentence) -> Iterator[Hit]:
        """The hits that tree lines could have in the sentence, whatever its tree is."""
        for tree in self.trees:
            trigger, *others = tree.nodes
            named = next((node for node in others if node.capture == "O"), None)
            places = _places(named, sentence) if named else (None,)
            for at in _places(trigger, sentence):
                for o in places:
                    captures = {} if o is None else {"O": o}
                    hit = Hit(self.predicate, self.rule, sentence, at, captures)
                    if at != o and not self._misplaced(hit):
                        yield hit

    def match_tree(self, sentence: Sentence, vocab: Vocab) -> list[Hit]:
        """The hits of the tree lines in a parsed sentence."""
        hits = []
        for key, found in self._tree_matcher(sentence.as_tree(vocab, self._known)):
            nodes = self.trees[int(vocab.strings[key])].nodes
            captures = {node.capture: at for node, at in zip(nodes, found, strict=True) if node.capture}
            hits.append(Hit(self.predicate, self.rule, sentence, found[0], captures))
        return [hit for hit in hits if not self._misplaced(hit)]

    def _misplaced(self, hit: Hit) -> bool:
        at = hit.captures.get("O")
        if at is not None and self._in_bad_company(hit.sentence, at):
            return True
        subject = hit.captures.get("S")
        return subject is not None and not self._headed(hit.sentence.units[subject].head)

    def _in_bad_company(self, sentence: Sentence, at: int) -> bool:
        """True behind a word of ``not_after``, before one of ``not_before``, behind none of ``behind``."""
        if self._behind and self._behind.isdisjoint(_clause_before(sentence.lower, at)):
            return True
        following = sentence.lower[at + 1] if at + 1 < len(sentence.lower) else ""
        if following in self._not_before:
            return True
        return bool(self._not_after) and governor(sentence.units, at) in self._not_after

    def _headed(self, head: str) -> bool:
        """True where the class noun of the subject is one that the rule allows."""
        allowed, barred = self.rule.heads, self.rule.not_heads
        return head not in barred and (not allowed or head in allowed)

    def _hit(self, sentence: Sentence, row: Row, start: int, aligned: Sequence[int]) -> Hit:
        captures = {row[n].capture: start + k for k, n in enumerate(aligned) if row[n].capture}
        trigger_node = trigger_of(row)
        at = next((start + k for k, n in enumerate(aligned) if n == trigger_node), start)
        return Hit(self.predicate, self.rule, sentence, at, captures)


def _telling(needed: Sequence[frozenset[str]]) -> frozenset[str]:
    """The set of words that fewest sentences are likely to hold one of: the shorter a word, the commoner.
    Empty where there is no set."""
    return max(needed, key=lambda words: (min(map(len, words)), -len(words)), default=frozenset())


def _required(row: Row) -> list[Node]:
    """The nodes of a row that each take a unit in any match."""
    return [node for node in row if node.type in {NodeType.WORDS, NodeType.UNIT} and not node.optional]


def _in_order(required: Sequence[Node], sentence: Sentence) -> bool:
    """False where the units that a row needs do not stand in its order: then no matcher has to look."""
    lower, kinds = sentence.lower, sentence.kinds
    at, end = 0, len(lower)
    for node in required:
        wanted, line = (node.words, lower) if node.type is NodeType.WORDS else (node.kinds, kinds)
        while at < end and line[at] not in wanted:
            at += 1
        if at == end:
            return False
        at += 1
    return True


def _places(node: Node, sentence: Sentence) -> list[int]:
    """The units that a node of a tree line fits."""
    if node.words:
        return [i for i, low in enumerate(sentence.lower) if low in node.words]
    return [i for i, unit in enumerate(sentence.units) if unit.kind in node.kinds]


_CLAUSE = frozenset(("because", "whether", "that", "while", "whereas", "how", "but"))


def _clause_before(lower: Sequence[str], at: int) -> Sequence[str]:
    """The words of the clause before a unit."""
    start = max((i for i in range(at) if lower[i] in _CLAUSE), default=0)
    return lower[start:at]


def _any(_: Rule) -> bool:
    return True


class RuleSet:
    """All rules of all predicates, in file and rule order."""

    def __init__(self, rules: Sequence[CompiledRule], vocab: Vocab) -> None:
        self._rules = rules
        self._vocab = vocab
        self._trees = [rule for rule in rules if rule.trees]
        self._rows = [(rule, i) for rule in rules for i in range(len(rule.rows))]
        self._always: list[int] = []
        self._signed: dict[str, list[int]] = {}
        for number, (rule, i) in enumerate(self._rows):
            for word in sorted(rule.signs[i]):
                self._signed.setdefault(word, []).append(number)
            if not rule.signs[i]:
                self._always.append(number)

    def parted(self, predicates: Collection[str]) -> tuple[RuleSet, RuleSet]:
        """The rules of these predicates, and all others."""
        named = [rule for rule in self._rules if rule.predicate in predicates]
        others = [rule for rule in self._rules if rule.predicate not in predicates]
        return RuleSet(named, self._vocab), RuleSet(others, self._vocab)

    def match(self, sentence: Sentence, fits: Callable[[Rule], bool] = _any) -> list[Hit]:
        """The hits of the rules that fit."""
        kinds = frozenset(sentence.kinds)
        return [
            hit
            for rule, signed in self._candidates(sentence).items()
            if fits(rule.rule)
            and rule.applies(sentence, kinds)
            and (rows := rule.possible(signed, sentence, kinds))
            for hit in rule.match(sentence, rows)
        ]

    def _candidates(self, sentence: Sentence) -> dict[CompiledRule, list[int]]:
        """The rules, in their order, with the rows of whose signs the sentence holds one."""
        found = set(self._always)
        for word in sentence.words & self._signed.keys():
            found.update(self._signed[word])
        rows: dict[CompiledRule, list[int]] = {}
        for number in sorted(found):
            rule, row = self._rows[number]
            rows.setdefault(rule, []).append(row)
        return rows

    def with_tree(self, sentence: Sentence) -> list[CompiledRule]:
        """The rules whose tree lines could match the sentence, were it parsed."""
        kinds = frozenset(sentence.kinds)
        return [rule for rule in self._trees if rule.applies(sentence, kinds)]

    def supposed(self, sentence: Sentence) -> list[Hit]:
        """The hits that tree lines could have in the sentence, were it parsed."""
        return [hit for rule in self.with_tree(sentence) for hit in rule.supposed(sentence)]

    def match_trees(self, sentence: Sentence) -> list[Hit]:
        """The hits of the tree lines of all rules in a parsed sentence."""
        return [hit for rule in self.with_tree(sentence) for hit in rule.match_tree(sentence, self._vocab)]

    @property
    def predicates(self) -> frozenset[str]:
        """The predicates that have rules."""
        return frozenset(rule.predicate for rule in self._rules)


def compile_rules(rule_files: Iterable[RuleFile], names: Vars, vocab: Vocab) -> RuleSet:
    """Compile.

    Raises:
        KgError: a pattern cannot be read; names predicate, rule and what is wrong.
    """
    lexicon = Lexicon(names)
    compiled, known = [], set[str]()
    for rule_file in rule_files:
        for rule in rule_file.rule:
            try:
                compiled.append(CompiledRule(rule_file.predicate, rule, lexicon, names, vocab, known))
            except ValueError as error:
                raise KgError(f"rule {rule_file.predicate}.{rule.id}: {error}") from error
    return RuleSet(compiled, vocab)
