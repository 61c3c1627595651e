"""``python -m kg.spark.archive OUT.tar.gz [REQUIREMENT]``: our packages as one archive for Spark workers.

Workers need a Python of the same minor version and nothing else; the archive is unpacked beside each executor
and put on its path (see :mod:`kg.spark.session`). It holds the very versions of packages that are installed
here: others may round otherwise, and a result must not depend on where a paper was read.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
from argparse import ArgumentParser
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory

COMPRESSION = 6
"""Of gzip: 9 takes three times as long and saves a hundredth."""


def make(out: Path, requirement: str) -> None:
    """Install the requirement with all it needs into a folder of its own, and pack it.

    Args:
        out: the archive to write.
        requirement: a wheel, a source folder or "paper-kg==VERSION".

    Raises:
        subprocess.CalledProcessError: pip failed; its words are on standard error.
    """
    with TemporaryDirectory() as folder:
        pins, packages = Path(folder, "pins.txt"), Path(folder, "packages")
        pins.write_text("\n".join(_installed()), encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--target", str(packages)]
        what = ["--constraint", str(pins), requirement, "pyarrow", "pandas"]
        subprocess.run([*pip, *what], check=True)  # noqa: S603 - our own command line
        with tarfile.open(out, "w:gz", compresslevel=COMPRESSION) as archive:
            archive.add(packages, arcname=".")


def _installed() -> list[str]:
    """Pins of the packages here, but for our own."""
    found = {d.name: d.version for d in distributions()}
    return sorted(f"{name}=={version}" for name, version in found.items() if name != "paper-kg")


def _arguments() -> tuple[Path, str]:
    parser = ArgumentParser(prog="python -m kg.spark.archive", description="An archive for Spark workers.")
    parser.add_argument("out", type=Path, help="the archive to write, OUT.tar.gz")
    parser.add_argument("requirement", nargs="?", default=".", help="a source folder (default: .) or a wheel")
    given = parser.parse_args()
    return given.out, given.requirement


if __name__ == "__main__":
    make(*_arguments())
