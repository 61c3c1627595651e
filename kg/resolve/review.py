"""The user's hand: a YAML file of merges, splits, renames, retypes and rejections, applied on every build.

merge:
  - names: [LLaMA, Llama-1]      # one thing ...
    into: LLaMA                  # ... counted under this name
    type: Model                  # optional: for this type only
    reason: the first generation had no number
split:
  - {name: Phantom, papers: ["2501.01234"], as: Phantom (video)}
rename:
  - {name: GPT4All-J, to: GPT4All}
retype:
  - {name: Mamba, to: Method}
reject:
  - {name: Figure 1}
  - {subject: GPTQ, predicate: outperforms, object: AWQ}
apart:
  - {names: [AQLM, AWQ]}
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError, model_validator

from kg.resolve.keys import key
from kg.resolve.tables import Alias
from ontology.errors import KgError
from ontology.ids import digest
from ontology.schema import load_schema
from ontology.types import EntityType, Record

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes."""


class Merge(Record):
    """These names are one thing."""

    names: tuple[str, ...] = Field(min_length=1)
    into: str
    type: EntityType | None = None
    reason: str = ""


class Split(Record):
    """In these papers the name means another thing, to be called ``as``."""

    name: str
    papers: tuple[str, ...] = Field(min_length=1)
    called: str = Field(alias="as")
    type: EntityType | None = None
    reason: str = ""


class Rename(Record):
    """The node of this name is shown by another one."""

    name: str
    to: str
    type: EntityType | None = None
    reason: str = ""


class Retype(Record):
    """What bears this name is of another type."""

    name: str
    to: EntityType
    type: EntityType | None = None
    reason: str = ""


class Reject(Record):
    """Either a name that is no entity, or a claim that is wrong."""

    name: str | None = None
    type: EntityType | None = None
    subject: str | None = None
    predicate: str | None = None
    object: str | None = None
    reason: str = ""

    @model_validator(mode="after")
    def _one_kind(self) -> Reject:
        claim = (self.subject, self.predicate, self.object)
        if ((self.name is None) == (None in claim) and self.name is None) or (self.name and any(claim)):
            raise ValueError("give either `name`, or `subject`, `predicate` and `object`")
        if self.predicate is not None and self.predicate not in load_schema().predicates:
            allowed = ", ".join(load_schema().predicates)
            raise ValueError(f"unknown predicate {self.predicate!r}; allowed: {allowed}")
        return self


class Apart(Record):
    """These names are different things: they are never merged, nor proposed for it again."""

    names: tuple[str, str]
    reason: str = ""


class Review(Record):
    """All that the user has decided."""

    merge: tuple[Merge, ...] = ()
    split: tuple[Split, ...] = ()
    rename: tuple[Rename, ...] = ()
    retype: tuple[Retype, ...] = ()
    reject: tuple[Reject, ...] = ()
    apart: tuple[Apart, ...] = ()

    @property
    def size(self) -> int:
        """Number of decisions."""
        return sum(len(getattr(self, field)) for field in type(self).model_fields)

    @property
    def fingerprint(self) -> str:
        """Changes with any decision."""
        return digest(self.model_dump_json(by_alias=True))[:16]

    def aliases(self) -> Iterator[Alias]:
        """Merges, and renames to a name with a key of its own (which merge with what bears it)."""
        for merge in self.merge:
            for name in merge.names:
                yield Alias(name, merge.into, merge.type, merge.reason)
        for rename in self.rename:
            yield Alias(rename.to, rename.name, rename.type, rename.reason)

    @cached_property
    def _splits(self) -> dict[tuple[str, str], list[Split]]:
        found: dict[tuple[str, str], list[Split]] = {}
        for split in self.split:
            for paper in split.papers:
                found.setdefault((paper, _plain(split.name)), []).append(split)
        return found

    @cached_property
    def _named(self) -> dict[str, list[Rename]]:
        found: dict[str, list[Rename]] = {}
        for rename in self.rename:
            found.setdefault(_plain(rename.to), []).append(rename)
            found.setdefault(_plain(rename.name), []).append(rename)
        for split in self.split:
            renamed = Rename(name=split.called, to=split.called, type=split.type)
            found.setdefault(_plain(split.called), []).append(renamed)
        return found

    @cached_property
    def _retyped(self) -> dict[str, list[Retype]]:
        found: dict[str, list[Retype]] = {}
        for retype in self.retype:
            found.setdefault(_plain(retype.name), []).append(retype)
        return found

    @cached_property
    def _rejected(self) -> dict[str, list[Reject]]:
        found: dict[str, list[Reject]] = {}
        for reject in self.reject:
            if reject.name is not None:
                found.setdefault(_plain(reject.name), []).append(reject)
        return found

    @cached_property
    def _claims(self) -> frozenset[tuple[str, str, str]]:
        claims = (r for r in self.reject if r.subject and r.predicate and r.object)
        return frozenset((_end(r.subject or ""), r.predicate or "", _end(r.object or "")) for r in claims)

    def type_of(self, kind: EntityType, names: tuple[str, ...]) -> EntityType:
        """The type that the user gives to what bears one of these keys."""
        for name in names:
            for retype in self._retyped.get(name, ()):
                if retype.type in (None, kind):
                    return retype.to
        return kind

    def split_key(self, paper: str, kind: EntityType, names: tuple[str, ...]) -> str | None:
        """The key of what this paper means by one of these keys, where the user says that it differs."""
        for name in names:
            for split in self._splits.get((paper, name), ()):
                if split.type in (None, kind):
                    return _plain(split.called)
        return None

    def name_of(self, kinds: frozenset[EntityType], cluster: str) -> str | None:
        """The name that the user gives to the nodes of a cluster."""
        for rename in self._named.get(cluster, ()):
            if rename.type is None or rename.type in kinds:
                return rename.to
        return None

    def rejects(self, kind: EntityType, names: tuple[str, ...]) -> bool:
        """True where the user says that a name is no entity."""
        return any(r.type in (None, kind) for name in names for r in self._rejected.get(name, ()))

    def rejects_claim(self, subject: str, predicate: str, object_: str) -> bool:
        """True for a rejected claim; both ends by name, a paper by its node id."""
        return bool(self._claims) and (_end(subject), predicate, _end(object_)) in self._claims


NO_REVIEW = Review()


def load_review(path: Path | None) -> Review:
    """Read and check a review file; none gives no decisions.

    Raises:
        KgError: the file cannot be read or a decision is not of the documented shape; says which.
    """
    if path is None:
        return NO_REVIEW
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise KgError(f"{path}: larger than {LARGEST_FILE} bytes: not a review file")
        return parse_review(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: cannot be read as UTF-8 text: {error}") from error


def parse_review(text: str, where: str) -> Review:
    """The decisions of a YAML text; ``where`` names it in errors.

    Raises:
        KgError: not YAML, or not of the documented shape.
    """
    try:
        content: Any = yaml.safe_load(text) or {}
        return Review.model_validate(content)
    except yaml.YAMLError as error:
        raise KgError(f"{where}: not YAML: {error}") from error
    except ValidationError as error:
        lines = [f"  {_path(e['loc'])}: {e['msg']}" for e in error.errors()[:10]]
        allowed = ", ".join(Review.model_fields)
        raise KgError("\n".join([f"{where}: allowed are {allowed}; not understood:", *lines])) from error


def _path(location: tuple[int | str, ...]) -> str:
    return " > ".join(f"number {part + 1}" if isinstance(part, int) else part for part in location) or "file"


def _plain(name: str) -> str:
    return key(name, EntityType.METHOD)


def _end(name: str) -> str:
    return name if name.startswith("paper/") else _plain(name)
