"""A store of 100,000 papers: one paper comes, changes or goes within a second; a look-up takes a moment."""

from __future__ import annotations

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

SIZE = 100_000
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
def test_one_paper_comes_changes_and_goes_within_a_second(large: Path) -> None:
    rules()
    for i in range(3):
        assert seconds(large, lambda b, i=i: b.take([made(SIZE + i)])) < 1
        assert seconds(large, lambda b, i=i: b.take([made(i * 1000, "changed")])) < 1
        assert seconds(large, lambda b, i=i: b.remove([f"p{i * 1000 + 1}"])) < 1


@pytest.mark.slow
def test_an_entity_is_shown_in_a_moment(large: Path) -> None:
    with Store(large) as store:
        started = time.process_time()
        entity = store.find("LoRA")[0]
        for predicate, incoming, _ in store.predicates_of(entity.id):
            store.about(entity.id, incoming=incoming, predicate=predicate, limit=10)
        store.papers_of(entity.id)
        assert time.process_time() - started < 0.5
        started = time.process_time()
        store.search("outperforms quantization")
        store.complete("quan")
        assert time.process_time() - started < 1
