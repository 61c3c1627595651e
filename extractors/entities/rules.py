"""The shapes of the rule files, closed: a misspelt key is an error that names the file and the key."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from ontology.errors import KgError
from ontology.types import EntityType

NAMES = ("contexts", "generic", "heads", "listed", "models", "open", "phrases", "roles")
"""The rule files of this package, without their ending."""


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
Words = list[str]


class Rules(BaseModel):
    """Base: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Left(Rules):
    """Words before a name; see ``contexts.toml``."""

    id: str
    at: Words = Field(min_length=1)
    between: Pattern
    after: Pattern | None = None
    needs: Pattern | None = None
    type: str
    default: EntityType | None = None
    rank: int
    list: bool = False
    strong: bool = False
    matches: Words = Field(min_length=1)
    rejects: Words = []


class Right(Rules):
    """Text behind a name; see ``contexts.toml``."""

    id: str
    after: Pattern
    type: str
    rank: int
    list: bool = False
    strong: bool = False
    matches: Words = Field(min_length=1)
    rejects: Words = []


class ContextRules(Rules):
    """``contexts.toml``."""

    left: list[Left]
    right: list[Right]


class GenericRules(Rules):
    """``generic.toml``."""

    never: Words
    openers: Words


class HeadRules(Rules):
    """``heads.toml``."""

    of_heads: Words
    neutral: Words
    stops: Words
    resources: Words
    vague: Words
    heads: dict[EntityType, Words]
    last_words: dict[EntityType, Words]


class ListedRules(Rules):
    """``listed.toml``."""

    breaks: Words
    excluded: Words
    classes: dict[EntityType, Words]
    endings: dict[EntityType, Pattern]


class ModelRules(Rules):
    """``models.toml``."""

    families: Words
    lower_families: Words
    suffixes: Words
    spaced_suffixes: Words
    outside: Words


class OpenHeads(Rules):
    """Heads of ``open.toml``; ``Weak`` are heads of tasks."""

    Task: Words
    Weak: Words
    Metric: Words


class OpenWords(Rules):
    """Words of ``open.toml`` that are no modifiers."""

    function: Words
    description: Words


class OpenRules(Rules):
    """``open.toml``."""

    heads: OpenHeads
    words: OpenWords


class Phrase(Rules):
    """One head group of ``phrases.toml``."""

    type: EntityType
    heads: Words = Field(min_length=1)
    modifiers: Words
    pairs: Words = []
    excluded: Words = Field(default=[], alias="not")
    trim: Words = []
    matches: Words = Field(min_length=1)
    rejects: Words = []


class PhraseRules(Rules):
    """``phrases.toml``."""

    sets: dict[str, Words]
    phrase: list[Phrase]


class MetricUse(Rules):
    """When a metric is reported; see ``roles.toml``."""

    figure: Pattern
    reach: int
    told_before: Words
    compared_before: Words
    named_before: Pattern
    breaks: Words
    told_behind: Pattern
    figures_only: Words
    beside: Words
    front: Words
    untold: Pattern


class TaskUse(Rules):
    """Tasks that need a use, and words that are no part of a task's name."""

    weak: Words
    front: Words


class MethodUse(Rules):
    """Techniques that need a use."""

    weak: Words


class HardwareUse(Rules):
    """Kinds that are no devices."""

    never: Words


class RoleRules(Rules):
    """``roles.toml``."""

    metric: MetricUse
    task: TaskUse
    method: MethodUse
    hardware: HardwareUse


R = TypeVar("R", bound=Rules)


def read(name: str, shape: type[R]) -> R:
    """A rule file of this package.

    Raises:
        KgError: it does not have the shape; names the file, the place and what is wrong.
    """
    return parse(source(name), f"{name}.toml", shape)


def source(name: str) -> str:
    """The text of a rule file."""
    return files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")


def parse(text: str, origin: str, shape: type[R]) -> R:
    """Rules from TOML.

    Raises:
        KgError: not TOML, or not of the shape.
    """
    try:
        return shape.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise KgError(f"{origin}: not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise KgError(f"{origin}: {place}: {first['msg']}") from error
