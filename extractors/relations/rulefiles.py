"""The rule files: where they lie, how they are read and checked."""

from __future__ import annotations

import tomllib
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import ValidationError

from extractors.relations.schema import RuleFile, Vars
from ontology.errors import KgError
from ontology.schema import load_schema

VARS = "vars.toml"


def folder() -> Traversable:
    """Where the shipped rule files lie."""
    return files("extractors.relations") / "rules"


@cache
def shipped() -> tuple[tuple[RuleFile, ...], Vars]:
    """The shipped rules, in order of their file names.

    Raises:
        KgError: a file does not fit the schema.
    """
    names = sorted(f.name for f in folder().iterdir() if f.name.endswith(".toml") and f.name != VARS)
    rule_files = tuple(_read_rules(folder() / name) for name in names)
    return rule_files, _vars(folder() / VARS)


def fingerprint() -> str:
    """Changes with any rule file and with the code that runs them."""
    here = files("extractors.relations")
    parts = [*here.iterdir(), *folder().iterdir(), *files("extractors.quantities").iterdir()]
    kept = sorted((f for f in parts if f.name.endswith((".py", ".toml"))), key=lambda f: f.name)
    return sha256(b"".join(sha256(f.read_bytes()).digest() for f in kept)).hexdigest()[:16]


def read_rules(path: Path | Traversable) -> RuleFile:
    """One rule file.

    Raises:
        KgError: not TOML, an unknown key, a predicate that the schema does not have, an id twice.
    """
    return _read_rules(path)


def _read_rules(path: Path | Traversable) -> RuleFile:
    try:
        found = RuleFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise KgError(f"rule file {path.name}: {error}") from error
    for predicate in (found.predicate, *(name for rule in found.rule for name in rule.yields_to)):
        if predicate not in load_schema().predicates:
            allowed = ", ".join(load_schema().predicates)
            raise KgError(f"rule file {path.name}: no predicate {predicate!r}; the schema has {allowed}")
    ids = [rule.id for rule in found.rule]
    if len(ids) != len(set(ids)):
        raise KgError(f"rule file {path.name}: an id stands twice in {ids}")
    return found


def _vars(path: Traversable) -> Vars:
    try:
        return Vars.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise KgError(f"{VARS}: {error}") from error
