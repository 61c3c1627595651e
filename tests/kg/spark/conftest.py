"""A cluster to test on."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A standalone cluster on loopback: one master, two workers of one core each."""
    import pyspark

    home = Path(pyspark.__file__).parent
    port = free_port()
    address = f"spark://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": str(tmp_path / "work"),
        "PYSPARK_PYTHON": sys.executable,
    }
    common = ["--host", "127.0.0.1"]
    commands = [
        ["deploy.master.Master", *common, "--port", str(port), "--webui-port", str(free_port())],
        *[
            [
                "deploy.worker.Worker",
                *common,
                "--webui-port",
                str(free_port()),
                "-c",
                "1",
                "-m",
                "2g",
                address,
            ]
            for _ in range(2)
        ],
    ]
    started = []
    for name, *arguments in commands:
        log = (tmp_path / f"{len(started)}.log").open("wb")
        command = [str(home / "bin" / "spark-class"), f"org.apache.spark.{name}", *arguments]
        started.append(
            subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        )
        time.sleep(4)
    yield address, started[1:]
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
