"""``kg.toml`` in the working folder: what every extraction of a project shall use.

::

    vocabularies = ["our-models.tsv"]   # beside the file; names and types of your own
    rules-only = false                  # true: without the learned chooser and judge
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ontology.errors import KgError

NAME = "kg.toml"


class Project(BaseModel):
    """The settings of a project; closed, so that a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    vocabularies: tuple[Path, ...] = ()
    rules_only: bool = Field(default=False, alias="rules-only")


def load_project(folder: Path) -> Project:
    """The settings in ``folder``; the defaults where it holds no ``kg.toml``.

    Raises:
        KgError: the file is not valid; says where, and what is allowed.
    """
    path = folder / NAME
    if not path.exists():
        return Project()
    try:
        project = Project.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        allowed = ", ".join(field.alias or name for name, field in Project.model_fields.items())
        raise KgError(f"{path}: {place}: {first['msg']}; it may hold {allowed}") from error
    return project.model_copy(update={"vocabularies": tuple(folder / name for name in project.vocabularies)})
