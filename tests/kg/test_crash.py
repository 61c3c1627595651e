"""A build that is killed at any moment loses nothing committed, and the next one finishes the job."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from graph_files import build, dump, paper, rules
from tiny_pipeline import TinyPipeline

from kg.build.builder import Builder
from kg.store import Store
from kg.verify import verify
from ontology.errors import KgError
from ontology.types import Paper

HERE = Path(__file__).parent
CHILD = """
import sys
sys.path[:0] = [{here!r}]
from pathlib import Path
from graph_files import build
from test_crash import corpus
import kg.build.builder as b
b.COMMIT, b.CHUNK = 8, 2
print("ready", flush=True)
build(Path(sys.argv[1]), corpus(int(sys.argv[2])), workers=int(sys.argv[3]))
print("done", flush=True)
"""


def corpus(seed: int, size: int = 120) -> list[Paper]:
    """Papers with shared names and lexicon votes; another seed changes and drops some."""
    rng = random.Random(seed)
    names = [f"Method:M{i}" for i in range(20)] + [f"Model:L-{i}B" for i in range(20)] + ["?Zeta", "?Yotta"]
    papers = []
    for i in range(size):
        said = [f"{rng.choice(names)} outperforms {rng.choice(names)}" for _ in range(3)]
        said.append(f"vote {rng.choice(['Zeta', 'Yotta'])} {rng.choice(['Method', 'Model'])}")
        if rng.random() > 0.1:
            papers.append(paper(f"p{i:03}", " . ".join(said)))
    return papers


def run(path: Path, seed: int, workers: int = 1) -> subprocess.Popen[str]:
    code = CHILD.format(here=str(HERE))
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(path), str(seed), str(workers)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def fresh(tmp_path: Path, seed: int) -> list[str]:
    path = tmp_path / f"fresh{seed}.kg"
    build(path, corpus(seed))
    return dump(path)


def kill_after(child: subprocess.Popen[str], seconds: float) -> bool:
    """True where the build was still running."""
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        return True
    return False


def check_killed_builds(tmp_path: Path, rounds: int, seed: int) -> None:
    rng = random.Random(seed)
    path = tmp_path / "killed.kg"
    started = time.monotonic()
    assert run(path, 0).wait(60) == 0
    whole = time.monotonic() - started
    killed = 0
    for turn in range(rounds):
        wanted = 1 + turn % 2
        killed += kill_after(run(path, wanted), rng.uniform(0, whole))
        with Store(path) as store:
            list(store.statements())
        assert run(path, wanted).wait(60) == 0
        assert dump(path) == fresh(tmp_path, wanted)
        assert list(verify(path, rules())) == []
    assert killed, "no build was caught running"


def test_a_few_killed_builds(tmp_path: Path) -> None:
    check_killed_builds(tmp_path, rounds=3, seed=1)


@pytest.mark.slow
def test_many_killed_builds(tmp_path: Path) -> None:
    check_killed_builds(tmp_path, rounds=60, seed=2)


def test_killed_in_the_middle_of_the_graph_transaction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "half.kg"
    build(path, corpus(0))
    before = dump(path)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.build.absorb.relate_families", fail)
    with pytest.raises(KeyboardInterrupt):
        build(path, corpus(1))
    monkeypatch.undo()
    with Store(path) as store:
        shown = [s.model_dump_json() for s in store.statements(unasserted=True)]
    assert all(line in before for line in shown), "readers see the last whole graph"
    build(path, corpus(1))
    assert dump(path) == fresh(tmp_path, 1)


def test_a_second_build_refuses_with_words(graph: Path) -> None:
    with Builder(graph, rules()), pytest.raises(KgError, match="being built by another process"):
        build(graph, [])


def test_the_lock_goes_with_a_killed_process(tmp_path: Path) -> None:
    path = tmp_path / "lock.kg"
    child = run(path, 0, workers=2)
    time.sleep(0.2)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    deadline = time.monotonic() + 20
    while True:
        try:
            build(path, corpus(0))
            break
        except KgError:
            assert time.monotonic() < deadline, "orphaned workers hold the lock"
            time.sleep(0.1)
    assert dump(path) == fresh(tmp_path, 0)


def test_a_full_disk_is_told_in_words_and_loses_nothing(graph: Path) -> None:
    build(graph, corpus(0, 40))
    before = dump(graph)
    with Builder(graph, rules()) as builder:
        (pages,) = builder.db.execute("PRAGMA page_count").fetchone()
        builder.db.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(KgError, match="full; what was committed before is kept"):
            builder.take(corpus(1, 2000), only=True)
    assert dump(graph) == before


def test_other_files_are_refused_and_left_alone(graph: Path) -> None:
    graph.write_text("my notes, not a graph", encoding="utf-8")
    with pytest.raises(KgError, match="not a kg store"):
        build(graph, [])
    with pytest.raises(KgError, match="not a kg store"):
        Store(graph)
    assert graph.read_text(encoding="utf-8") == "my notes, not a graph"


def test_another_program_s_database_is_refused(graph: Path) -> None:
    with sqlite3.connect(graph) as db:
        db.execute("CREATE TABLE mine (x)")
    with pytest.raises(KgError, match="not a kg store"):
        build(graph, [])


@pytest.mark.parametrize(("version", "words"), [(0, "an older kg"), (99, "a newer kg")])
def test_another_store_version_is_refused_with_words(graph: Path, version: int, words: str) -> None:
    build(graph, [])
    with sqlite3.connect(graph) as db:
        db.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(KgError, match=words):
        Store(graph)


def as_version_1(graph: Path) -> None:
    """Take away what version 2 added."""
    with sqlite3.connect(graph) as db:
        for gone in ("INDEX paper_titled", "TABLE given", "INDEX claim_subject"):
            db.execute(f"DROP {gone}")
        db.execute("ALTER TABLE paper DROP COLUMN titled")
        db.execute("CREATE INDEX claim_subject ON claim (subject, predicate)")
        db.execute("PRAGMA user_version = 1")


def test_an_older_file_is_read_as_it_is_and_brought_up_to_date_by_a_build(graph: Path) -> None:
    build(graph, corpus(0))
    before = dump(graph)
    with sqlite3.connect(graph) as db:
        tables = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'paper' ORDER BY name"
        layout = db.execute(tables).fetchall()
    as_version_1(graph)
    with Store(graph) as store:
        assert [p.id for p in store.papers()] == [p.id for p in corpus(0)]
    again = TinyPipeline()
    build(graph, [], only=False, pipeline=again)
    assert again.extracted == []
    assert dump(graph) == before
    with sqlite3.connect(graph) as db:
        assert db.execute(tables).fetchall() == layout
        assert db.execute("SELECT count(*) FROM paper WHERE titled NOT LIKE 't:%'").fetchone() == (0,)


def test_a_build_leaves_one_file(graph: Path) -> None:
    build(graph, corpus(0, 5))
    assert [p.name for p in graph.parent.iterdir()] == [graph.name]


def test_nothing_is_read_twice(graph: Path) -> None:
    build(graph, corpus(0))
    again = TinyPipeline()
    report = build(graph, corpus(0), pipeline=again)
    assert again.extracted == []
    assert (report.added, report.removed, report.extracted) == (0, 0, 0)


def test_other_rules_read_everything_again(graph: Path) -> None:
    build(graph, corpus(0))
    changed = TinyPipeline("tiny-2")
    build(graph, corpus(0), pipeline=changed)
    assert sorted(changed.extracted) == [p.id for p in corpus(0)]
