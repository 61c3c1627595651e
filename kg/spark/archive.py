"""``python -m kg.spark.archive OUT.tar.gz``: the installed packages as one archive for Spark workers.

Workers need a Python of the same minor version and nothing else; the archive is unpacked beside each executor
and put on its path (see :mod:`kg.spark.session`).
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory


def make(out: Path, requirement: str, constraints: Path | None = None) -> None:
    """Install the requirement with all it needs into a folder of its own, and pack it.

    Args:
        out: the archive to write.
        requirement: a wheel, a source folder or "paper-kg==VERSION".
        constraints: pinned versions.

    Raises:
        subprocess.CalledProcessError: pip failed; its words are on standard error.
    """
    with TemporaryDirectory() as folder:
        pins = ["--constraint", str(constraints)] if constraints else []
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, *pins, requirement]
        subprocess.run([*command, "pyarrow", "pandas<3"], check=True)  # noqa: S603 - our own command line
        with tarfile.open(out, "w:gz") as archive:
            archive.add(folder, arcname=".")


if __name__ == "__main__":
    out, requirement, *pins = [*sys.argv[1:], "."] if len(sys.argv) == 2 else sys.argv[1:]
    make(Path(out), requirement, Path(pins[0]) if pins else None)
