"""A job done by a copy of this process, so that the memory it takes up goes with it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import NoReturn, TypeVar

Answer = TypeVar("Answer")


def renewed(job: Callable[[], Answer]) -> Answer:
    """What the job returns in a forked copy of this process, whose memory it had at the start.

    A copy that ends before the job does takes this process with it, in the same way.

    Raises:
        Whatever the job raises, if it can be pickled.
    """
    ours, theirs = Pipe(duplex=False)
    copy = os.fork()
    if not copy:
        ours.close()
        _do(job, theirs)
    theirs.close()
    try:
        done, answer = ours.recv()
    except EOFError:
        _end_like(copy)
    finally:
        ours.close()
    os.waitpid(copy, 0)
    if not done:
        raise answer
    found: Answer = answer
    return found


def _do(job: Callable[[], Answer], answers: Connection) -> NoReturn:
    try:
        answers.send((True, job()))
    except BaseException as error:  # noqa: BLE001 - the process that waits must hear of it
        answers.send((False, error))
    finally:
        os._exit(0)


def _end_like(copy: int) -> NoReturn:
    """End as the copy did: by the same signal, or with the same exit code."""
    _, status = os.waitpid(copy, 0)
    if not os.WIFSIGNALED(status):
        os._exit(os.waitstatus_to_exitcode(status))
    number = os.WTERMSIG(status)
    if number != signal.SIGKILL:
        signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    os._exit(1)
