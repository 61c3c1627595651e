"""The build on Spark equals the build on one machine, row by row; also with a worker killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from kg import open_graph
from kg.records import GraphStatement

pytestmark = pytest.mark.spark

pytest.importorskip("pyspark", reason="needs the extra [spark]")

PARTS = 2


def rows(table: Path) -> list[dict[str, Any]]:
    from pyarrow import dataset

    return dataset.dataset(table, format="parquet").to_table().to_pylist()


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The 363 papers where they are at hand, else the sample papers; with one bad line."""
    from extractors.readers import merge, read
    from extractors.samples import sample_paths

    listings = Path(__file__).resolve().parents[4] / "shared" / "papers" / "huggingface"
    paths = [listings] if listings.is_dir() else list(sample_paths().values())
    target = tmp_path_factory.mktemp("papers") / "papers.jsonl"
    found = merge(read(paths, on_reject=lambda _: None))
    lines = [
        json.dumps({"id": p.id, "title": p.title, "abstract": p.abstract, "year": p.year}) for p in found
    ]
    target.write_text("\n".join([*lines, '{"title": "No abstract"}']) + "\n", encoding="utf-8")
    return target


@pytest.fixture(scope="module")
def local(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from kg.build import build

    graph = tmp_path_factory.mktemp("local") / "local.kg"
    build([papers], graph)
    return graph


def run(inputs: Path, out: Path, master: str, before: str = "") -> dict[str, int]:
    """In a process of its own, after some other code: a session cannot change its master."""
    code = (
        f"{before}import sys, json\n"
        "from exports.rdf.names import Names\n"
        "from exports.rdf.pieces import Pieces\n"
        "from kg.spark.job import Job\n"
        "from kg.spark.session import Cluster, start\n"
        "spark = start(Cluster(sys.argv[3], memory='1g'))\n"
        f"job = Job(spark, [sys.argv[1]], sys.argv[2], lines=Pieces(Names()), parts={PARTS})\n"
        "print(json.dumps(job.run()))\n"
        "spark.stop()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(inputs), str(out), master], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def result(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("spark") / "out"
    run(papers, out, "local[2]")
    return out


def claim(s: GraphStatement) -> tuple[object, ...]:
    return s.id, s.subject, s.predicate, s.object, str(s.belief), s.papers, s.derived


def assert_equal(out: Path, graph: Path) -> None:
    with open_graph(graph) as store:
        nodes = {(e.id, e.type.value, e.name, e.aliases) for e in store.entities()}
        found = list(store.statements(unasserted=True))
        papers = {p.id for p in store.papers()}
    assert {(r["id"], r["type"], r["name"], tuple(r["aliases"])) for r in rows(out / "nodes")} == nodes
    assert {
        (r["id"], r["subject"], r["predicate"], r["object"], r["belief"], tuple(r["papers"]), r["derived"])
        for r in rows(out / "statements")
    } == {claim(s) for s in found}
    evidence = {(s.id, e.paper, e.start, e.end, e.rule) for s in found for e in s.evidence}
    assert {
        (r["id"], r["paper"], r["start"], r["end"], r["rule"]) for r in rows(out / "evidence")
    } == evidence
    assert {r["id"] for r in rows(out / "united")} == papers
    assert evidence


def test_tables_equal_the_local_build(result: Path, local: Path) -> None:
    assert_equal(result, local)


def test_bad_line_goes_to_the_rejects(result: Path) -> None:
    (reject,) = rows(result / "rejects")
    assert "abstract" in reject["reason"]


def test_workers_with_other_rules_are_refused(papers: Path, tmp_path: Path) -> None:
    other = (
        "from extractors.extract import Extractor\nExtractor.fingerprint = property(lambda self: 'other')\n"
    )
    with pytest.raises(AssertionError, match="workers have other rules"):
        run(papers, tmp_path / "out", "local[1]", before=other)


def test_ntriples_equal_the_local_export(result: Path, local: Path) -> None:
    from exports.rdf.names import Names
    from exports.rdf.stream import triples

    with open_graph(local) as store:
        wanted = {f"{s} {p} {o} ." for s, p, o in triples(store, Names())}
    files = sorted((result / "ntriples").glob("*.txt"))
    assert {line for file in files for line in file.read_text(encoding="utf-8").splitlines()} == wanted


def test_imported_result_is_the_local_graph(result: Path, local: Path, tmp_path: Path) -> None:
    from exports.formats import export
    from kg.spark.recorded import take_in

    take_in(result, tmp_path / "imported.kg")
    for name, graph in (("a", local), ("b", tmp_path / "imported.kg")):
        with open_graph(graph) as store:
            export(store, "ntriples", tmp_path / f"{name}.nt")
    assert (tmp_path / "a.nt").read_bytes() == (tmp_path / "b.nt").read_bytes()


def test_stopped_job_goes_on_where_it_was(result: Path, papers: Path, local: Path) -> None:
    """The last tables and one part of the readings are lost, and made again."""
    import shutil

    for lost in ("readings/part=1", "statements", "rejects"):
        shutil.rmtree(result / lost)
    kept = (result / "readings" / "part=0" / "_SUCCESS").stat().st_mtime_ns
    run(papers, result, "local[2]")
    assert (result / "readings" / "part=0" / "_SUCCESS").stat().st_mtime_ns == kept
    assert_equal(result, local)


def test_cluster_survives_the_death_of_a_worker(
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
    papers: Path,
    local: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    address, workers = cluster
    out = tmp_path / "out"
    killed = threading.Event()

    def kill() -> None:
        """Once the first part is being extracted, one worker goes with its executor."""
        while not (out / "readings").exists() and not killed.is_set():
            time.sleep(0.2)
        subprocess.run(["pkill", "-KILL", "-P", str(workers[0].pid)], check=False)
        os.killpg(workers[0].pid, signal.SIGKILL)
        killed.set()

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    run(papers, out, address)
    killer.join(timeout=10)
    assert workers[0].poll() is not None
    assert_equal(out, local)
