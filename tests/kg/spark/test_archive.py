"""Workers whose Python has nothing of ours run the job from the archive."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from extractors.readers import merge, read
from extractors.samples import sample_paths
from kg.spark import archive

pytestmark = pytest.mark.spark

pytest.importorskip("pyspark", reason="needs the extra [spark]")

ROOT = Path(__file__).resolve().parents[3]
JOB = """
import json, sys
from pathlib import Path
from kg.spark.job import Job
from kg.spark.session import Cluster, start

def home(_):
    import kg, sys
    return sys.executable, kg.__file__

papers, out, master, archive = sys.argv[1:]
spark = start(Cluster(master, Path(archive), "1g"))
homes = spark.sparkContext.parallelize(range(2), 2).map(home).collect()
print(json.dumps([homes, Job(spark, [papers], out, parts=1).run()]))
spark.stop()
"""


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Python with no packages, which is the first on the path of all that the test starts."""
    venv.create(tmp_path / "bare")
    folder = tmp_path / "bare" / "bin"
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.delenv("PYSPARK_PYTHON", raising=False)
    python = folder / f"python{sys.version_info.major}.{sys.version_info.minor}"
    assert subprocess.run([python, "-c", "import kg"], cwd=tmp_path, capture_output=True).returncode
    return python


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    found = merge(read(list(sample_paths().values()), on_reject=lambda _: None))
    lines = [json.dumps({"id": p.id, "title": p.title, "abstract": p.abstract}) for p in found]
    (tmp_path / "papers.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path / "papers.jsonl"


def test_workers_without_packages_read_papers(
    bare: Path,
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
    papers: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "COMPRESSION", 1)
    archive.make(tmp_path / "packages.tar.gz", str(ROOT))
    arguments = [str(papers), str(tmp_path / "out"), cluster[0], str(tmp_path / "packages.tar.gz")]
    done = subprocess.run([sys.executable, "-c", JOB, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    homes, counts = json.loads(done.stdout.splitlines()[-1])
    for python, package in homes:
        assert python == str(bare)
        assert Path(package).is_relative_to(tmp_path / "work")
    assert counts["papers"] == len(papers.read_text(encoding="utf-8").splitlines())
    assert counts["statements"] > counts["papers"]
    assert not counts["rejects"]
