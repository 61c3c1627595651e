"""What all commands share: the graph option, output, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec

import typer

DONE, FAILED, WRONG_USE, SOME_REJECTED = 0, 1, 2, 3

Graph = Annotated[
    Path, typer.Option("--graph", "-g", envvar="KG_GRAPH", help="The graph file.", show_default=True)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no remarks.")]
DEFAULT_GRAPH = Path("papers.kg")

P = ParamSpec("P")


def command(function: Callable[P, int | None]) -> Callable[P, None]:
    """Turn a function into a command body: errors a user can mend become one line and an exit code."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        from ontology.errors import KgError, UsageError

        try:
            code = function(*args, **kwargs)
        except UsageError as error:
            fail(str(error), WRONG_USE)
        except KgError as error:
            fail(str(error), FAILED)
        except KeyboardInterrupt:
            fail("stopped; what was committed is kept", 130)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(DONE) from None
        else:
            raise typer.Exit(code or DONE)

    return run


def fail(message: str, code: int) -> None:
    """Say what went wrong on standard error and leave.

    Raises:
        typer.Exit: always.
    """
    typer.echo(f"kg: {message}", err=True)
    raise typer.Exit(code)


def print_json(value: Any) -> None:
    """Write a value as JSON to standard output: stable keys, decimals as text."""
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
