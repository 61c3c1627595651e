"""The Oxigraph index of a graph: built once for a content, then opened at once.

Each index is a folder of its own, named by what it holds, and never changes after it is put in place:
a running query keeps its snapshot while a new one is built. A reader holds a shared lock on its folder;
folders that nobody reads are removed when a newer one is put in place.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path

from exports.rdf.describe import description
from exports.rdf.names import Names
from exports.rdf.stream import triples
from kg.records import GraphView
from ontology.errors import KgError
from ontology.ids import digest

LOCK = "in-use"
MODEL = ("describe", "model", "names", "stream", "terms")
"""The modules that say which triples a graph gives."""


def key(content: str, names: Names) -> str:
    """The name of the index of a graph with this content hash."""
    return digest("\n".join((_model(), content, names.base, names.terms)))[:16]


@cache
def _model() -> str:
    """Changes with the code that makes the triples: an index of another model is written anew."""
    code = files("exports.rdf")
    return digest("".join(code.joinpath(f"{name}.py").read_text(encoding="utf-8") for name in MODEL))


def build(view: GraphView, folder: Path, names: Names) -> None:
    """Write a new index into a folder that does not exist yet."""
    import pyoxigraph as ox

    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".build-", dir=folder.parent) as draft:
        lines, store = Path(draft, "graph.nt"), Path(draft, "store")
        with lines.open("w", encoding="utf-8", newline="\n") as file:
            found = chain(triples(view, names), description(view, names))
            file.writelines(f"{s} {p} {o} .\n" for s, p, o in found)
        engine = ox.Store(str(store))
        engine.bulk_load(path=str(lines), format=ox.RdfFormat.N_TRIPLES)
        engine.flush()
        del engine
        (store / LOCK).touch()
        with contextlib.suppress(OSError):  # another process was faster: its index is the same
            store.replace(folder)


def ensure(
    view: GraphView, content: str, beside: Path, names: Names, *, say: Callable[[str], None] = lambda _: None
) -> Path:
    """The folder of the index of this content, built where it is missing.

    Args:
        content: the hash of what the graph holds.
        beside: the graph file; the index stands in ``<file>-sparql/`` next to it.
        say: is told when an index has to be written, which takes time on a big graph.

    Raises:
        KgError: the index cannot be written there.
    """
    home = beside.with_name(f"{beside.name}-sparql")
    folder = home / key(content, names)
    if not (folder / LOCK).exists():
        say("writing the SPARQL index, once for this state of the graph ...")
        try:
            build(view, folder, names)
        except OSError as error:
            raise KgError(
                f"cannot write the SPARQL index {folder}: {error.strerror or error}; "
                "put the graph where there is room and you may write"
            ) from error
        _remove_unused(home, keep=folder)
    return folder


@contextlib.contextmanager
def in_use(folder: Path) -> Iterator[Path]:
    """Hold an index so that no other process removes it."""
    with (folder / LOCK).open("rb") as file:
        _lock(file.fileno(), shared=True)
        yield folder


def _remove_unused(home: Path, keep: Path) -> None:
    for folder in sorted(home.iterdir()):
        if folder != keep and (folder / LOCK).exists():
            with (folder / LOCK).open("rb") as file:
                if _lock(file.fileno(), shared=False):
                    shutil.rmtree(folder, ignore_errors=True)


def _lock(descriptor: int, *, shared: bool) -> bool:
    """Take an advisory lock without waiting. Where the system has none, say no: nothing is removed."""
    if os.name != "posix":
        return False
    import fcntl

    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
