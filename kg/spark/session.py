"""A Spark session for the job, with our code on every worker."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import MissingExtra, UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

FOLDER = "paper_kg"
"""Where an archive is unpacked in the working directory of each executor."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where to run. ``archive`` holds the packages for workers that have none (see ``kg.spark.archive``)."""

    master: str = "local[*]"
    archive: Path | None = None
    memory: str = "2g"


def start(cluster: Cluster) -> SparkSession:
    """Start a session, or take the running one.

    Raises:
        MissingExtra: PySpark is not installed.
        UsageError: there is no such archive.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingExtra("building on Spark", "spark") from error
    os.environ.setdefault("PYSPARK_PYTHON", _python(cluster))
    builder = SparkSession.builder.master(cluster.master).appName("kg build")
    for key, value in _settings(cluster).items():
        builder = builder.config(key, value)
    session: SparkSession = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _python(cluster: Cluster) -> str:
    """What workers run: this very interpreter, or with an archive any of its version that they have."""
    version = sys.version_info
    return sys.executable if cluster.archive is None else f"python{version.major}.{version.minor}"


def _settings(cluster: Cluster) -> dict[str, str]:
    settings = {
        "spark.driver.memory": cluster.memory,
        "spark.executor.memory": cluster.memory,
        "spark.executorEnv.OMP_NUM_THREADS": "1",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    if cluster.archive is not None:
        if not cluster.archive.is_file():
            raise UsageError(f"no archive at {cluster.archive}: make one with 'python -m kg.spark.archive'")
        settings["spark.archives"] = f"{cluster.archive.resolve()}#{FOLDER}"
        settings["spark.executorEnv.PYTHONPATH"] = FOLDER
    return settings
