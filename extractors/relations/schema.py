"""Rule files as records: closed, so that a misspelt key is an error with the file's name."""

from __future__ import annotations

import re
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from ontology.types import Record

Finder = Literal[
    "subject", "proposed", "proposed-data", "paper", "unnamed", "class", "namesake", "surname", "family"
]
"""How a role that the pattern does not capture is filled (see ``roles.py``)."""

Place = Literal["anywhere", "title", "abstract", "result"]
SmallLetters = Literal["phrase", "titled-word", "announced", "alone"]
"""What a rule asks of a new name in small letters (see ``Rule``)."""
Topic = Literal["quantization", "pruning", "tuning", "distillation"]
PaperKind = Literal["method", "benchmark", "study", "survey"]

ROLES = ("S", "O")
QUALIFIER_CAPTURES = (
    "metric",
    "benchmark",
    "value",
    "delta",
    "bits",
    "ratio",
    "baseline",
    "hardware",
    "model",
)
CAPTURES = (*ROLES, *QUALIFIER_CAPTURES)
MARK = re.compile(r"\[(\w+)(?::(\w+))? ([^\[\]]+)\]")
"""A marked argument of an example: "[S GPTQ]", "[O:Model Llama-2-7B]"; "[x:Task ...]" is a bystander."""


class Rule(Record):
    """A way in which English states one predicate.

    ``pattern`` lines (``notation.py``) are alternatives; ``tree`` lines (``trees.py``) find what stands too
    far apart for them. A role without a capture is filled by the finders of ``subject`` or ``object``, the
    first that finds something; ``turned`` exchanges the roles ("falls behind").

    Conditions: ``where`` limits the part of the text, ``papers`` the kind of paper, ``topics`` what its
    main item does. Of each element of ``requires`` the sentence must hold a word, of ``unless`` none. The
    object may not stand behind a word of ``not_after`` nor right before one of ``not_before`` ("A error
    exceeds B error" is no win); its clause must hold one of ``behind`` before it; with ``generic`` it may
    be a name that only modifies a class noun ("PTQ methods"); ``fresh`` wants one that was not mentioned
    before, ``unknown`` one that no vocabulary holds or that the title brings, ``foreign`` one that the
    paper does not propose, ``part`` one introduced as a part, ``weights`` a model that others can have,
    not one that its maker only serves; with
    ``entity`` the paper itself is no subject; with ``aside`` the subject is the paper's own, or the
    sentence does not speak of the paper's own work. A ``loose`` rule concludes from a mention alone: it
    holds where nothing else is told of the object, which the background did not name (``leftover.py``).
    A claim gives way to those of the predicates of ``yields_to`` about the same object. Of the kinds of
    ``without`` the sentence may hold no unit. The class noun of a captured subject must be one of ``heads``
    and none of ``not_heads`` ("variants such as A"). ``background`` false keeps the rule out of what stands
    before the paper speaks of itself, unless ``named``: there its subject must be named in the sentence.

    New things: a name in small letters ("weight tying") may be a known technique. ``small_letters`` says what
    it must be: "phrase", of several words; "titled-word", of several words or in the title; "announced", in
    the title, behind an article or before a comma (and before a class noun only where it opens the title);
    "alone", before no other noun. Without "announced" no such name is new before a class noun. A ``listed``
    thing is one of several, none of which is the main item, and several names in one pair of brackets are
    examples; ``naming`` rules give the name that the paper itself uses: it is the main item's even where
    something without a name was proposed before it.

    Figures: with ``sized`` those before the object tell by how much the subject wins ("a 2.4x speedup over
    A"); with ``worse`` the words must tell of less of what is good or more of what is bad ("lower accuracy
    than"), which other rules take for no win; with ``rival`` the value is the second of two figures, which
    is the subject's own ("92% versus 90% for A").
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    why: str = Field(min_length=10)
    pattern: tuple[str, ...] = Field(min_length=1)
    tree: tuple[str, ...] = ()
    subject: tuple[Finder, ...] = ()
    object: tuple[Finder, ...] = ()
    turned: bool = False
    where: Place = "abstract"
    papers: tuple[PaperKind, ...] = ()
    requires: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    named: bool = False
    generic: bool = False
    background: bool = True
    fresh: bool = False
    unknown: bool = False
    foreign: bool = False
    part: bool = False
    weights: bool = False
    entity: bool = False
    aside: bool = False
    loose: bool = False
    small_letters: tuple[SmallLetters, ...] = ()
    listed: bool = False
    naming: bool = False
    yields_to: tuple[str, ...] = ()
    sized: bool = False
    worse: bool = False
    rival: bool = False
    without: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    not_heads: tuple[str, ...] = ()
    matches: tuple[str, ...] = Field(min_length=1)
    rejects: tuple[str, ...] = ()

    @field_validator("matches")
    @classmethod
    def _marked(cls, examples: tuple[str, ...]) -> tuple[str, ...]:
        for example in examples:
            unknown = {m[1] for m in MARK.finditer(example)} - set(CAPTURES) - {"x"}
            if unknown:
                raise ValueError(
                    f"example {example!r}: unknown mark {sorted(unknown)}, not one of {CAPTURES}"
                )
        return examples

    @model_validator(mode="after")
    def _of_new_things(self) -> Self:
        if self.small_letters and not self.fresh:
            raise ValueError("'small_letters' is asked of new things only: set 'fresh' or remove it")
        return self


READ_UNDER = {
    "listed": "proposes",
    "naming": "proposes",
    "sized": "outperforms",
    "worse": "outperforms",
    "rival": "achieves",
}
"""Fields that are read for one predicate only: in the file of another they would do nothing."""


class RuleFile(Record):
    """All rules of one predicate, and what may be said of it for the reader of the docs."""

    predicate: str
    about: str = Field(min_length=10)
    rule: tuple[Rule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _read(self) -> Self:
        for rule in self.rule:
            idle = [f for f, of in READ_UNDER.items() if getattr(rule, f) and of != self.predicate]
            if idle:
                raise ValueError(
                    f"rule {rule.id!r}: {idle[0]!r} is read under {READ_UNDER[idle[0]]!r} only, "
                    f"not under {self.predicate!r}; remove it"
                )
        return self


class Vars(Record):
    """The named classes of ``vars.toml``; ``relations`` are sets of dependency labels."""

    relations: dict[str, tuple[str, ...]]

    kinds: dict[str, tuple[str, ...]]
    verbs: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
