"""The records that every stage speaks: papers in, extractions between, statements out.

All spans are half-open ``[start, end)`` offsets in Unicode code points of :attr:`Paper.text`,
the text as it was given, never the cleaned one. All records are frozen; unknown fields are errors.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

PAPER = "paper"
"""The local id by which a relation names the paper itself (its study, its unnamed method)."""

Span = tuple[int, int]


class Record(BaseModel):
    """A frozen record without room for misspelt fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EntityType(StrEnum):
    """What a named thing is; definitions stand in ``schema.toml``."""

    METHOD = "Method"
    MODEL = "Model"
    BENCHMARK = "Benchmark"
    DATASET = "Dataset"
    TASK = "Task"
    METRIC = "Metric"
    HARDWARE = "Hardware"


class Polarity(StrEnum):
    """Whether the sentence affirms or denies the claim."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Certainty(StrEnum):
    """How sure the sentence is: stated as fact, as a possibility, or as an intention."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    AIM = "aim"


class Origin(StrEnum):
    """Whose finding it is: this paper's own, or one that it reports of others."""

    FINDING = "finding"
    REPORTED = "reported"


class Paper(Record):
    """One paper as it was read. ``source`` names each place it was read from (file names)."""

    id: str = Field(min_length=1)
    title: str
    abstract: str
    year: int | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    source: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Title, line feed, abstract: what every offset points into."""
        return f"{self.title}\n{self.abstract}"


class Mention(Record):
    """One place where a paper names an entity, and the rule that found it."""

    start: int = Field(ge=0)
    end: int
    type: EntityType
    rule: str

    @model_validator(mode="after")
    def _not_empty(self) -> Mention:
        if self.end <= self.start:
            raise ValueError(f"empty span {self.start}..{self.end}")
        return self


class PaperEntity(Record):
    """An entity as one paper names it: local id ("e1"), all its forms, all its mentions."""

    id: str
    type: EntityType
    forms: tuple[str, ...] = Field(min_length=1)
    mentions: tuple[Mention, ...] = ()


class Entity(Record):
    """A node of the graph: one thing across papers. ``id`` is "type/slug", e.g. ``model/llama-3-8b``."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()


class QuantityKind(StrEnum):
    """What a number says: a level, a difference, a factor or share ("94% of the accuracy"), or a change."""

    ABSOLUTE = "absolute"
    DELTA = "delta"
    RATIO = "ratio"
    PERCENT_CHANGE = "percent-change"


class Quantity(Record):
    """A number or range as stated. ``low == high`` for a single number; a missing end is an open bound
    ("up to 4x" has only ``high``). ``unit`` is "%", "x", "points", "bit", "GB", "tokens/s", "" ...
    """

    low: Decimal | None
    high: Decimal | None
    unit: str
    kind: QuantityKind
    text: str


class Reference(Record):
    """A qualifier that names something: the text as written and, where it is one, the entity's id
    (local in an extraction, global in the graph)."""

    text: str
    entity: str | None = None


class Qualifiers(Record):
    """What narrows a claim. Tuples keep text order; empty means not said."""

    metric: tuple[Reference, ...] = ()
    benchmark: tuple[Reference, ...] = ()
    value: tuple[Quantity, ...] = ()
    delta: tuple[Quantity, ...] = ()
    bits: tuple[Quantity, ...] = ()
    ratio: tuple[Quantity, ...] = ()
    baseline: tuple[Reference, ...] = ()
    hardware: tuple[Reference, ...] = ()
    model: tuple[Reference, ...] = ()


class Evidence(Record):
    """Where and how a paper states a claim: the sentence, its parts, the rule, and how it is said."""

    paper: str
    start: int
    end: int
    rule: str
    subject_span: Span | None = None
    object_span: Span | None = None
    trigger_span: Span | None = None
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.ASSERTED
    origin: Origin = Origin.FINDING

    @property
    def asserted(self) -> bool:
        """True where the sentence affirms the claim as fact."""
        return self.polarity is Polarity.AFFIRMED and self.certainty is Certainty.ASSERTED


class Statement(Record):
    """A claim and its evidence. Subject and object are entity ids: local ("e1", "paper") in an
    :class:`Extraction`, global ("method/gptq", "paper/ID") in the graph."""

    subject: str
    predicate: str
    object: str
    qualifiers: Qualifiers = Qualifiers()
    evidence: tuple[Evidence, ...] = ()

    @property
    def asserted(self) -> bool:
        """Whether a place states it as a fact; what annotators wrote down bears no places and is one."""
        return not self.evidence or any(e.asserted for e in self.evidence)


class Extraction(Record):
    """What one paper gives: the unit of work, of storage, of distribution and of retraction."""

    paper: str
    entities: tuple[PaperEntity, ...] = ()
    statements: tuple[Statement, ...] = ()


QualifierName = Literal[
    "metric", "benchmark", "value", "delta", "bits", "ratio", "baseline", "hardware", "model"
]
