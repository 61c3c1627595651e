"""A child process that answers requests one after the other and is killed when it takes too long.

The child reads one JSON request per line and writes one JSON header per answer, with the ``size`` of the
body that follows it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from typing import Any

Header = dict[str, Any]


class Late(Exception):
    """The child was killed at its time limit."""


class Died(Exception):
    """The child ended before it had answered."""


class Worker:
    """One process of a module of ours, started at the first request and again after it was killed.

    Requests wait for each other.
    """

    def __init__(self, module: str, arguments: Sequence[str]) -> None:
        # -P: a folder of the user's that is named like one of ours is not imported.
        self._command = [sys.executable, "-P", "-m", module, *arguments]
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def request(self, request: Mapping[str, Any], seconds: float) -> tuple[Header, bytes]:
        """Header and body of the answer.

        Raises:
            Late: it took longer than allowed.
            Died: the process ended; it needed more memory than it may have, or it failed.
        """
        line = json.dumps(request).encode() + b"\n"
        with self._lock:
            return self._exchange(line, seconds)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _exchange(self, line: bytes, seconds: float) -> tuple[Header, bytes]:
        child = self._running()
        assert child.stdin is not None
        assert child.stdout is not None
        late = threading.Event()
        timer = threading.Timer(seconds, _stop, (child, late))
        timer.start()
        try:
            child.stdin.write(line)
            child.stdin.flush()
            header = json.loads(child.stdout.readline() or b"{}")
            body = child.stdout.read(header.get("size", 0))
        except (OSError, ValueError):  # it ended, or said something else than an answer
            header, body = {}, b""
        finally:
            timer.cancel()
        if not header or len(body) < header["size"]:
            self._end()
            raise Late if late.is_set() else Died
        return header, body

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _stop(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()
