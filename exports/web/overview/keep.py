"""Keep the drawn map beside the graph file, and draw it in a process of its own when there is none."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

WAITING = b'{"state":"drawing"}'


class OverviewKeeper:
    """Hands out the map as gzipped JSON. Drawing keeps a core busy for up to a minute: a child does it."""

    def __init__(self, graph: Path) -> None:
        self._graph = graph
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._error = ""

    def get(self, version: str) -> bytes | None:
        """The map of this version of the graph, gzipped; None while it is being drawn.

        Raises:
            OSError: drawing failed; the message says how.
        """
        for file in places(self._graph, version):
            if file.exists():
                return file.read_bytes()
        with self._lock:
            self._draw(version)
        return None

    def close(self) -> None:
        """Stop drawing."""
        with self._lock:
            if self._child is not None and self._child.poll() is None:
                self._child.terminate()
                self._child.wait(5)

    def _draw(self, version: str) -> None:
        if self._child is not None:
            code = self._child.poll()
            if code is None:
                return
            self._child = None
            if code != 0:
                raise OSError(
                    f"drawing the map failed with exit code {code}; its message stands in the server's output"
                )
        command = [sys.executable, "-m", "exports.web.overview", str(self._graph), version]
        self._child = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - our own module


def places(graph: Path, version: str) -> tuple[Path, Path]:
    """Where the map of a version may stand: beside the graph, or where that cannot be written, in the
    user's own temporary folder."""
    name = f"{graph.name}-map-{version}.json.gz"
    return graph.with_name(name), _own_folder() / name


def _own_folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"kg-maps-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def write(graph: Path, version: str, text: str) -> Path:
    """Write the map in one step, and remove those of earlier versions."""
    packed = gzip.compress(text.encode("utf-8"), compresslevel=6, mtime=0)
    for target in places(graph, version):
        try:
            return _write(target, graph, packed)
        except OSError:
            continue
    raise OSError(f"the map of {graph} can be written neither beside it nor in {_own_folder()}")


def _write(target: Path, graph: Path, packed: bytes) -> Path:
    draft = target.with_suffix(f".{os.getpid()}")
    draft.write_bytes(packed)
    draft.replace(target)
    for old in target.parent.glob(f"{_escaped(graph.name)}-map-*.json.gz"):
        if old != target:
            old.unlink(missing_ok=True)
    return target


def _escaped(name: str) -> str:
    import glob

    return glob.escape(name)
