"""The notation of a pattern line, read into nodes.

A line is a row of elements, separated by spaces, each matched by one unit of the sentence (a word, a
number, or a whole list of names, see ``units.py``):

=================  ==========================================================================
``reduce|cut``     one of these words, as they stand (lower case); classes may be among them
``$win``           a word (or phrase) of a class of ``vars.toml``; verbs and nouns in all forms
``$win/ed``        only its past or participle forms; ``/ing`` its gerund; ``/s`` all but the gerund;
                   ``/now`` the present
``O:system``       a unit of this kind, captured as O; ``:system`` is not captured
``~``              up to five plain words: adjectives, class nouns, determiners
``..``             up to ten units, not across a clause break, nor across a unit of the kind that
                   follows: it finds the nearest; ``..4`` up to four
``x?``             the element may be absent
``^``              the start of the sentence, as first element
``[x]``            the trigger: the word that the evidence shows, from where subjects are looked up
=================  ==========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

from extractors.relations.forms import noun_forms, verb_forms
from extractors.relations.schema import CAPTURES, Vars

_ELEMENT = re.compile(
    r"(?P<open>\[)?(?:(?P<gap>\.\.|~)(?P<most>\d+)?|(?P<capture>\w*):(?P<kind>\w+)|(?P<words>[^\[\]?]+))"
    r"(?P<close>\])?(?P<optional>\?)?$"
)
_CLASS = re.compile(r"\$(?P<name>\w+)(?:/(?P<form>\w+))?$")
_MODIFIERS, _UNITS = 5, 10


class NodeType(StrEnum):
    """What a node matches."""

    WORDS = "words"
    UNIT = "unit"
    MODIFIERS = "modifiers"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Node:
    """One element: ``words`` for WORDS, ``kinds`` for UNIT, ``most`` for the two gaps."""

    type: NodeType
    words: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    capture: str = ""
    most: int = 1
    optional: bool = False
    trigger: bool = False
    first: bool = False
    """Only at the start of the sentence."""


Row = tuple[Node, ...]


class Lexicon:
    """The classes of ``vars.toml``, inflected."""

    def __init__(self, names: Vars) -> None:
        self.kinds = {name: frozenset(kinds) for name, kinds in names.kinds.items()}
        self._classes: dict[str, frozenset[str]] = {}
        self._verbs = names.verbs
        for name, words in names.verbs.items():
            self._classes[name] = frozenset(f for w in words for f in verb_forms(w))
        for name, words in names.nouns.items():
            self._classes[name] = frozenset(f for w in words for f in noun_forms(w))
        for name, words in names.words.items():
            self._classes[name] = frozenset(words)

    def words(self, name: str, form: str = "") -> frozenset[str]:
        """The forms of a class.

        Raises:
            ValueError: there is no such class or form.
        """
        if name not in self._classes:
            raise ValueError(f"unknown class ${name}; vars.toml has {', '.join(sorted(self._classes))}")
        if not form:
            return self._classes[name]
        if name not in self._verbs:
            raise ValueError(f"${name}/{form}: only verbs have forms")
        return frozenset(f for verb in self._verbs[name] for f in _of_form(verb, form))


def read(line: str, lexicon: Lexicon) -> list[Row]:
    """The rows that a pattern line stands for: one, or several where a class holds phrases.

    Raises:
        ValueError: an element is not understood; says which and what is allowed.
    """
    elements = line.split()
    anchored = elements[0] == "^"
    alternatives = [list(_alternatives(element, lexicon)) for element in elements[anchored:]]
    rows = [tuple(node for part in parts for node in part) for parts in product(*alternatives)]
    if anchored:
        rows = [(replace(row[0], first=True), *row[1:]) for row in rows]
    for row in rows:
        _check(row, line)
    return rows


def _alternatives(element: str, lexicon: Lexicon) -> Iterator[Row]:
    match = _ELEMENT.match(element)
    if match is None or bool(match["open"]) != bool(match["close"]):
        raise ValueError(f"cannot read {element!r}: see relations/notation.py for the elements there are")
    trigger, optional = bool(match["open"]), bool(match["optional"])
    if match["gap"]:
        yield (_gap(match),)
    elif match["kind"]:
        yield (replace(_unit(match, lexicon), trigger=trigger, optional=optional),)
    else:
        for row in _phrases(_words(match["words"], lexicon)):
            yield (replace(row[0], trigger=trigger, optional=optional), *(_as(n, optional) for n in row[1:]))


def _phrases(words: frozenset[str]) -> Iterator[Row]:
    """Single words together in one node; a phrase is a row of its own."""
    single = frozenset(w for w in words if " " not in w)
    if single:
        yield (Node(NodeType.WORDS, words=single),)
    for phrase in sorted(words - single):
        yield tuple(Node(NodeType.WORDS, words=frozenset({word})) for word in phrase.split())


def _as(node: Node, optional: bool) -> Node:
    return replace(node, optional=optional)


def _gap(match: re.Match[str]) -> Node:
    if match["gap"] == "~":
        return Node(NodeType.MODIFIERS, most=int(match["most"] or _MODIFIERS))
    return Node(NodeType.GAP, most=int(match["most"] or _UNITS))


def _unit(match: re.Match[str], lexicon: Lexicon) -> Node:
    if match["capture"] and match["capture"] not in CAPTURES:
        raise ValueError(f"unknown capture {match['capture']!r}; allowed are {', '.join(CAPTURES)}")
    if match["kind"] not in lexicon.kinds:
        raise ValueError(f"unknown kind {match['kind']!r}; vars.toml has {', '.join(sorted(lexicon.kinds))}")
    return Node(NodeType.UNIT, kinds=lexicon.kinds[match["kind"]], capture=match["capture"])


def written_words(names: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    """The words of several elements together."""
    return frozenset().union(*(_words(name, lexicon) for name in names))


def _words(written: str, lexicon: Lexicon) -> frozenset[str]:
    """The words of "reduce|cut", "$win", "$change|$achieve"; a lone "|" is itself."""
    found: set[str] = set()
    for part in written.split("|") if written != "|" else ["|"]:
        named = _CLASS.match(part)
        found |= lexicon.words(named["name"], named["form"] or "") if named else {part}
    return frozenset(found)


def _of_form(verb: str, form: str) -> Iterator[str]:
    if form not in _FORMS:
        raise ValueError(f"unknown form /{form}; allowed are {', '.join(f'/{t}' for t in _FORMS)}")
    endings, wanted = _FORMS[form]
    return (f for f in verb_forms(verb) if f.split()[0].endswith(endings) is wanted)


_FORMS: dict[str, tuple[tuple[str, ...], bool]] = {
    "ing": (("ing",), True),
    "ed": (("ed", "en", "wn", "lt", "ade"), True),
    "s": (("ing",), False),
    "now": (("ing", "ed", "en", "wn", "lt", "ade"), False),
}
"""Form to the endings that it has, or must not have."""


def _check(row: Sequence[Node], line: str) -> None:
    names = [node.capture for node in row if node.capture]
    if len(names) != len(set(names)):
        raise ValueError(f"pattern {line!r} captures a name twice")
    if all(node.type in {NodeType.GAP, NodeType.MODIFIERS} for node in row):
        raise ValueError(f"pattern {line!r} has only gaps")


def trigger_of(row: Row) -> int:
    """The index of the trigger: the bracketed node, else the first of words, else the first."""
    for i, node in enumerate(row):
        if node.trigger:
            return i
    return next((i for i, node in enumerate(row) if node.type is NodeType.WORDS), 0)


def must_hold(row: Row) -> frozenset[str]:
    """Words one of which a sentence must hold for the row to match: its trigger's, if it has words."""
    node = row[trigger_of(row)]
    return node.words if node.type is NodeType.WORDS and not node.optional else frozenset()


@dataclass(frozen=True, slots=True)
class Needs:
    """What a sentence must hold for a row to match: a word of each set, a unit of each set of kinds."""

    words: tuple[frozenset[str], ...]
    kinds: tuple[frozenset[str], ...]

    def met(self, words: frozenset[str], kinds: frozenset[str]) -> bool:
        """False where the row cannot match."""
        for wanted in self.words:
            if wanted.isdisjoint(words):
                return False
        return all(not wanted.isdisjoint(kinds) for wanted in self.kinds)


def needs(row: Row) -> Needs:
    """The needs of a row: those of its nodes that may not be absent."""
    asked = [node for node in row if not node.optional]
    words = tuple(node.words for node in asked if node.type is NodeType.WORDS)
    return Needs(words, tuple(node.kinds for node in asked if node.type is NodeType.UNIT))


SpacyToken = dict[str, object]


def to_spacy(row: Row) -> list[SpacyToken]:
    """The row as a pattern of spaCy's Matcher over a Doc of units (TAG holds the kind)."""
    return [_to_spacy(node, row[i + 1 :]) for i, node in enumerate(row)]


def within_gaps(row: Row, aligned: Sequence[int]) -> bool:
    """False where a gap took more units than it may: the pattern says ``*``, which matches in linear time,
    where a range of repetitions would be tried in every way to fill its slots."""
    return all(aligned.count(i) <= node.most for i, node in enumerate(row) if node.type in _GAPS)


_GAPS = (NodeType.GAP, NodeType.MODIFIERS)


def _to_spacy(node: Node, rest: Row) -> SpacyToken:
    if node.type is NodeType.GAP:
        stops = {"break"} | (set(rest[0].kinds) if rest else set())
        return {"TAG": {"NOT_IN": sorted(stops)}, "OP": "*"}
    if node.type is NodeType.MODIFIERS:
        return {"TAG": "word", "OP": "*"}
    test: SpacyToken = {"LOWER": _in(node.words)} if node.type is NodeType.WORDS else {"TAG": _in(node.kinds)}
    return {**test, "OP": "?"} if node.optional else test


def _in(values: frozenset[str]) -> object:
    return next(iter(values)) if len(values) == 1 else {"IN": sorted(values)}


Kinds = Mapping[str, frozenset[str]]
