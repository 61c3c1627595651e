"""A store of 100,000 papers: one paper comes, changes and goes, and look-ups answer. How long each takes is
printed (``-s``; the aims are one second and half a second); time fails nothing."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from graph_files import paper, rules
from tiny_pipeline import TinyPipeline

from kg.build.builder import Builder
from kg.store import Store
from ontology.types import Paper

SIZE = int(os.environ.get("KG_LARGE", 100_000))
TYPES = ("Method", "Model")
HOT = ["Method:quantization", "Method:LoRA", "Model:GPT-4", "Model:Llama-3-8B", "Method:attention"]


def made(i: int, salt: str = "") -> Paper:
    """A paper with names of its own, names that a few share, and names that thousands share."""
    rng = random.Random(f"{i}{salt}")
    rare = [f"{rng.choice(TYPES)}:Thing{rng.randrange(200_000)}" for _ in range(4)]
    own = f"Method:Own{i}{salt}"
    said = [f"paper proposes {own}", f"vote Thing{rng.randrange(20_000)} Method"]
    said += [f"{own} outperforms {name}" for name in (*rare[:2], rng.choice(HOT))]
    said += [f"{rng.choice(HOT)} outperforms {rare[2]}", f"{own} uses ?Thing{rng.randrange(20_000)}"]
    said.append(f"{own} achieves Metric:accuracy on Benchmark:GSM8K is {rng.randrange(99)}")
    return paper(f"p{i}", " . ".join(said), title=f"On {own}")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.kg"
    with Builder(path, rules()) as builder:
        builder.take(_all(), only=True)
        builder.finish(TinyPipeline, workers=2)
    return path


def _all() -> Iterator[Paper]:
    return (made(i) for i in range(SIZE))


def seconds(path: Path, change: Callable[[Builder], None]) -> float:
    """Processor time of one change, from opening the file to closing it."""
    started = time.process_time()
    with Builder(path, rules()) as builder:
        change(builder)
        builder.finish(TinyPipeline)
    return time.process_time() - started


@pytest.mark.slow
def test_one_paper_comes_changes_and_goes(large: Path) -> None:
    rules()
    for i in range(3):
        changes: dict[str, Callable[[Builder], None]] = {
            "add": lambda b, i=i: b.take([made(SIZE + i)]),
            "change": lambda b, i=i: b.take([made(i * 1000, "changed")]),
            "remove": lambda b, i=i: b.remove([f"p{i * 1000 + 1}"]),
        }
        for name, change in changes.items():
            print(f"{name}: {seconds(large, change):.2f} s of processor time")
    with Store(large) as store:
        assert store.paper(f"p{SIZE}").title == f"On Method:Own{SIZE}"
        assert store.find("Own0changed")
        with pytest.raises(KeyError):
            store.paper("p1")


@pytest.mark.slow
def test_look_ups_answer(large: Path) -> None:
    with Store(large) as store:
        started = time.process_time()
        entity = store.find("LoRA")[0]
        for predicate, incoming, count in store.predicates_of(entity.id):
            assert count > 0
            assert list(store.about(entity.id, incoming=incoming, predicate=predicate, limit=10))
        assert store.paper_count(entity.id) > 1000
        print(f"entity: {time.process_time() - started:.2f} s of processor time")
        started = time.process_time()
        assert store.search("outperforms quantization", 10)
        assert store.complete("quan", 10)
        print(f"search: {time.process_time() - started:.2f} s of processor time")
